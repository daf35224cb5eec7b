"""The report holds every finding once, the gravest first."""

import json
from dataclasses import replace

import pytest
from tests.report.conftest import ALL, CLASH, GROUP, NO_TEXT, TAG

from cetu import report
from cetu.model.finding import Acceptance, Finding


def test_the_gravest_come_first_whatever_the_order_given() -> None:
    told = report.assemble(ALL)
    assert [f.severity for f in told.findings] == ["violation", "violation", "warning", "info"]
    assert told == report.assemble(reversed(ALL))
    assert [f.rule for f in told.findings[:2]] == sorted([TAG.rule, NO_TEXT.rule])


def test_a_finding_is_told_once() -> None:
    assert len(report.assemble([TAG, TAG, replace(TAG, quote="x")]).findings) == 1
    assert len(report.assemble([TAG, replace(TAG, value='"示例"@ja')]).findings) == 2


def test_identity_is_of_layer_rule_thing_and_value_only() -> None:
    (one,) = report.assemble([TAG]).findings
    (same,) = report.assemble([replace(TAG, zh="别的说法。", quote="别的引文")]).findings
    (other,) = report.assemble([replace(TAG, thing="https://w3id.org/cetu/id/place/2")]).findings
    assert one.identity == same.identity == "01d0fb47a4969a27"
    assert other.identity != one.identity


@pytest.mark.parametrize(
    ("findings", "consistent", "conforms"),
    [
        ([], None, True),
        ([GROUP, CLASH], True, True),
        ([NO_TEXT], True, False),
        ([GROUP], False, False),
    ],
)
def test_only_violations_and_contradictions_break_conformance(
    findings: list[Finding], consistent: bool | None, conforms: bool
) -> None:
    told = report.assemble(findings, consistent=consistent)
    assert told.conforms is conforms
    assert report.as_text(told).startswith("符合要求" if conforms else "不符合要求")
    assert report.as_text(told, "en").startswith("Conforms" if conforms else "Does not conform")
    assert json.loads(report.as_json(told))["conforms"] is conforms
    assert json.loads(report.as_sarif(told))["runs"][0]["properties"]["conforms"] is conforms


def test_what_is_accepted_stands_open_no_more() -> None:
    told = report.assemble([NO_TEXT, TAG])
    first, second = told.findings
    partly = replace(told, accepted=(Acceptance(first.identity, "a reason", "2026-01-01"),))
    assert partly.open == (second,)
    assert not partly.conforms
    whole = replace(
        told, accepted=tuple(Acceptance(f.identity, "r", "2026-01-01") for f in told.findings)
    )
    assert whole.open == ()
    assert whole.conforms


def test_an_inconsistency_is_accepted_only_with_all_that_owl_found() -> None:
    clash = replace(CLASH, severity="violation")
    told = report.assemble([clash], consistent=False)
    (one,) = told.findings
    accepted = (Acceptance(one.identity, "r", "2026-01-01"),)
    assert replace(told, accepted=accepted).conforms
    two = report.assemble([clash, replace(clash, value="x", premises=())], consistent=False)
    assert not replace(two, accepted=accepted).conforms
    assert not report.assemble([], consistent=False).conforms
