"""Each whole-graph check finds what its `found.trig` is about, and nothing in its `clear.trig`."""

import re
from pathlib import Path

import pytest
from tests.checks.example import expected, run

from cetu import assets
from cetu.namespaces import BASE
from cetu.validate import checks

HERE = Path(__file__).parent
CHECKS = {check.name: check for check in checks.load(assets.root() / "queries" / "checks")}
CHINESE = re.compile(r"[一-鿿]")
ADVICE_LENGTH = 40
"""Characters: one short sentence."""


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_finds_its_example(name: str) -> None:
    path = HERE / name / "found.trig"
    found = run(CHECKS[name], path)
    assert expected(path)
    assert sorted(finding.thing for finding in found) == expected(path)
    for finding in found:
        assert finding.layer == CHECKS[name].layer
        assert finding.rule == f"{BASE}checks#{name}"
        assert finding.severity == CHECKS[name].severity
        assert CHINESE.search(finding.zh)
        assert finding.zh.endswith("。")
        assert finding.en.endswith(".")
        assert not re.search(r"[{}—]", finding.zh + finding.en), "every variable was filled in"


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_lets_the_clear_example_pass(name: str) -> None:
    assert run(CHECKS[name], HERE / name / "clear.trig") == []


def test_every_check_has_examples_and_no_example_is_left_over() -> None:
    folders = {path.parent.name for path in HERE.glob("*/*.trig")}
    assert folders == set(CHECKS)


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_states_its_rule_in_both_languages(name: str) -> None:
    check = CHECKS[name]
    assert CHINESE.search(check.summary_zh)
    assert not CHINESE.search(check.summary_en)
    assert check.summary_zh.endswith("。")
    assert check.summary_en.endswith(".")


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_says_of_what_kind_it_is_and_what_to_do(name: str) -> None:
    check = CHECKS[name]
    assert "#+ kind: " in check.query
    assert CHINESE.search(check.advice_zh)
    assert check.advice_zh.endswith("。")
    assert len(check.advice_zh) <= ADVICE_LENGTH
    assert check.advice_en.endswith(".")
    assert not re.search(r"[{}]", check.advice_zh + check.advice_en)
    assert check.advice_zh[:-1] not in check.zh, (
        "the sentence tells what is wrong, the advice what to do"
    )


def test_a_sentence_calls_things_by_their_labels() -> None:
    (finding,) = run(CHECKS["group-members-unknown"], HERE / "group-members-unknown" / "found.trig")
    assert "「成员单位」是 2 项任务" in finding.zh
    assert "responsible for 2 tasks" in finding.en


def test_a_finding_carries_the_quote_behind_it() -> None:
    found = run(CHECKS["lead-unstated"], HERE / "lead-unstated" / "found.trig")
    assert {finding.quote for finding in found} == {"市财政局", "责任单位"}
