"""Mapping: from tasks to RDF, one named graph a document version."""

from collections import Counter

from rdflib import RDF, Graph, Literal, URIRef

import cetu
from cetu.mapping import iris
from cetu.mapping.catalogue import Entry, catalogue
from cetu.mapping.document import label, metadata
from cetu.mapping.evidence import Witness
from cetu.mapping.task import Writer
from cetu.model.document import Document, Record
from cetu.model.task import Task
from cetu.namespaces import CETU

__all__ = ["Entry", "catalogue", "iris", "map_document"]


def map_document(
    document: Document, record: Record, tasks: tuple[Task, ...], issuers: dict[str, URIRef]
) -> tuple[URIRef, Graph]:
    """Return the named graph of a document version: its IRI and its triples, without blank nodes.

    `issuers` maps the names of issuing bodies in `record` to their IRIs.
    """
    graph = Graph()
    metadata(graph, document, record, issuers)
    reader = iris.reader(cetu.__version__)
    graph.add((reader, RDF.type, CETU.Reader))
    label(graph, reader, f"策图读取程序 {cetu.__version__}", f"cetu reader {cetu.__version__}")
    graph.add((reader, CETU.readerVersion, Literal(cetu.__version__)))
    witness = Witness(
        graph,
        iris.path(record, document.source),
        document.source.text,
        iris.version(record, document.source),
        reader,
    )
    writer = Writer(graph, record, witness)
    measures = writer.measures(document.measures)
    keys = Counter[str]()
    for task in tasks:
        key = iris.task_key(task.row)
        keys[key] += 1
        # Two rows of the same words are two tasks: the second has the suffix -2.
        measure = measures.get(task.row.title)
        writer.task(task, measure, key if keys[key] == 1 else f"{key}-{keys[key]}")
    return iris.graph(record, document.source), graph
