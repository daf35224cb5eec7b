"""The IRIs of things read from a document: ASCII keys, the same for the same words.

A row number is not an identity, since revisions renumber: a task is keyed by its words.
"""

import hashlib
import re
from typing import Final

from rdflib import URIRef

from cetu.model.document import Measure, Record, Row
from cetu.model.layout import Source
from cetu.namespaces import CETU, GRAPH, ID

TERMS: Final = str(CETU)
"""What the IRIs of our terms begin with."""


def key(*words: str) -> str:
    """Return eight hex digits that stand for `words`, white space aside."""
    bare = "\0".join(re.sub(r"\s", "", word) for word in words)
    return hashlib.sha256(bare.encode()).hexdigest()[:8]


def task_key(row: Row) -> str:
    """Return the key of the task in `row`; a row without words is keyed by measure and number."""
    if row.key:
        return row.key
    return key(row.task.text) if row.task else key(row.title, row.numeral)


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


def measure_key(found: Measure) -> str:
    """Return the key of a measure, which stands for its title."""
    return found.key or key(found.title)


def measure(record: Record, found: Measure) -> URIRef:
    """Return the IRI of a measure, keyed by its title."""
    return ID[f"measure/{record.identifier}/{measure_key(found)}"]


def reader(version: str) -> URIRef:
    """Return the IRI of the program that read a document."""
    return ID[f"reader/cetu-{version}"]
