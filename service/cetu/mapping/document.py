"""The document, the version received, and its parts, as RDF."""

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import XSD

from cetu.mapping import iris
from cetu.model.document import Document, Record
from cetu.namespaces import CETU, ID


def label(graph: Graph, thing: URIRef, zh: str, en: str = "") -> None:
    """Give `thing` its label in Chinese, and in English where there is one."""
    graph.add((thing, RDFS.label, Literal(zh, lang="zh")))
    if en:
        graph.add((thing, RDFS.label, Literal(en, lang="en")))


def instant(date: str) -> Literal:
    """Return an ISO date as xsd:dateTime: xsd:date is outside the OWL 2 datatype map."""
    return Literal(f"{date}T00:00:00", datatype=XSD.dateTime)


def metadata(graph: Graph, document: Document, record: Record, issuers: dict[str, URIRef]) -> None:
    """Write the document, its parent and its version into `graph`.

    `issuers` maps the names of issuing bodies to their IRIs; a name it lacks is not written.
    """
    node = iris.document(record.identifier)
    annex = bool(record.parent)
    title = document.title.text if document.title else record.identifier
    graph.add((node, RDF.type, CETU.Annex if annex else CETU.PolicyDocument))
    label(graph, node, title, record.title_en)
    graph.add((node, CETU.title, Literal(title)))
    graph.add((node, CETU.documentKind, ID[f"document-kind/{record.kind}"]))
    _issued(graph, node, record, issuers)
    if record.metadata_source:
        graph.add((node, CETU.metadataSource, Literal(record.metadata_source, lang="zh")))
    if annex:
        parent = iris.document(record.parent)
        graph.add((parent, RDF.type, CETU.PolicyDocument))
        label(graph, parent, record.parent_title, record.parent_title_en)
        graph.add((parent, CETU.title, Literal(record.parent_title)))
        graph.add((parent, CETU.documentKind, ID[f"document-kind/{record.parent_kind}"]))
        graph.add((node, CETU.annexOf, parent))
        _issued(graph, parent, record, issuers)
    version = iris.version(record, document.source)
    graph.add((version, RDF.type, CETU.DocumentVersion))
    label(
        graph,
        version,
        f"{title}（收到版本 {document.source.digest[:12]}）",
        f"version received, {document.source.digest[:12]}",
    )
    graph.add((version, CETU.versionOf, node))
    graph.add((version, CETU.fileName, Literal(document.source.name)))
    graph.add((version, CETU.contentDigest, Literal(document.source.digest)))
    graph.add((version, CETU.byteCount, Literal(document.source.size)))
    graph.add((version, CETU.characterCount, Literal(len(document.source.text))))
    graph.add((version, CETU.mediaType, Literal(document.source.media_type)))
    if record.received:
        graph.add((version, CETU.received, instant(record.received)))


def _issued(graph: Graph, node: URIRef, record: Record, issuers: dict[str, URIRef]) -> None:
    for name in record.issuers:
        if name in issuers:
            graph.add((node, CETU.issuedBy, issuers[name]))
    if record.place:
        graph.add((node, CETU.jurisdiction, ID[f"place/{record.place}"]))
    if record.date:
        graph.add((node, CETU.documentDate, instant(record.date)))
    if record.number:
        graph.add((node, CETU.documentNumber, Literal(record.number)))
