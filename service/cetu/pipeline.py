"""The writing staircase: from the documents as received to the published graph.

read → annotate → map → reason → write; `check` then holds what was written. Each step is a floor
below and knows only the nouns of `model`.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rdflib import Graph, URIRef

from cetu import annotate, mapping, store
from cetu.annotate import Lexicon
from cetu.mapping import Entry
from cetu.model.document import Document, Record
from cetu.model.reading import reading
from cetu.namespaces import GRAPH, ID
from cetu.read import read
from cetu.read.records import known, records

Progress = Callable[[str, str], None]
"""Called at the start of each step with its name in Chinese and in English."""


@dataclass(frozen=True, slots=True)
class Built:
    """One file of the built graph: where, how many triples, and whether its bytes changed."""

    path: Path
    triples: int
    changed: bool


def read_document(path: Path, root: Path) -> dict[str, Any]:
    """Return the reading of the document at `path`, in the form of `model.reading`.

    A file with the bytes of a known source is read with what `data/sources.csv` knows of it.

    Raises:
        CetuError: the file or its table cannot be read; the error says what to do.
    """
    document = read(path, root)
    record = known(path, root)
    tasks = annotate.annotate(document, annotate.load(root), _place(record))
    return reading(document, record, tasks)


def build(root: Path, progress: Progress = lambda _zh, _en: None) -> tuple[Built, ...]:
    """Build `data/graph/*.trig` under `root`: the same bytes from the same inputs.

    Everything is made in memory before the first file is written, so an error leaves what was
    built before as it was.

    Raises:
        CetuError: a source cannot be read or understood.
    """
    progress("读取词表", "Loading the vocabularies")
    lexicon = annotate.load(root)
    graphs: dict[str, dict[URIRef, Graph]] = {}
    entries: list[Entry] = []
    for record in records(root):
        progress(f"读取 {record.identifier}", f"Reading {record.identifier}")
        document = read(root / "data" / record.file, root)
        name, graph = _mapped(document, record, lexicon)
        graphs[record.identifier] = {name: graph}
        entries.append(_document_entry(name, graph, document, record))
    progress("写入图谱", "Writing the graph")
    graphs["metadata"] = {GRAPH["metadata"]: mapping.catalogue(entries)}
    return tuple(
        _write(root / "data" / "graph" / f"{name}.trig", named) for name, named in graphs.items()
    )


def _place(record: Record | None) -> str | None:
    return str(ID[f"place/{record.place}"]) if record and record.place else None


def _mapped(document: Document, record: Record, lexicon: Lexicon) -> tuple[URIRef, Graph]:
    place = _place(record)
    tasks = annotate.annotate(document, lexicon, place)
    issuers = {
        name: URIRef(body.iri) for name in record.issuers if (body := lexicon.body(name, place))
    }
    return mapping.map_document(document, record, tasks, issuers)


def _document_entry(name: URIRef, graph: Graph, document: Document, record: Record) -> Entry:
    title = document.title.text if document.title else record.identifier
    version = ID[f"version/{record.identifier}/{document.source.digest[:12]}"]
    return Entry(name, f"文件：{title}", f"Document {record.identifier}", len(graph), version)


def _write(path: Path, named: dict[URIRef, Graph]) -> Built:
    changed = store.write(path, store.trig(named))
    return Built(path, sum(len(graph) for graph in named.values()), changed)


def stale(root: Path) -> bool:
    """Return whether the built graph is missing or older than what it is made of."""
    stamp = root / "data" / "graph" / ".stamp"
    return not stamp.exists() or stamp.read_text(encoding="utf-8") != _inputs(root)


def _inputs(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(root.glob("ontology/**/*.ttl")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
