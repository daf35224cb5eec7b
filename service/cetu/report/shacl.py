"""The report as a SHACL validation report (https://www.w3.org/TR/shacl/#validation-report)."""

from typing import Final

from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, Namespace, Node, URIRef
from rdflib.collection import Collection
from rdflib.util import from_n3

from cetu.model.finding import Finding, Layer, Report, Severity
from cetu.namespaces import BASE

_OA: Final = Namespace("http://www.w3.org/ns/oa#")
_SHAPES: Final = Namespace(f"{BASE}shapes#")
_REPORT: Final = f"{BASE}report"
_DISALLOWS: Final = URIRef(f"{SH}conformanceDisallows")

_SHACL: Final[dict[Severity, URIRef]] = {
    "violation": SH.Violation,
    "warning": SH.Warning,
    "info": SH.Info,
}
_COMPONENT: Final[dict[Layer, tuple[URIRef, str, str]]] = {
    "check": (_SHAPES.CheckConstraintComponent, "全图检查", "check of the whole graph"),
    "owl": (_SHAPES.ConsistencyConstraintComponent, "本体一致性", "consistency with the ontology"),
    "hygiene": (_SHAPES.HygieneConstraintComponent, "术语检查", "check of the terms"),
    "reading": (_SHAPES.ReadingConstraintComponent, "读取", "reading of the document"),
}
"""What stands where SHACL names its constraint component, for findings that no shape made."""


def turtle(report: Report) -> str:
    """Return the report as a SHACL validation report in Turtle.

    https://www.w3.org/TR/shacl/#validation-report . `sh:conforms` is true when nothing is violated;
    SHACL 1.0 would also count warnings, so the report says with SHACL 1.2's
    `sh:conformanceDisallows` which severity counts. Findings of checks and of reasoning name their
    rule with `sh:sourceConstraint`.
    """
    graph = Graph()
    graph.bind("oa", _OA)
    graph.bind("shape", _SHAPES)
    node = URIRef(_REPORT)
    graph.add((node, RDF.type, SH.ValidationReport))
    graph.add((node, SH.conforms, Literal(report.conforms)))
    graph.add((node, _DISALLOWS, SH.Violation))
    for finding in report.findings:
        result = URIRef(f"{_REPORT}#{finding.identity}")
        graph.add((node, SH.result, result))
        _result(graph, result, finding)
    return graph.serialize(format="turtle")


def _result(graph: Graph, result: URIRef, finding: Finding) -> None:
    graph.add((result, RDF.type, SH.ValidationResult))
    graph.add((result, SH.focusNode, URIRef(finding.thing)))
    graph.add((result, SH.resultSeverity, _SHACL[finding.severity]))
    graph.add((result, SH.resultMessage, Literal(finding.zh, lang="zh")))
    graph.add((result, SH.resultMessage, Literal(finding.en, lang="en")))
    if finding.quote:
        graph.add((result, _OA.exact, Literal(finding.quote)))
    if finding.layer == "shape":
        graph.add((result, SH.sourceShape, URIRef(finding.rule)))
        graph.add((result, SH.sourceConstraintComponent, URIRef(finding.component)))
        if finding.path:
            graph.add((result, SH.resultPath, _path(graph, finding.path)))
        if finding.value:
            graph.add((result, SH.value, _value(finding.value)))
        return
    component, zh, en = _COMPONENT[finding.layer]
    graph.add((result, SH.sourceConstraintComponent, component))
    graph.add((component, RDFS.label, Literal(zh, lang="zh")))
    graph.add((component, RDFS.label, Literal(en, lang="en")))
    graph.add((result, SH.sourceConstraint, URIRef(finding.rule)))


def _value(written: str) -> Node:
    value = from_n3(written)
    return value if isinstance(value, Node) else Literal(written)


def _path(graph: Graph, written: str) -> Node:
    """Return the SHACL path that `cetu.validate.shacl.path_text` wrote as `written`."""
    alternatives = written.split("|")
    if len(alternatives) > 1:
        steps = BNode()
        Collection(graph, steps, [_path(graph, step) for step in alternatives])
        path = BNode()
        graph.add((path, SH.alternativePath, steps))
        return path
    if ">/" in written:
        path = BNode()
        Collection(graph, path, [URIRef(step) for step in written.strip("<>").split(">/<")])
        return path
    if written.startswith("^"):
        path = BNode()
        graph.add((path, SH.inversePath, _path(graph, written.removeprefix("^"))))
        return path
    return URIRef(written.strip("<>"))
