"""One report of all findings: each once, in a fixed order, each with its identity."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from cetu.model.finding import Finding, Report
from cetu.report.same import merge
from cetu.report.words import ORDER, RANK


def assemble(
    findings: Iterable[Finding],
    *,
    consistent: bool | None = None,
    unsatisfiable: Iterable[str] = (),
    digest: str = "",
) -> Report:
    """Return the report of `findings`: each once, the gravest first, each with its identity.

    Two findings of one rule about the same thing and value are one, whichever run made them, so
    what several documents share is told once. What several layers found is told once, too
    (`cetu.report.same`).

    Args:
        findings: from shapes, checks and reasoning, in any order.
        consistent: OWL's answer; None when it was not asked.
        unsatisfiable: IRIs of classes that can have no instance.
        digest: that of the snapshot that was checked.
    """
    by_identity: dict[str, Finding] = {}
    for finding in sorted(findings):
        named = replace(finding, identity=_identity(finding))
        by_identity.setdefault(named.identity, named)
    return Report(
        findings=tuple(merge(sorted(by_identity.values(), key=_order))),
        consistent=consistent,
        unsatisfiable=tuple(sorted(set(unsatisfiable))),
        digest=digest,
    )


def _identity(finding: Finding) -> str:
    parts = (finding.layer, finding.rule, finding.thing, finding.value)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _order(finding: Finding) -> tuple[int, int, str, str, str]:
    return (
        RANK.index(finding.severity),
        ORDER.index(finding.layer),
        finding.rule,
        finding.thing,
        finding.value,
    )
