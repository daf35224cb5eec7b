"""The first document as RDF, read back by another library than the one that wrote it."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef

from cetu import annotate, mapping
from cetu.read import read
from cetu.read.records import records

DONGGUAN = "https://w3id.org/cetu/id/place/441900"


@pytest.fixture(scope="session")
def named(root: Path, annex: Path) -> tuple[URIRef, Graph]:
    """The graph of the first document: its IRI and its triples."""
    lexicon = annotate.load(root)
    record = records(root)[0]
    document = read(annex, root)
    tasks = annotate.annotate(document, lexicon, DONGGUAN)
    bodies = {n: body for n in record.issuers if (body := lexicon.body(n, DONGGUAN))}
    issuers = {name: body.iri for name, body in bodies.items()}
    name, triples = mapping.map_document(document, record, tasks, issuers)
    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert lines is not None
    return name, Graph().parse(data=lines, format="nt")


@pytest.fixture(scope="session")
def graph(named: tuple[URIRef, Graph]) -> Graph:
    return named[1]
