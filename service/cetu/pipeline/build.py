"""Building the graph: read → annotate → map → reason → write, in this order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from rdflib import Graph, URIRef

from cetu import annotate, mapping, store
from cetu.annotate import Lexicon
from cetu.mapping import Entry, iris
from cetu.model.document import Document, Record
from cetu.namespaces import GRAPH
from cetu.pipeline.fresh import inputs, mark, unmark
from cetu.pipeline.reading import place
from cetu.read import read
from cetu.read.records import records
from cetu.reason import rules

Progress = Callable[[str, str], None]
"""Called at the start of each step with its name in Chinese and in English."""


_SHARED: Final = {
    str(GRAPH["ontology"]): ("本体", "ontology"),
    str(GRAPH["alignment"]): ("与其他本体的对齐", "alignments to other ontologies"),
    str(GRAPH["vocabulary"]): ("词表", "vocabularies"),
    str(GRAPH["reference"]): (
        "参考数据：机构、地区、文件",
        "reference data: bodies, places, documents",
    ),
    str(GRAPH["inferred"]): ("推理得出的陈述", "inferred statements"),
    str(GRAPH["metadata"]): ("各命名图的说明", "description of the named graphs"),
}


@dataclass(frozen=True, slots=True)
class Built:
    """One file of the built graph: where, how many triples, and whether its bytes changed."""

    path: Path
    triples: int
    changed: bool


def build(root: Path, progress: Progress = lambda _zh, _en: None) -> tuple[Built, ...]:
    """Build `data/graph/*.trig` under `root`: the same bytes from the same inputs.

    Everything is made in memory before the first file is written, so an error leaves what was
    built before as it was. While files are written there is no stamp, so a build that is cut off
    is built anew; an input that changes meanwhile makes the graph stale at once.

    Raises:
        CetuError: a source cannot be read or understood.
    """
    given = inputs(root)
    progress("读取词表", "Loading the vocabularies")
    lexicon = annotate.load(root)
    documents: dict[str, tuple[URIRef, list[ox.Triple]]] = {}
    entries: list[Entry] = []
    for record in records(root):
        progress(f"读取 {record.identifier}", f"Reading {record.identifier}")
        document = read(root / "data" / record.file, root)
        name, graph = _mapped(document, record, lexicon)
        documents[record.identifier] = (name, store.triples(graph))
        entries.append(_entry(name, len(graph), document, record))
    progress("推理", "Reasoning")
    shared = store.shared(root)
    stated = chain(*shared.values(), *(triples for _, triples in documents.values()))
    inferred = [inference.triple for inference in rules.infer(stated, root=root)]
    entries += [
        *(Entry(URIRef(name), *_SHARED[name], len(triples)) for name, triples in shared.items()),
        Entry(GRAPH["inferred"], *_SHARED[str(GRAPH["inferred"])], len(inferred)),
        Entry(GRAPH["metadata"], *_SHARED[str(GRAPH["metadata"])], None),  # it would count itself
    ]
    progress("写入图谱", "Writing the graph")
    graphs = documents | {
        "inferred": (GRAPH["inferred"], inferred),
        "metadata": (GRAPH["metadata"], store.triples(mapping.catalogue(entries))),
    }
    return _write(root, graphs, given)


def _mapped(document: Document, record: Record, lexicon: Lexicon) -> tuple[URIRef, Graph]:
    here = place(record)
    tasks = annotate.annotate(document, lexicon, here)
    issuers = {
        name: URIRef(body.iri) for name in record.issuers if (body := lexicon.body(name, here))
    }
    return mapping.map_document(document, record, tasks, issuers)


def _entry(name: URIRef, size: int, document: Document, record: Record) -> Entry:
    title = document.title.text if document.title else record.identifier
    version = iris.version(record, document.source)
    return Entry(name, f"文件：{title}", f"document {record.identifier}", size, version)


def _write(
    root: Path, graphs: Mapping[str, tuple[URIRef, list[ox.Triple]]], given: str
) -> tuple[Built, ...]:
    """Write each graph (file stem → name and triples), and the stamp last."""
    folder = root / "data" / "graph"
    files = {
        folder / f"{stem}.trig": store.trig(str(name), triples)
        for stem, (name, triples) in graphs.items()
    }
    with store.alone(folder):
        unmark(root)
        store.sweep(folder)
        changed = store.write_all(files)
        for path in set(folder.glob("*.trig")) - files.keys():
            path.unlink()  # the graph of a document that data/sources.csv no longer lists
        mark(root, given)
    return tuple(
        Built(path, len(triples), changed[path])
        for path, (_, triples) in zip(files, graphs.values(), strict=True)
    )
