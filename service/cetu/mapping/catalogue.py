"""The metadata graph: what each named graph holds, where it comes from, how large it is.

https://www.w3.org/TR/sparql11-service-description/#sd-NamedGraph, https://www.w3.org/TR/prov-o/
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import PROV, RDF, RDFS, VOID, Graph, Literal, Namespace, URIRef
from rdflib.namespace import XSD

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


@dataclass(frozen=True, slots=True)
class Entry:
    """One named graph: IRI, labels, number of triples where it is known, what it derives from."""

    graph: URIRef
    zh: str
    en: str
    triples: int | None
    source: URIRef | None = None


def catalogue(entries: Iterable[Entry]) -> Graph:
    """Return the description of the named graphs in `entries`."""
    graph = Graph()
    for entry in entries:
        node = entry.graph
        graph.add((node, RDF.type, SD.NamedGraph))
        graph.add((node, SD.name, node))
        graph.add((node, RDFS.label, Literal(entry.zh, lang="zh")))
        graph.add((node, RDFS.label, Literal(entry.en, lang="en")))
        if entry.triples is not None:
            graph.add((node, VOID.triples, Literal(entry.triples, datatype=XSD.integer)))
        if entry.source is not None:
            graph.add((node, PROV.wasDerivedFrom, entry.source))
    return graph
