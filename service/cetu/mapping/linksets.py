"""The links that a graph holds to things and terms of others, as VoID has them.

One `void:Linkset` a predicate and vocabulary (https://www.w3.org/TR/void/#linkset): what it links
with, from where to where, how many. Where they lead is a dataset known by its `void:uriSpace`.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, RDFS, SKOS, VOID, Graph, Literal, URIRef
from rdflib.namespace import XSD

from cetu.mapping.void import DATASET, short
from cetu.namespaces import BASE

_LINKS: Final = frozenset(
    {str(SKOS[f"{name}Match"]) for name in ("exact", "close", "broad", "narrow", "related")}
    | {str(RDFS.subClassOf), str(RDFS.subPropertyOf)}
)
_SPACE: Final = re.compile(r"^(.*[#/])[^#/]*$")


def linksets(graph: URIRef, triples: Iterable[ox.Triple]) -> Graph:
    """Return the description of the links in the triples of `graph`; empty where there are none."""
    counted: Counter[tuple[str, str]] = Counter()
    for triple in triples:
        subject, value = triple.subject, triple.object
        if (
            triple.predicate.value in _LINKS
            and isinstance(subject, ox.NamedNode)
            and isinstance(value, ox.NamedNode)
            and subject.value.startswith(BASE)
            and not value.value.startswith(BASE)
            and (found := _SPACE.match(value.value))
        ):
            counted[triple.predicate.value, found[1]] += 1
    described = Graph()
    for (predicate, space), many in counted.items():
        node = URIRef(f"{graph}#linkset-{short(predicate)}-{short(space + 'x')}")
        target = URIRef(f"{graph}#target-{short(space + 'x')}")
        for told in (
            (node, RDF.type, VOID.Linkset),
            (node, VOID.linkPredicate, URIRef(predicate)),
            (node, VOID.subjectsTarget, DATASET),
            (node, VOID.objectsTarget, target),
            (node, VOID.triples, Literal(many, datatype=XSD.integer)),
            (target, RDF.type, VOID.Dataset),
            (target, VOID.uriSpace, Literal(space)),
            (graph, VOID.subset, node),
        ):
            described.add(told)
    return described
