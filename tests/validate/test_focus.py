"""What a result of a shape rests on: it gives the result, and nothing of it can go."""

import os
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef

from cetu import assets
from cetu.model.finding import Finding
from cetu.namespaces import CETU
from cetu.validate import shapes
from cetu.validate.aim import Aimed
from cetu.validate.focus import Explainer

EXAMPLES = Path(__file__).parent.parent / "shapes"
BAD = sorted(EXAMPLES.glob("*/bad-*.ttl"))
SAMPLE = BAD if os.environ.get("CETU_HARD") else BAD[::45]

SAID_TWICE = {"HeldDocumentShape-unresolved", "IncompletenessNoteShape-completeness"}
"""Rules whose things are targets for two reasons at once: both directions, both languages."""


@cache
def guards() -> Graph:
    return shapes.load(assets.root() / "shapes")


@cache
def explainer() -> Explainer:
    return Explainer(guards())


@cache
def document() -> Graph:
    ontology = Graph()
    for path in sorted((assets.root() / "ontology").glob("*.ttl")):
        ontology.parse(path)
    graph = shapes.hierarchy(ontology)
    for path in sorted(EXAMPLES.glob("*/good.ttl")):
        graph.parse(path)
    return graph


def judged(path: Path) -> tuple[Graph, list[Finding]]:
    own = Graph().parse(path)
    data = Graph()
    data += document()
    data += own
    things = {str(t) for s, _, o in own for t in (s, o) if isinstance(t, URIRef)}
    return data, shapes.shapes(data, Aimed(guards()).at(things, data))


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_each_finding_rests_on_statements_of_which_none_can_go(path: Path) -> None:
    data, findings = judged(path)
    assert findings
    for finding in findings:
        rests_on = explainer().grounds(finding, data)
        assert rests_on.proven
        assert rests_on.items
        for row in rests_on.items:
            assert row in data
            data.remove(row)
            again = explainer().found(finding, data)
            data.add(row)
            assert not again or finding.rule.partition("#")[2] in SAID_TWICE, row


def premises(finding: Finding, data: Graph) -> list[str]:
    (explained,) = explainer().explained([finding], data, ["violation", "warning"])
    return [premise.text for premise in explained.premises]


def test_what_is_missing_is_told_by_what_makes_it_needed() -> None:
    data, findings = judged(EXAMPLES / "limit" / "bad-no-unit.ttl")
    (finding,) = findings
    assert premises(finding, data) == [f"<{finding.thing}> <{RDF.type}> <{CETU.Limit}> ."]


def test_a_note_is_explained_only_where_that_is_asked_for() -> None:
    data, (finding, *_) = judged(BAD[0])
    assert explainer().explained([finding], data, []) == [finding]


def test_what_is_not_found_has_no_grounds() -> None:
    data, (finding, *_) = judged(BAD[0])
    elsewhere = Finding(**{**{n: getattr(finding, n) for n in finding.__slots__}, "thing": "x:y"})
    assert not explainer().grounds(elsewhere, data).proven
