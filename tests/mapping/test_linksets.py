"""Links to others, described as VoID has them."""

import pyoxigraph as ox
from rdflib import RDF, SKOS, VOID, Literal, URIRef
from rdflib.namespace import XSD

from cetu.mapping import linksets
from cetu.mapping.void import DATASET

GRAPH = URIRef("https://w3id.org/cetu/graph/links/cities")


def triple(subject: str, predicate: str, value: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value))


OURS = "https://w3id.org/cetu/id/place/"
EXACT, CLOSE = str(SKOS.exactMatch), str(SKOS.closeMatch)


def test_one_a_predicate_and_vocabulary() -> None:
    found = linksets(
        GRAPH,
        [
            triple(f"{OURS}1", EXACT, "https://example.org/a/1"),
            triple(f"{OURS}2", EXACT, "https://example.org/a/2"),
            triple(f"{OURS}2", CLOSE, "https://example.org/a/2"),
            triple(f"{OURS}2", EXACT, "https://example.org/b#2"),
        ],
    )
    sets = list(found.subjects(RDF.type, VOID.Linkset))
    assert len(sets) == 3
    counted = {
        (str(found.value(one, VOID.linkPredicate)), str(found.value(target, VOID.uriSpace))): (
            found.value(one, VOID.triples)
        )
        for one in sets
        for target in found.objects(one, VOID.objectsTarget)
    }
    assert counted == {
        (EXACT, "https://example.org/a/"): Literal(2, datatype=XSD.integer),
        (CLOSE, "https://example.org/a/"): Literal(1, datatype=XSD.integer),
        (EXACT, "https://example.org/b#"): Literal(1, datatype=XSD.integer),
    }
    assert all((one, VOID.subjectsTarget, DATASET) in found for one in sets)
    assert all((GRAPH, VOID.subset, one) in found for one in sets)
    assert len(set(found.subjects(RDF.type, VOID.Dataset))) == 2


def test_what_stays_at_home_or_begins_elsewhere_is_no_link() -> None:
    assert not linksets(
        GRAPH,
        [
            triple(f"{OURS}1", EXACT, f"{OURS}2"),
            triple("https://example.org/1", EXACT, f"{OURS}2"),
            triple(f"{OURS}1", str(RDF.type), "https://example.org/a/1"),
        ],
    )
