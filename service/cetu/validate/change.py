"""What a change breaks: the findings of shapes after it that did not hold before."""

from collections import Counter
from collections.abc import Collection

from rdflib import Graph

from cetu.model.finding import Finding
from cetu.validate import shapes


def broken(before: Graph, after: Graph, guards: Graph, things: Collection[str]) -> list[Finding]:
    """Return what `guards` find about `things` after a change and did not find before it.

    Args:
        before: what bears on the things (see `reach`), the class hierarchy included.
        after: the same after the change.
        guards: the shapes.
        things: IRIs of the things touched.

    Raises:
        CheckFailed: the shapes could not be run.
    """
    found = shapes.shapes(after, guards, things)
    if not found:
        return []
    known = Counter(map(_identity, shapes.shapes(before, guards, things)))
    new = []
    for finding in sorted(found):
        if known[_identity(finding)]:
            known[_identity(finding)] -= 1
        else:
            new.append(finding)
    return new


def _identity(finding: Finding) -> tuple[str, ...]:
    """What makes it the same finding, though it may be told in other words."""
    return (
        finding.severity,
        finding.rule,
        finding.thing,
        finding.path,
        finding.component,
        finding.value,
    )
