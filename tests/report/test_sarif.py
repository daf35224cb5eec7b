"""The report as SARIF 2.1.0, held to what the standard demands and to its published schema."""

import json
import re
from dataclasses import replace
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clients.conftest import installed
from tests.report.conftest import ALL, BASE, CLASH, NO_TEXT, PLAN, TASK

from cetu.model.finding import Acceptance, Finding
from cetu.model.place import Place, Stretch
from cetu.model.rule import Rule
from cetu.report import as_sarif, assemble

RULE = Rule(
    CLASH.rule, "prp-fp", "owl", "violation", "contradiction", "只有一个值。", "It has one value.",
    "留下正确的。", "Keep the *right* one.",
)  # fmt: skip


def log(findings: list[Finding], **places: Place) -> Any:  # noqa: ANN401 - JSON
    told = assemble(findings)
    by_identity = {f.identity: places[f.layer] for f in told.findings if f.layer in places}
    return json.loads(as_sarif(told, [RULE], by_identity))


def test_it_holds_to_the_published_schema() -> None:
    """The schema of OASIS, as the package of Microsoft's matchers for SARIF brings it."""
    folder = installed() / "node_modules" / "@microsoft" / "jest-sarif" / "lib" / "schemas"
    [path] = folder.glob("sarif-2.1.0*.json")
    # Its pattern of a language has a bracket too many, which is no regular expression here.
    text = path.read_text("utf-8").replace("{2}]?$", "{2}$")
    schema = jsonschema_rs.validator_for(json.loads(text))
    place = Place("data/source/lin cheng.txt", Stretch.of("1\t支持", 0, 4))
    told = assemble(ALL, consistent=False, unsatisfiable=["urn:c"], digest="d" * 64)
    known = Acceptance(told.findings[0].identity, "原文如此", "2026-01-01")
    places = {f.identity: place for f in told.findings}
    log = json.loads(as_sarif(replace(told, accepted=(known,)), [RULE], places))
    schema.validate(log)
    log["runs"][0]["results"][0]["level"] = "grave"
    assert not schema.is_valid(log)


def test_a_log_has_what_the_standard_demands() -> None:
    """https://docs.oasis-open.org/sarif/sarif/v2.1.0/ sections 3.13, 3.14, 3.18, 3.19, 3.27."""
    told = log(ALL)
    assert told["version"] == "2.1.0"
    (run,) = told["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "cetu"
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    for result in run["results"]:
        assert result["message"]["text"]
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert len(result["partialFingerprints"]) == 1
    assert [one["level"] for one in run["results"]] == ["error", "error", "warning", "note"]


def test_the_fingerprint_is_the_identity() -> None:
    told = assemble(ALL)
    results = json.loads(as_sarif(told))["runs"][0]["results"]
    assert [one["partialFingerprints"]["cetuFinding/v1"] for one in results] == [
        one.identity for one in told.findings
    ]


def test_a_rule_helps() -> None:
    rules = {rule["id"]: rule for rule in log([CLASH])["runs"][0]["tool"]["driver"]["rules"]}
    rule = rules["contradictions#prp-fp"]
    assert rule["help"]["text"].splitlines() == [
        "只有一个值。", "留下正确的。", "It has one value.", "Keep the *right* one.",
    ]  # fmt: skip
    assert r"Keep the \*right\* one\." in rule["help"]["markdown"]
    assert rule["defaultConfiguration"]["level"] == "error"
    assert rules["checks#task-number-repeated"]["helpUri"] == CLASH.also[0]


def test_words_are_told_where_they_stand() -> None:
    text = "表\n1\t支持企业贷款\n"
    stretch = Stretch.of(text, 2, 10)
    (result,) = log([NO_TEXT], shape=Place("data/source/lin cheng.txt", stretch))["runs"][0][
        "results"
    ]
    (location,) = result["locations"]
    assert location["logicalLocations"][0]["fullyQualifiedName"] == TASK
    place = location["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "data/source/lin%20cheng.txt"
    region = place["region"]
    assert (region["startLine"], region["startColumn"]) == (2, 1)
    assert (region["endLine"], region["endColumn"]) == (2, 9)
    assert text[region["charOffset"] :][: region["charLength"]] == "1\t支持企业贷款"


def test_a_file_without_lines_has_no_region() -> None:
    (result,) = log([NO_TEXT], shape=Place("data/graph/lincheng-plan.trig"))["runs"][0]["results"]
    assert "region" not in result["locations"][0]["physicalLocation"]


def test_premises_are_related_places_and_data() -> None:
    (result,) = log([CLASH])["runs"][0]["results"]
    related = result["relatedLocations"]
    assert [one["message"]["text"] for one in related] == [
        f"{one.zh}\n{one.en}" for one in CLASH.premises
    ]
    assert [one["id"] for one in related] == [1, 2, 3]
    assert related[1]["logicalLocations"][0]["fullyQualifiedName"] == PLAN
    assert [one["text"] for one in result["properties"]["premises"]] == [
        one.text for one in CLASH.premises
    ]


def test_what_is_accepted_is_suppressed_with_its_reason() -> None:
    told = assemble([CLASH, NO_TEXT])
    known = Acceptance(told.findings[0].identity, "原文如此", "2026-01-01")
    results = json.loads(as_sarif(replace(told, accepted=(known,))))["runs"][0]["results"]
    (suppression,) = results[0]["suppressions"]
    assert suppression["justification"] == "原文如此"
    assert "suppressions" not in results[1]


def test_it_repeats() -> None:
    assert as_sarif(assemble(ALL)) == as_sarif(assemble(reversed(ALL)))


@given(st.text())
def test_any_words_are_told_as_they_are_and_no_markup(words: str) -> None:
    one = replace(NO_TEXT, zh=words, en=words, quote=words, advice_zh=words)
    (result,) = log([one])["runs"][0]["results"]
    assert result["message"]["text"] == f"{words}\n{words}"
    assert result["properties"]["quote"] == words
    marked = re.sub(r"\\.", "", result["message"]["markdown"])
    assert not set("<>[]`*_#") & set(marked)


@given(st.text(), st.data())
def test_a_stretch_is_the_characters_it_says(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = Stretch.of(text, start, end)
    lines = text.split("\n")
    assert lines[found.line - 1][: found.column - 1] == text[:start].rsplit("\n", maxsplit=1)[-1]
    before = "\n".join(
        [*lines[: found.end_line - 1], lines[found.end_line - 1][: found.end_column - 1]]
    )
    assert before == text[:end]


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (0, 4)])
def test_a_stretch_outside_its_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no characters"):
        Stretch.of("甲乙丙", start, end)


def test_the_base_is_the_one_of_the_project() -> None:
    assert log([])["runs"][0]["tool"]["driver"]["informationUri"] == BASE
