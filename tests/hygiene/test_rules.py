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
        assert (finding.layer, finding.kind) == ("hygiene", rule.kind)
        assert finding.rule == f"{BASE}hygiene#{name}"
        assert finding.severity == rule.severity
        assert CHINESE.search(finding.zh)
        assert finding.zh.endswith("。")
        assert finding.en.endswith(".")
        assert not re.search(r"[{}—]", finding.zh + finding.en), "every variable was filled in"


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_rule_lets_the_clear_example_pass(name: str) -> None:
    assert run(RULES[name], HERE / name / "clear.trig") == []


def test_every_rule_has_examples_and_no_example_is_left_over() -> None:
    assert set(RULES) == EXAMPLES
    assert len(RULES) >= 40


@pytest.mark.parametrize("name", RULES)
def test_a_rule_says_what_holds_and_what_to_do_in_both_languages(name: str) -> None:
    rule = RULES[name]
    for zh in (rule.summary_zh, rule.advice_zh):
        assert CHINESE.search(zh)
        assert zh.endswith("。")
    for en in (rule.summary_en, rule.advice_en):
        assert not CHINESE.search(en)
        assert en.endswith(".")
