"""Each hygiene rule finds what its `found.trig` is about, and nothing in its `clear.trig`."""

import re
from pathlib import Path

import pytest
from tests.checks.example import expected, run

from cetu import assets
from cetu.namespaces import BASE
from cetu.validate import checks

HERE = Path(__file__).parent
RULES = {rule.name: rule for rule in checks.load(assets.root() / "queries" / "hygiene")}
EXAMPLES = {path.parent.name for path in HERE.glob("*/*.trig")}
CHINESE = re.compile(r"[一-鿿]")


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_rule_finds_its_example(name: str) -> None:
    rule, path = RULES[name], HERE / name / "found.trig"
    found = run(rule, path)
    assert expected(path)
    assert sorted(finding.thing for finding in found) == expected(path)
    for finding in found:
        assert (finding.layer, finding.kind) == ("hygiene", "modelling")
        assert finding.rule == f"{BASE}hygiene#{name}"
        assert finding.severity == rule.severity
        assert CHINESE.search(finding.zh)
        assert finding.zh.endswith("。")
        assert finding.en.endswith(".")
        assert not re.search(r"[{}—]", finding.zh + finding.en), "every variable was filled in"


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_rule_lets_the_clear_example_pass(name: str) -> None:
    assert run(RULES[name], HERE / name / "clear.trig") == []
