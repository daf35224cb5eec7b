"""The description of the named graphs."""

from rdflib import PROV, RDF, VOID, Literal, URIRef
from rdflib.namespace import XSD

from cetu.mapping import Entry, catalogue
from cetu.mapping.catalogue import SD


def test_a_graph_is_described_with_its_size_and_source() -> None:
    name, source = URIRef("https://example.org/g"), URIRef("https://example.org/v")
    graph = catalogue([Entry(name, "图", "graph", 3, source), Entry(source, "源", "source", 1)])
    assert (name, RDF.type, SD.NamedGraph) in graph
    assert graph.value(name, VOID.triples) == Literal("3", datatype=XSD.integer)
    assert graph.value(name, PROV.wasDerivedFrom) == source
    assert graph.value(source, PROV.wasDerivedFrom) is None
