"""What each graph holds and where it is to be had: its share of the graph `void`.

https://www.w3.org/TR/void/ and https://www.w3.org/TR/vocab-dcat-3/, under our own addresses; a
service says the same of what it serves under its host.
"""

from collections.abc import Sequence
from typing import Final

import pyoxigraph as ox
from rdflib import DCAT, DCTERMS, RDF, VOID, Graph, Literal, URIRef

from cetu.mapping import void
from cetu.mapping.catalogue import Entry
from cetu.mapping.void import DATASET
from cetu.namespaces import GRAPH

CATALOGUE: Final = GRAPH["void#catalogue"]
LICENCE: Final = URIRef("https://www.apache.org/licenses/LICENSE-2.0")
"""Of the graph, as each ontology module and each concept scheme says of itself."""

_TURTLE: Final = URIRef("https://www.iana.org/assignments/media-types/text/turtle")


def holdings(entry: Entry, triples: Sequence[ox.Triple]) -> Graph:
    """Return what the graph of `entry`, all of whose triples are given, holds."""
    description = Graph()
    add = description.add
    node = entry.graph
    for kind in (VOID.Dataset, DCAT.Dataset):
        add((DATASET, RDF.type, kind))
        add((node, RDF.type, kind))
    add((CATALOGUE, RDF.type, DCAT.Catalog))
    for one in (DATASET, node):
        add((CATALOGUE, DCAT.dataset, one))
        add((one, DCTERMS.license, LICENCE))
    add((DATASET, VOID.subset, node))
    add((node, DCTERMS.title, Literal(entry.zh, lang="zh")))
    add((node, DCTERMS.title, Literal(entry.en, lang="en")))
    form = URIRef(f"{node}#ttl")
    add((node, DCAT.distribution, form))
    add((form, RDF.type, DCAT.Distribution))
    add((form, DCAT.downloadURL, URIRef(f"{node}.ttl")))
    add((form, DCAT.mediaType, _TURTLE))
    add((form, DCTERMS.license, LICENCE))
    add((node, VOID.dataDump, URIRef(f"{node}.nt")))
    void.describe(description, node, void.count(triples))
    void.outline(description, triples)
    return description
