"""The report as sentences, for a terminal."""

from collections import Counter

from cetu.model.finding import Finding, Report
from cetu.namespaces import BASE
from cetu.report.words import RANK, SEVERITY_EN, SEVERITY_ZH


def text(report: Report, language: str = "zh") -> str:
    """Return the report as sentences in `language` (zh or en), grouped by severity.

    The quotes hold whatever a document holds, so print it without markup.
    """
    chinese = language == "zh"
    lines = [_verdict(report, chinese=chinese)]
    for severity in RANK:
        group = [finding for finding in report.findings if finding.severity == severity]
        if group:
            title = SEVERITY_ZH[severity] if chinese else SEVERITY_EN[severity].capitalize()
            lines += ["", f"{title}（{len(group)}）" if chinese else f"{title} ({len(group)})"]
            for number, finding in enumerate(group, 1):
                lines += _paragraph(number, finding, chinese=chinese)
    return "\n".join(lines) + "\n"


def _verdict(report: Report, *, chinese: bool) -> str:
    counts = Counter(finding.severity for finding in report.findings)
    if chinese:
        told = "，".join(f"{SEVERITY_ZH[severity]} {counts[severity]} 项" for severity in RANK)
        verdict = f"{'符合要求' if report.conforms else '不符合要求'}：{told}。"
        owl = {None: "", True: "数据与本体一致。", False: "数据与本体矛盾。"}[report.consistent]
        empty = "、".join(report.unsatisfiable)
        return verdict + owl + (f"不可能有实例的类：{empty}。" if empty else "")
    told = ", ".join(f"{counts[severity]} {SEVERITY_EN[severity]}" for severity in RANK)
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
