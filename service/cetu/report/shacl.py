"""The report as a SHACL validation report (https://www.w3.org/TR/shacl/#validation-report)."""

import hashlib
from dataclasses import astuple
from typing import Final

import pyoxigraph as ox
from rdflib import (
    DCTERMS,
    PROV,
    RDF,
    RDFS,
    SH,
    SKOS,
    XSD,
    BNode,
    Graph,
    Literal,
    Namespace,
    Node,
    URIRef,
)
from rdflib.util import from_n3

from cetu.model.finding import Finding, Layer, Premise, Report, Severity
from cetu.namespaces import BASE
from cetu.report.about import documents
from cetu.report.words import KINDS, LAYERS

_OA: Final = Namespace("http://www.w3.org/ns/oa#")
_SHAPES: Final = Namespace(f"{BASE}shapes#")
_REPORT: Final = f"{BASE}report"
_DISALLOWS: Final = URIRef(f"{SH}conformanceDisallows")

_SHACL: Final[dict[Severity, URIRef]] = {
    "violation": SH.Violation,
    "warning": SH.Warning,
    "info": SH.Info,
}
_COMPONENT: Final[dict[Layer, URIRef]] = {
    "check": _SHAPES.CheckConstraintComponent,
    "owl": _SHAPES.ConsistencyConstraintComponent,
    "hygiene": _SHAPES.HygieneConstraintComponent,
    "reading": _SHAPES.ReadingConstraintComponent,
}
"""What stands where SHACL names its constraint component, for findings that no shape made."""


def as_turtle(report: Report) -> str:
    """Return the report as a SHACL validation report in Turtle; the same report, the same bytes.

    `sh:conforms` is true when no violation stands open; SHACL 1.0 would also count warnings, so the
    report says with SHACL 1.2's `sh:conformanceDisallows` which severity counts. Findings of checks
    and of reasoning name their rule with `sh:sourceConstraint`.

    What SHACL has no words for is said in those of other standards: a premise is what the result
    was derived from (`prov:wasDerivedFrom`), a statement reified (`rdf:subject` …) or an axiom as
    text (`rdf:value`); advice is an editorial note, an accepted finding has its reason as a note,
    the rules that found the same are to be seen as well (`rdfs:seeAlso`).
    """
    graph = Graph()
    for prefix, namespace in (("oa", _OA), ("shape", _SHAPES), ("report", f"{_REPORT}#")):
        graph.bind(prefix, namespace)
    node = URIRef(_REPORT)
    graph.add((node, RDF.type, SH.ValidationReport))
    graph.add((node, SH.conforms, Literal(report.conforms)))
    graph.add((node, _DISALLOWS, SH.Violation))
    if report.digest:
        graph.add((node, DCTERMS.source, Literal(report.digest)))
    accepted = {one.identity: one for one in report.accepted}
    for finding in report.findings:
        result = URIRef(f"{_REPORT}#{finding.identity}")
        graph.add((node, SH.result, result))
        _result(graph, result, finding)
        for premise in finding.premises:
            graph.add((result, PROV.wasDerivedFrom, _premise(graph, premise)))
        if known := accepted.get(finding.identity):
            graph.add((result, SKOS.note, Literal(known.reason)))
            graph.add((result, DCTERMS.dateAccepted, Literal(known.date, datatype=XSD.date)))
            if known.until:
                graph.add((result, DCTERMS.valid, Literal(known.until, datatype=XSD.date)))
    return graph.serialize(format="turtle")


def _result(graph: Graph, result: URIRef, finding: Finding) -> None:
    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.focusNode, URIRef(finding.thing)))
    graph.add((result, SH.resultSeverity, _SHACL[finding.severity]))
    _both(graph, result, SH.resultMessage, (finding.zh, finding.en))
    _both(graph, result, SKOS.editorialNote, (finding.advice_zh, finding.advice_en))
    kind = _SHAPES[f"kind-{finding.kind}"]
    graph.add((result, DCTERMS.type, kind))
    _both(graph, kind, RDFS.label, KINDS[finding.kind])
    for document in documents(finding):
        graph.add((result, DCTERMS.subject, URIRef(document)))
    for rule in finding.also:
        graph.add((result, RDFS.seeAlso, URIRef(rule)))
    if finding.quote:
        graph.add((result, _OA.exact, Literal(finding.quote)))
    if finding.layer == "shape":
        graph.add((result, SH.sourceShape, URIRef(finding.rule)))
        if finding.component:
            graph.add((result, SH.sourceConstraintComponent, URIRef(finding.component)))
        if finding.path:
            graph.add((result, SH.resultPath, _Paths(graph, finding.identity).path(finding.path)))
        if finding.value:
            graph.add((result, SH.value, _value(finding.value)))
        return
    component = _COMPONENT[finding.layer]
    graph.add((result, SH.sourceConstraintComponent, component))
    _both(graph, component, RDFS.label, LAYERS[finding.layer])
    graph.add((result, SH.sourceConstraint, URIRef(finding.rule)))


