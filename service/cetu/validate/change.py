"""What a change breaks: the findings of shapes after it that did not hold before."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rdflib import Graph, Node

from cetu.model.finding import Finding
from cetu.validate import shapes
from cetu.validate.aim import Aimed

_Triple = tuple[Node, Node, Node]


@dataclass(frozen=True, slots=True)
class Data:
    """What bears on things (see `reach`): the class hierarchy, and what is said of them.

    `kinds` is what other graphs say that they are: it holds for what links to them, and is no
    reason to judge them here.
    """

    stated: Graph
    kinds: Graph


def broken(
    data: Data, change: tuple[Graph, Graph], guards: Aimed, things: Collection[str]
) -> list[Finding]:
    """Return what `guards` find about `things` after a change and did not find before it.

    Args:
        data: that of before the change; it is changed, and changed back.
        change: what goes and what comes.
        guards: the shapes.
        things: IRIs of the things touched.

    Raises:
        CheckFailed: the shapes could not be run.
    """
    gone = [triple for triple in change[0] if triple in data.stated]
    new = [triple for triple in change[1] if triple not in data.stated]
    _exchange(data.stated, gone, new)
    found = _found(data, guards, things)
    _exchange(data.stated, new, gone)
    known = Counter(map(_identity, _found(data, guards, things) if found else ()))
    fresh = []
    for finding in sorted(found):
        if known[_identity(finding)]:
            known[_identity(finding)] -= 1
        else:
            fresh.append(finding)
    return fresh


def _found(data: Data, guards: Aimed, things: Collection[str]) -> list[Finding]:
    aimed = guards.at(things, data.stated)
    known = [triple for triple in data.kinds if triple not in data.stated]
    _exchange(data.stated, (), known)
    found = shapes.shapes(data.stated, aimed)
    _exchange(data.stated, known, ())
    return found


def _exchange(data: Graph, gone: Iterable[_Triple], new: Iterable[_Triple]) -> None:
    for triple in gone:
        data.remove(triple)
    for triple in new:
        data.add(triple)


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
