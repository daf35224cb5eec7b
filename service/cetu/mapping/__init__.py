"""Mapping: from tasks to RDF, one named graph a document version."""

from collections import Counter
from collections.abc import Mapping

import pyoxigraph as ox
from rdflib import URIRef

import cetu
from cetu.mapping import iris
from cetu.mapping.body import body
from cetu.mapping.catalogue import Entry, catalogue
from cetu.mapping.document import doubts, metadata, statements, version
from cetu.mapping.evidence import Witness
from cetu.mapping.examples import examples
from cetu.mapping.holdings import holdings
from cetu.mapping.linksets import linksets
from cetu.mapping.place import place
from cetu.mapping.setting import Setting
from cetu.mapping.sheet import Sheet
from cetu.mapping.task import Writer
from cetu.model.document import Document, Record
from cetu.model.task import Task
from cetu.model.wording import wording

__all__ = [
    "Entry",
    "Setting",
    "catalogue",
    "examples",
    "holdings",
    "iris",
    "linksets",
    "map_document",
]


def map_document(
    document: Document,
    record: Record,
    tasks: tuple[Task, ...],
    issuers: Mapping[str, str],
    setting: Setting = Setting(),  # noqa: B008 (it cannot change)
) -> tuple[URIRef, list[ox.Triple]]:
    """Return the named graph of a document version: its IRI and its triples, without blank nodes.

    `issuers` maps the names of issuing bodies (of `record`, or of the document where the record has
    none) to their IRIs; `setting` is what else is known around the document.
    """
    sheet = Sheet()
    metadata(sheet, document, record, issuers)
    version(sheet, document, record)
    reader = iris.reader(cetu.__version__)
    sheet.kind(reader, "Reader")
    sheet.label(reader, f"策图读取程序 {cetu.__version__}", f"cetu reader {cetu.__version__}")
    sheet.say(reader, "readerVersion", cetu.__version__)
    witness = Witness(
        sheet,
        iris.path(record, document.source),
        document.layout,
        iris.version(record, document.source),
        reader,
    )
    writer = Writer(sheet, record, witness)
    measures = writer.measures(document.measures)
    keys = Counter[str]()
    for task in tasks:
        key = iris.task_key(task.row)
        keys[key] += 1
        # Two rows of the same words are two tasks: the second has the suffix -2.
        measure = measures.get(task.row.title)
        writer.task(task, measure, key if keys[key] == 1 else f"{key}-{keys[key]}")
    # What stands in no row comes last: then it is known what stands in one.
    writer.cited(setting.cited)
    statements(witness, document.metadata, record)
    doubts(witness, document.doubts)
    for found in setting.bodies:
        if found.derived:
            body(sheet, found)
    for task in tasks:
        for party in task.parties:
            if party.body and party.body.derived:
                body(sheet, party.body, "" if party.elided else wording(party, task.row.cells))
    for known in setting.places:
        place(sheet, known)
    return iris.graph(record, document.source), list(sheet.rows)
