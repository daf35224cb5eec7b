"""What a graph holds, in the words of VoID (https://www.w3.org/TR/void/)."""

import hashlib
import re
from collections.abc import Mapping
from typing import Final

from rdflib import RDF, VOID, Graph, Literal, URIRef
from rdflib.namespace import XSD

from cetu.model.counts import Counts
from cetu.namespaces import PREFIXES

_LOCAL: Final = re.compile(r"[A-Za-z0-9_-]+")


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


def _parts(description: Graph, node: URIRef, kind: str, sizes: Mapping[str, int]) -> None:
    counted = VOID.entities if kind == "class" else VOID.triples
    for iri, size in sizes.items():
        part = URIRef(f"{node}{'-' if '#' in node else '#'}{kind}-{short(iri)}")
        description.add((node, VOID[f"{kind}Partition"], part))
        description.add((part, RDF.type, VOID.Dataset))
        description.add((part, VOID[kind], URIRef(iri)))
        description.add((part, counted, _number(size)))


def short(iri: str) -> str:
    """Return a name for an IRI that can end a fragment: its prefixed name, or a digest."""
    for prefix, namespace in PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and _LOCAL.fullmatch(local):
            return f"{prefix}.{local}"
    return hashlib.sha256(iri.encode()).hexdigest()[:16]


def _number(value: int) -> Literal:
    return Literal(value, datatype=XSD.integer)
