"""The report as JSON, and back."""

import json
from dataclasses import replace

import pytest
from tests.report.conftest import ALL, NO_TEXT, PLAN, TAG

from cetu.model.finding import Acceptance
from cetu.model.place import Place, Stretch
from cetu.report import as_json, assemble, of_json


def test_json_holds_every_field_and_repeats() -> None:
    told = assemble(ALL, consistent=True, digest="d" * 64)
    content = json.loads(as_json(told))
    assert content["counts"] == {"violation": 2, "warning": 1, "info": 1, "accepted": 0}
    assert content["snapshot"] == "d" * 64
    assert content["findings"][0]["zh"] in {NO_TEXT.zh, TAG.zh}
    assert {f["identity"] for f in content["findings"]} == {f.identity for f in told.findings}
    assert as_json(told) == as_json(assemble(reversed(ALL), consistent=True, digest="d" * 64))


def test_it_says_which_documents_a_finding_is_about() -> None:
    (one,) = json.loads(as_json(assemble([NO_TEXT])))["findings"]
    assert one["documents"] == [PLAN]


def test_what_was_written_is_read_back_the_same() -> None:
    told = assemble(ALL, consistent=False, unsatisfiable=["urn:c"], digest="e" * 64)
    told = replace(
        told,
        accepted=(Acceptance(told.findings[0].identity, "原文如此", "2026-07-01"),),
        gone=(Acceptance("0" * 16, "x", "2026-07-01", "2026-08-01"),),
    )
    places = {
        told.findings[0].identity: Place("data/source/a.txt", Stretch.of("甲乙", 0, 1)),
        told.findings[1].identity: Place("data/graph/a.trig"),
    }
    assert of_json(as_json(told, places)) == (told, places)
    assert of_json(as_json(told)) == (told, {})
    assert json.loads(as_json(told))["counts"]["accepted"] == 1


@pytest.mark.parametrize(
    "text", ["", "null", "[]", "{}", '{"findings": [{}]}', "{", '{"findings": 3}']
)
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        of_json(text)
