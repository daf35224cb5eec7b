"""The report as JUnit XML: well-formed whatever a document holds."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.conftest import ALL, BASE, CLASH, GROUP, NO_TEXT, TAG

from cetu.model.finding import Acceptance, Severity
from cetu.model.rule import Rule
from cetu.report import as_junit, assemble

RULES = [
    Rule(CLASH.rule, "prp-fp", "owl", "violation", "contradiction", "只有一个值", "one value"),
    Rule(f"{BASE}checks#quiet", "quiet", "check", "warning", "time", "先后有序", "in order"),
]


def test_a_rule_is_a_case_and_a_finding_a_failure() -> None:
    root = ET.fromstring(as_junit(assemble(ALL), RULES))  # noqa: S314 - we wrote it
    cases = {one.get("name", "").split()[0]: one for one in root.iter("testcase")}
    assert set(cases) == {
        "prp-fp", "quiet", "group-members-unknown", "TaskShape-has-text", "LabelTagsShape-tongues",
    }  # fmt: skip
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("5", "2", "0")
    assert cases["quiet"].get("name") == "quiet 先后有序"
    assert list(cases["quiet"]) == []
    (failure,) = cases["TaskShape-has-text"]
    assert (failure.tag, failure.get("type")) == ("failure", "violation")
    assert failure.get("message") == NO_TEXT.zh
    assert "[red]支持[/red]" in (failure.text or "")
    (output,) = cases["prp-fp"]
    assert output.tag == "system-out"
    assert f"为什么 Why: {CLASH.premises[0].zh} {CLASH.premises[0].en}" in (output.text or "")


@pytest.mark.parametrize(("floor", "failures"), [("violation", 2), ("warning", 3), ("info", 4)])
def test_the_floor_says_what_fails(floor: Severity, failures: int) -> None:
    root = ET.fromstring(as_junit(assemble(ALL), floor=floor))  # noqa: S314 - we wrote it
    assert len(list(root.iter("failure"))) == failures
    assert root.get("failures") == str(failures)
    counts = [int(suite.get("failures", "")) for suite in root]
    assert sum(counts) == failures


def test_what_is_accepted_fails_no_more() -> None:
    told = assemble([NO_TEXT])
    known = Acceptance(told.findings[0].identity, "原文如此", "2026-01-01")
    root = ET.fromstring(as_junit(replace(told, accepted=(known,))))  # noqa: S314 - we wrote it
    assert list(root.iter("failure")) == []
    assert NO_TEXT.zh in (root.findtext(".//system-out") or "")


def test_two_failures_of_one_rule_are_both_told() -> None:
    root = ET.fromstring(  # noqa: S314 - we wrote it
        as_junit(assemble([TAG, replace(TAG, value='"x"@ja', zh="另一处。")]))
    )
    (case,) = root.iter("testcase")
    assert sorted(one.get("message", "") for one in case) == sorted([TAG.zh, "另一处。"])


@given(st.text(st.characters()))
def test_any_characters_make_xml_that_can_be_read(words: str) -> None:
    one = replace(NO_TEXT, zh=words, quote=words, advice_zh=words)
    root = ET.fromstring(as_junit(assemble([one, GROUP]), floor="info"))  # noqa: S314 - we wrote it
    messages = {failure.get("message", "") for failure in root.iter("failure")}
    kept = "".join(c if c >= " " or c in "\t\n\r" else f"⟨U+{ord(c):04X}⟩" for c in words)
    if kept.isprintable():
        assert kept in messages
    assert len(messages) == 2
