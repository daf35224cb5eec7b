"""The first document at every step: rows, tasks, graph, consequences, findings.

`rows.csv` was taken from the lines of the source by a plain script, apart from the reader;
`tasks.csv` (what is found in each task, and what it means) was read against the document, as
`findings.csv` (what the checks say) was.
"""

import csv
from pathlib import Path
from typing import Any

import pytest

from cetu import pipeline, store
from cetu.namespaces import CETU, GRAPH
from cetu.read import read

HERE = Path(__file__).parent / "dongguan-techfin-2024-annex"
KINDS = {
    "party": "agencies",
    "instrument": "instruments",
    "beneficiary": "beneficiaries",
    "limit": "quantities",
    "verb": "clauses",
    "programme": "programmes",
    "place": "places",
    "citation": "citations",
}
_VERB_WORDS = 12


def _golden(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def reading(root: Path, annex: Path) -> dict[str, Any]:
    return pipeline.read_document(annex, root)


def test_rows(root: Path, annex: Path) -> None:
    rows = [
        {
            "number": row.numeral,
            "measure": row.measure or "",
            "text": row.task.text,
            "units": row.units[0].cell.text if row.units else "",
        }
        for row in read(annex, root).rows
    ]
    assert rows == _golden("rows.csv")


def _row(told: dict[str, str]) -> tuple[str, ...]:
    return tuple(told.values())


def _key(iri: str | None) -> str:
    return iri.rsplit("/", 1)[1] if iri else ""


def _means(kind: str, mention: dict[str, Any]) -> str:
    if kind == "party":
        return _key(mention["body"])
    if kind == "verb":
        return _key(mention["verb"])
    if kind == "limit":
        figure = f"{mention['bound']} {mention['value']:g} {mention['unit']}"
        measured = f"{mention['of']} · {mention['base']}"
        return f"{figure} · {measured} · {_key(mention['instrument'])}"
    return " ".join(_key(concept) for concept in mention["concepts"])


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_found_in_each_task(reading: dict[str, Any], kind: str) -> None:
    found = [
        (task["number"], words[: _VERB_WORDS if kind == "verb" else None], _means(kind, mention))
        for task in reading["tasks"]
        for mention in task[KINDS[kind]]
        for words in [mention.get("surface") or mention["as_written"]]
    ]
    expected = [
        (row["number"], row["words"], row["means"])
        for row in _golden("tasks.csv")
        if row["kind"] == kind
    ]
    assert found == expected


def test_consequences(first: Path) -> None:
    """The short ways that the property chains open."""
    inferred = store.graphs(store.snapshot(first))[str(GRAPH["inferred"])]
    parties = {
        (row["number"], row["means"]) for row in _golden("tasks.csv") if row["kind"] == "party"
    }
    assert len(list(inferred.subject_objects(CETU.responsibleParty))) == len(parties) == 81
    instruments = {
        (row["number"], row["means"]) for row in _golden("tasks.csv") if row["kind"] == "instrument"
    }
    assert len(list(inferred.subject_objects(CETU.usesInstrument))) == len(instruments)
    assert len(list(inferred.subject_objects(CETU.limitsInstrument))) == 2


def test_findings(first: Path) -> None:
    """Of it alone: the name 税务总局, which other documents state, is stated by none here."""
    report = pipeline.check(first)
    found = [
        {
            "severity": f.severity,
            "rule": f.rule.rpartition("/")[2],
            "thing": _key(f.thing),
        }
        for f in report.findings
    ]
    assert sorted(found, key=_row) == sorted(_golden("findings.csv"), key=_row)
    assert report.consistent
    assert report.conforms
