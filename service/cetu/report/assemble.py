"""One report of all findings: each once, in a fixed order, each with its identity."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from cetu.model.finding import Finding, Report
from cetu.report.words import LAYERS, RANK


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
        RANK.index(finding.severity),
        LAYERS.index(finding.layer),
        finding.rule,
        finding.thing,
        finding.value,
    )
