"""The report: every finding once, in a fixed order, as sentences, JSON or a SHACL report."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, replace
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

_RANK: Final[tuple[Severity, ...]] = ("violation", "warning", "info")
_LAYERS: Final[tuple[Layer, ...]] = ("reading", "shape", "check", "owl", "hygiene")
_SEVERITY_ZH: Final[dict[Severity, str]] = {"violation": "违反", "warning": "提醒", "info": "说明"}
_SEVERITY_EN: Final[dict[Severity, str]] = {
    "violation": "violations",
    "warning": "warnings",
    "info": "notes",
}
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


def assemble(
    findings: Iterable[Finding],
    *,
    consistent: bool | None = None,
    unsatisfiable: Iterable[str] = (),
) -> Report:
    """Return the report of `findings`: each once, the gravest first, each with its identity.

    Two findings of one rule about the same thing and value are one, whichever run made them, so
    what several documents share is told once.

    Args:
        findings: from shapes, checks and reasoning, in any order.
        consistent: OWL's answer; None when it was not asked.
        unsatisfiable: IRIs of classes that can have no instance.
    """
    by_identity: dict[str, Finding] = {}
    for finding in sorted(findings):
        named = replace(finding, identity=_identity(finding))
        by_identity.setdefault(named.identity, named)
    return Report(
        findings=tuple(sorted(by_identity.values(), key=_order)),
        consistent=consistent,
        unsatisfiable=tuple(sorted(set(unsatisfiable))),
    )


def _identity(finding: Finding) -> str:
    parts = (finding.layer, finding.rule, finding.thing, finding.value)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _order(finding: Finding) -> tuple[int, int, str, str, str]:
    return (
        _RANK.index(finding.severity),
        _LAYERS.index(finding.layer),
        finding.rule,
        finding.thing,
        finding.value,
    )


def text(report: Report, language: str = "zh") -> str:
    """Return the report as sentences in `language` (zh or en), grouped by severity.

    The quotes hold whatever a document holds, so print it without markup.
    """
    chinese = language == "zh"
    lines = [_verdict(report, chinese=chinese)]
    for severity in _RANK:
        group = [finding for finding in report.findings if finding.severity == severity]
        if group:
            title = _SEVERITY_ZH[severity] if chinese else _SEVERITY_EN[severity].capitalize()
            lines += ["", f"{title}（{len(group)}）" if chinese else f"{title} ({len(group)})"]
            for number, finding in enumerate(group, 1):
                lines += _paragraph(number, finding, chinese=chinese)
    return "\n".join(lines) + "\n"


def _verdict(report: Report, *, chinese: bool) -> str:
    counts = Counter(finding.severity for finding in report.findings)
    if chinese:
        told = "，".join(f"{_SEVERITY_ZH[severity]} {counts[severity]} 项" for severity in _RANK)
        verdict = f"{'符合要求' if report.conforms else '不符合要求'}：{told}。"
        owl = {None: "", True: "数据与本体一致。", False: "数据与本体矛盾。"}[report.consistent]
        empty = "、".join(report.unsatisfiable)
        return verdict + owl + (f"不可能有实例的类：{empty}。" if empty else "")
    told = ", ".join(f"{counts[severity]} {_SEVERITY_EN[severity]}" for severity in _RANK)
    verdict = f"{'Conforms' if report.conforms else 'Does not conform'}: {told}."
    owl = {
        None: "",
        True: " The data agree with the ontology.",
        False: " The data contradict the ontology.",
    }[report.consistent]
    empty = ", ".join(report.unsatisfiable)
    return verdict + owl + (f" Classes that can have no instance: {empty}." if empty else "")


def _paragraph(number: int, finding: Finding, *, chinese: bool) -> list[str]:
    lines = [f"{number:>3}. {finding.zh if chinese else finding.en}"]
    if quote := " ".join(finding.quote.split()):
        lines.append(f"     {'原文' if chinese else 'Source'}: {quote}")
    rule = finding.rule.removeprefix(BASE)
    lines.append(f"     {'依据的规则' if chinese else 'Rule'}: {rule}")
    lines.append(f"     {'事物' if chinese else 'Thing'}: {finding.thing}")
    return lines


def as_json(report: Report) -> str:
    """Return the report as one JSON object; the same report gives the same bytes."""
    counts = Counter(finding.severity for finding in report.findings)
    content = {
        "conforms": report.conforms,
        "consistent": report.consistent,
        "unsatisfiable": report.unsatisfiable,
        "counts": {severity: counts[severity] for severity in _RANK},
        "findings": [asdict(finding) for finding in report.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


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
