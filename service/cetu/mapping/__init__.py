"""Mapping: from tasks to RDF, one named graph a document version."""

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

__all__ = ["Entry", "catalogue", "map_document"]


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
        record.identifier,
        document.source.text,
        iris.version(record, document.source),
        reader,
    )
    writer = Writer(graph, record, witness)
    measures = writer.measures(document.measures)
    titles = {measure.number: measure.title for measure in document.measures}
    for task in tasks:
        number = task.row.measure or ""
        writer.task(task, measures.get(number), titles.get(number, ""))
    return iris.graph(record, document.source), graph
