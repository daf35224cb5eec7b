"""What a graph holds, in the words of VoID (https://www.w3.org/TR/void/)."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

import pyoxigraph as ox
from rdflib import RDF, VOID, Graph, Literal, URIRef
from rdflib.namespace import XSD

from cetu.model.counts import Counts
from cetu.namespaces import GRAPH, PREFIXES

DATASET: Final = GRAPH["void#dataset"]
"""The whole of the graphs, whatever host serves them."""

_LOCAL: Final = re.compile(r"[A-Za-z0-9_-]+")
_TYPE: Final = ox.NamedNode(str(RDF.type))


def count(triples: Iterable[ox.Triple]) -> Counts:
    """Return the counts of a graph, whose triples are given once each."""
    subjects = set()
    of_class: Counter[str] = Counter()
    of_property: Counter[str] = Counter()
    for triple in triples:
        subjects.add(triple.subject)
        of_property[triple.predicate.value] += 1
        if triple.predicate == _TYPE and isinstance(triple.object, ox.NamedNode):
            of_class[triple.object.value] += 1
    return Counts(
        triples=of_property.total(),
        subjects=len(subjects),
        classes=len(of_class),
        properties=len(of_property),
        of_class=of_class,
        of_property=of_property,
    )


def describe(description: Graph, node: URIRef, counts: Counts) -> None:
    """Add to `description` what the dataset `node` holds.

    Its partitions are named by fragments of its own IRI, so that the same counts are the same
    statements wherever they are made.
    """
    for name, number in (
        (VOID.triples, counts.triples),
        (VOID.distinctSubjects, counts.subjects),
        (VOID.classes, counts.classes),
        (VOID.properties, counts.properties),
    ):
        description.add((node, name, _number(number)))
    _parts(description, node, "class", counts.of_class)
    _parts(description, node, "property", counts.of_property)


def outline(description: Graph, triples: Iterable[ox.Triple]) -> None:
    """Add to `description` which properties the subjects of each class have, in the whole dataset.

    Nothing is counted, so that what is said of one graph is true beside what is said of the others.
    Editors complete from it: the properties of a class (`void:propertyPartition` of its partition).
    """
    classes: defaultdict[object, set[str]] = defaultdict(set)
    properties: defaultdict[object, set[str]] = defaultdict(set)
    for triple in triples:
        properties[triple.subject].add(triple.predicate.value)
        if triple.predicate == _TYPE and isinstance(triple.object, ox.NamedNode):
            classes[triple.subject].add(triple.object.value)
    pairs = {
        (of, name)
        for subject, kinds in classes.items()
        for of in kinds
        for name in properties[subject]
    }
    for of, name in pairs:
        kind = _part(DATASET, "class", of)
        has = URIRef(f"{kind}-property-{short(name)}")
        description.add((DATASET, VOID.classPartition, kind))
        description.add((kind, VOID["class"], URIRef(of)))
        description.add((kind, VOID.propertyPartition, has))
        description.add((has, VOID.property, URIRef(name)))


def _parts(description: Graph, node: URIRef, kind: str, sizes: Mapping[str, int]) -> None:
    counted = VOID.entities if kind == "class" else VOID.triples
    for iri, size in sizes.items():
        part = _part(node, kind, iri)
        description.add((node, VOID[f"{kind}Partition"], part))
        description.add((part, VOID[kind], URIRef(iri)))
        description.add((part, counted, _number(size)))


def _part(node: URIRef, kind: str, iri: str) -> URIRef:
    return URIRef(f"{node}{'-' if '#' in node else '#'}{kind}-{short(iri)}")


def short(iri: str) -> str:
    """Return a name for an IRI that can end a fragment: its prefixed name, or a digest."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and _LOCAL.fullmatch(local):
            return f"{prefix}.{local}"
    return hashlib.sha256(iri.encode()).hexdigest()[:16]


def _number(value: int) -> Literal:
    return Literal(value, datatype=XSD.integer)
