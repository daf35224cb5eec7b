"""What follows, rule by rule, and all of it against an independent OWL RL engine."""

import owlrl  # type: ignore[import-untyped] # has no types (7.6)
import pytest
from pyoxigraph import Literal, NamedNode
from rdflib import OWL, RDF, BNode, Graph, URIRef
from rdflib.namespace import RDFS
from rdflib.term import Node

from cetu.namespaces import CETU, ID
from cetu.reason import rules

TERMS = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.Ontology,
    RDFS.Datatype,
)


def terms(graph: Graph) -> frozenset[Node]:
    """What `graph` declares as a class, property, datatype or ontology."""
    return frozenset(term for kind in TERMS for term in graph.subjects(RDF.type, kind))


def iri(text: str) -> str:
    """`cetu:…` or `id:…` or a full IRI, in full."""
    prefix, _, name = text.partition(":")
    spaces = {"cetu": str(CETU), "id": str(ID), "rdf": str(RDF), "rdfs": str(RDFS)}
    return spaces[prefix] + name if prefix in spaces else text


@pytest.fixture(scope="module")
def inferred(clean: Graph) -> dict[tuple[str, str, str], str]:
    return {
        (
            _text(one.triple.subject),
            _text(one.triple.predicate),
            _text(one.triple.object),
        ): one.rule.name
        for one in rules.infer(clean)
    }


def _text(term: object) -> str:
    assert isinstance(term, NamedNode | Literal)
    return term.value


@pytest.mark.parametrize(
    ("subject", "predicate", "value", "rule"),
    [
        ("id:task/t17", "cetu:responsibleParty", "id:body/bureau", "prp-spo2"),
        ("id:body/bureau", "cetu:responsibleFor", "id:task/t17", "prp-inv1"),
        ("id:task/t17", "cetu:usesInstrument", "id:instrument/compensation", "prp-spo2"),
        ("id:measure/m5", "cetu:measureUsesInstrument", "id:instrument/compensation", "prp-spo2"),
        ("id:task/t17", "cetu:limitsInstrument", "id:instrument/compensation", "prp-spo2"),
        ("id:task/t17", "cetu:ofMeasure", "id:measure/m5", "prp-inv1"),
        ("id:task/t17", "cetu:hasReading", "id:limit/l1", "prp-spo1"),
        ("id:limit/l1", "cetu:readingOf", "id:task/t17", "prp-inv1"),
        ("id:responsibility/r1", "cetu:about", "id:body/bureau", "prp-spo1"),
        ("id:body/bureau", "cetu:kind", "id:body-kind/municipal-bureau", "cax-eqc1+cls-hv1"),
        ("id:body/bureau", "rdf:type", "cetu:PublicBody", "cax-sco"),
        ("id:instrument/compensation", "rdf:type", "cetu:CreditEnhancement", "cax-sco"),
        ("id:instrument/compensation", "rdfs:label", "risk compensation", "prp-spo1"),
        ("id:task/t17", "rdf:type", "http://www.w3.org/ns/prov#Plan", "cax-sco"),
        ("id:evidence/e1", "http://www.w3.org/ns/oa#start", "100", "prp-spo1"),
    ],
)
def test_follows(
    inferred: dict[tuple[str, str, str], str], subject: str, predicate: str, value: str, rule: str
) -> None:
    assert inferred[iri(subject), iri(predicate), iri(value)] == rule


def test_a_kind_makes_a_class(ontology: Graph) -> None:
    graph = Graph()
    graph += ontology
    graph.add((ID["body/x"], CETU.kind, ID["body-kind/party-organ"]))
    found = {str(one.triple): one.rule.name for one in rules.infer(graph)}
    row = f"<{ID['body/x']}> <{RDF.type}> <{CETU.PartyOrgan}>"
    assert found[row] == "cls-hv2+cax-eqc2"


def test_within_reaches_on(ontology: Graph) -> None:
    graph = Graph()
    graph += ontology
    for one, other in (("a", "b"), ("b", "c"), ("c", "d")):
        graph.add((ID[f"place/{one}"], CETU.within, ID[f"place/{other}"]))
    found = {str(one.triple): one.rule.name for one in rules.infer(graph)}
    assert found[f"<{ID['place/a']}> <{CETU.within}> <{ID['place/d']}>"] == "prp-trp"


def test_sorted_new_and_about_things(clean: Graph) -> None:
    found = rules.infer(clean)
    rows = [str(one.triple) for one in found]
    assert rows == sorted(set(rows))
    given = {str(row) for row in rules.triples(clean)}
    assert given.isdisjoint(rows)
    declared = {str(term) for term in terms(clean)}
    for one in found:
        assert isinstance(one.triple.subject, NamedNode)
        assert one.triple.subject.value not in declared
        assert _text(one.triple.object) != str(OWL.Thing)


def test_the_same_whatever_the_order(clean: Graph) -> None:
    rows = rules.triples(clean)
    assert _told(rules.infer(rows)) == _told(rules.infer(list(reversed(rows))))


def _told(found: list[rules.Inference]) -> list[str]:
    return [str(one.triple) for one in found]


def test_agrees_with_owlrl(clean: Graph) -> None:
    text = "".join(f"{one.triple} .\n" for one in rules.infer(clean))
    ours = Graph().parse(data=text, format="nt")
    closed = Graph()
    for row in clean:
        # A key makes two things one, which is a contradiction here and not a consequence.
        if row[1] != OWL.hasKey:
            closed.add(row)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    declared = terms(clean)

    def about_things(row: tuple[Node, Node, Node]) -> bool:
        subject, predicate, value = row
        return (
            isinstance(subject, URIRef)
            and subject not in declared
            and str(subject).startswith(str(ID))
            and not isinstance(value, BNode)
            # Everything is a thing and is itself: true, and of no use.
            and value != OWL.Thing
            and predicate != OWL.sameAs
        )

    theirs = {row for row in closed if about_things(row)} - set(clean)
    mine = {row for row in ours if about_things(row)}
    assert mine == theirs
    assert len(mine) > 100
