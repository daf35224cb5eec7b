"""The IRIs of things read from a document: ASCII keys, the same for the same words."""

from typing import Final

from rdflib import URIRef

from cetu.model.document import Measure, Record
from cetu.model.key import key, measure_key, task_key
from cetu.model.layout import Source
from cetu.namespaces import CETU, GRAPH, ID

__all__ = [
    "TERMS",
    "document",
    "graph",
    "key",
    "measure",
    "measure_key",
    "path",
    "reader",
    "task_key",
    "version",
]

TERMS: Final = str(CETU)
"""What the IRIs of our terms begin with."""


def document(identifier: str) -> URIRef:
    """Return the IRI of a document."""
    return ID[f"document/{identifier}"]


def path(record: Record, source: Source) -> str:
    """Return the key of a version of a document: its document's, and its first twelve digits."""
    return f"{record.identifier}/{source.digest[:12]}"


def version(record: Record, source: Source) -> URIRef:
    """Return the IRI of the version of a document: its bytes as received."""
    return ID[f"version/{path(record, source)}"]


def graph(record: Record, source: Source) -> URIRef:
    """Return the IRI of the named graph of a version."""
    return GRAPH[path(record, source)]


def measure(record: Record, found: Measure) -> URIRef:
    """Return the IRI of a measure, keyed by its title."""
    return ID[f"measure/{record.identifier}/{measure_key(found)}"]


def reader(version: str) -> URIRef:
    """Return the IRI of the program that read a document."""
    return ID[f"reader/cetu-{version}"]
