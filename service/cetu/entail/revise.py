"""Bringing what followed up to date when statements came and went: delete, then derive again.

What may no longer follow is found first: all that followed with the help of what went (A. Gupta,
I. S. Mumick, V. S. Subrahmanian, Maintaining Views Incrementally, SIGMOD 1993). What of it follows
from the rest as well is then put back, and what follows from what came is added. So the time goes
with what changed and what that touches. The rules may have changed, too.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import NamedNode

from cetu.entail.facts import Facts, Index
from cetu.entail.program import Program
from cetu.entail.rule import Node, Row, Term
from cetu.entail.theory import Theory


class Standing(Facts, Protocol):
    """What holds after a change: what is stated, and what had been inferred before it."""

    def stated(self, row: Row) -> bool:
        """Whether it is stated, and not only inferred."""
        ...

    def inferred(self, row: Row) -> bool:
        """Whether it had been inferred."""
        ...

    def about(self, subject: Term) -> Iterable[Row]:
        """Return what had been inferred about `subject`."""
        ...


@dataclass(frozen=True, slots=True)
class Revision:
    """What is inferred from now on, and what is no longer."""

    added: frozenset[Row]
    removed: frozenset[Row]


def revise(
    before: Theory, after: Theory, facts: Standing, came: Iterable[Row], went: Iterable[Row]
) -> Revision:
    """Return how what is inferred changes.

    It is what follows, is wanted, and nobody states, if it was that before the change.

    Args:
        before: rules and terms as they were.
        after: as they are now; the same object, where they did not change.
        facts: what is stated now, and what had been inferred.
        came: statements that are stated now.
        went: statements that were stated, and are no longer.
    """
    stated = tuple(came)
    over = _doubtful(before, after, facts, went)
    new = Index()
    now = _Now(facts, new, over)
    waiting = deque(stated)
    for row in (*_again(after, now, over), *_from_axioms(before, after, now)):
        if after.wanted(row) and row not in now:
            new.add(row)
            waiting.append(row)
    while waiting:
        for row, _ in after.program.set_off(waiting.popleft(), now):
            if after.wanted(row) and row not in now:
                new.add(row)
                waiting.append(row)
    return Revision(
        added=frozenset(row for row in new if not facts.inferred(row)),
        removed=frozenset(
            row for row in (*over, *stated) if facts.inferred(row) and row not in new
        ),
    )


def _doubtful(
    before: Theory, after: Theory, facts: Standing, went: Iterable[Row]
) -> dict[Row, None]:
    """Return what went, and all that was inferred with its help, or that of axioms that went."""
    over = dict.fromkeys(went)
    waiting = deque(over)
    as_it_was = _Before(facts, Index(over))

    def doubt(row: Row) -> None:
        if row not in over and facts.inferred(row) and not facts.stated(row):
            over[row] = None
            waiting.append(row)

    if after is not before:
        gone = _without(before.program, after.program)
        for row, _ in (*gone.unconditional(), *gone.all(as_it_was)):
            doubt(row)
        for term in after.terms - before.terms:
            for row in facts.about(term):
                doubt(row)
    while waiting:
        for row, _ in before.program.set_off(waiting.popleft(), as_it_was):
            doubt(row)
    return over


def _again(after: Theory, now: "_Now", over: Iterable[Row]) -> Iterator[Row]:
    """Yield what is in doubt and follows from what is not."""
    for row in over:
        if any(True for _ in after.program.ways(row, now)):
            yield row


def _from_axioms(before: Theory, after: Theory, now: "_Now") -> Iterator[Row]:
    """Yield what follows by rules that came, or about what is no term any more."""
    if after is before:
        return
    come = _without(after.program, before.program)
    for row, _ in (*come.unconditional(), *come.all(now)):
        yield row
    for term in before.terms - after.terms:
        for row, _ in after.program.about(term, now):
            yield row


def _without(program: Program, other: Program) -> Program:
    known = {(rule.head, rule.body) for rule in other.rules}
    return Program(rule for rule in program.rules if (rule.head, rule.body) not in known)


class _Before:
    """Facts with what went."""

    def __init__(self, facts: Facts, went: Index) -> None:
        self._facts = facts
        self._went = went

    def __contains__(self, row: object) -> bool:
        return row in self._went or row in self._facts

    def match(
        self, subject: Node | None, predicate: NamedNode, value: Term | None
    ) -> Iterator[Row]:
        yield from self._went.match(subject, predicate, value)
        yield from self._facts.match(subject, predicate, value)


class _Now:
    """Facts without what is in doubt, but with what is sure again or new."""

    def __init__(self, facts: Facts, new: Index, over: dict[Row, None]) -> None:
        self._facts = facts
        self._new = new
        self._over = over

    def __contains__(self, row: object) -> bool:
        return row in self._new or (row not in self._over and row in self._facts)

    def match(
        self, subject: Node | None, predicate: NamedNode, value: Term | None
    ) -> Iterator[Row]:
        yield from self._new.match(subject, predicate, value)
        for row in self._facts.match(subject, predicate, value):
            if row not in self._over:
                yield row