def _both(graph: Graph, node: URIRef, link: URIRef, words: tuple[str, str]) -> None:
    """Say `words` of `node` in both languages."""
    for told, language in zip(words, ("zh", "en"), strict=True):
        if told:
            graph.add((node, link, Literal(told, lang=language)))


def _premise(graph: Graph, premise: Premise) -> URIRef:
    """Describe a premise; the same one of several findings is one node."""
    digest = hashlib.sha256("\0".join(astuple(premise)).encode()).hexdigest()[:16]
    node = URIRef(f"{_REPORT}#premise-{digest}")
    graph.add((node, RDF.type, PROV.Entity))
    graph.add((node, RDF.value, Literal(premise.text)))
    _both(graph, node, RDFS.label, (premise.zh, premise.en))
    if statement := _statement(premise.text):
        graph.add((node, RDF.type, RDF.Statement))
        for link, term in zip((RDF.subject, RDF.predicate, RDF.object), statement, strict=True):
            graph.add((node, link, term))
    if premise.quote:
        graph.add((node, _OA.exact, Literal(premise.quote)))
    for link, iri in ((DCTERMS.isPartOf, premise.graph), (DCTERMS.source, premise.document)):
        if iri:
            graph.add((node, link, URIRef(iri)))
    if premise.row:
        graph.add((node, DCTERMS.identifier, Literal(premise.row)))
    return node


def _statement(line: str) -> tuple[Node, Node, Node] | None:
    """The terms of a line of N-Triples without blank nodes, which mean nothing elsewhere."""
    try:
        triples = list(ox.parse(line, format=ox.RdfFormat.N_TRIPLES))
    except SyntaxError:
        return None
    if len(triples) != 1:
        return None
    subject, predicate, value = (_term(term) for term in triples[0].triple)
    if subject is None or predicate is None or value is None:
        return None
    return subject, predicate, value


def _term(term: object) -> Node | None:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        datatype = None if term.datatype.value == str(XSD.string) else URIRef(term.datatype.value)
        return Literal(term.value, datatype=datatype, normalize=False)
    return None


def _value(written: str) -> Node:
    value = from_n3(written)
    return value if isinstance(value, Node) else Literal(written)


class _Paths:
    """Writes the SHACL path of one result, its blank nodes named for it and for their order."""

    def __init__(self, graph: Graph, identity: str) -> None:
        self._graph = graph
        self._identity = identity
        self._nodes = 0

    def path(self, written: str) -> Node:
        """Return the SHACL path that `cetu.validate.shacl.path_text` wrote as `written`."""
        alternatives = written.split("|")
        if len(alternatives) > 1:
            steps = self._list([self.path(step) for step in alternatives])
            return self._says(SH.alternativePath, steps)
        if ">/" in written:
            return self._list([URIRef(one) for one in written.strip("<>").split(">/<")])
        if written.startswith("^"):
            return self._says(SH.inversePath, self.path(written.removeprefix("^")))
        return URIRef(written.strip("<>"))

    def _says(self, link: URIRef, value: Node) -> BNode:
        node = self._node()
        self._graph.add((node, link, value))
        return node

    def _list(self, members: list[Node]) -> BNode:
        rest: Node = RDF.nil
        for member in reversed(members):
            cell = self._node()
            self._graph.add((cell, RDF.first, member))
            self._graph.add((cell, RDF.rest, rest))
            rest = cell
        assert isinstance(rest, BNode)  # noqa: S101 - a path has a step
        return rest

    def _node(self) -> BNode:
        self._nodes += 1
        return BNode(f"p{self._identity}n{self._nodes}")
