"""Statements that rules are run on, found by pattern."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Protocol

from pyoxigraph import NamedNode

from cetu.entail.rule import Node, Row, Term


class Facts(Protocol):
    """What rules need to know of statements."""

    def __contains__(self, row: object) -> bool:
        """Whether it holds."""
        ...

    def match(
        self, subject: Node | None, predicate: NamedNode, value: Term | None
    ) -> Iterable[Row]:
        """Return the statements with these terms (None: any); one may come more than once."""
        ...


class Index:
    """Statements in memory, on top of others that stay as they are."""

    def __init__(self, rows: Iterable[Row] = (), *, under: "Index | None" = None) -> None:
        """Hold `rows`, and those of `under`, to which nothing is added any more."""
        self._under = under
        self._rows: dict[Row, None] = {}
        self._from: dict[Term, dict[Term, list[Row]]] = defaultdict(lambda: defaultdict(list))
        self._to: dict[Term, dict[Term, list[Row]]] = defaultdict(lambda: defaultdict(list))
        self._of: dict[Term, list[Row]] = defaultdict(list)
        for row in rows:
            self.add(row)

    def __contains__(self, row: object) -> bool:
        """Whether it holds."""
        return row in self._rows or (self._under is not None and row in self._under)

    def __iter__(self) -> Iterator[Row]:
        """The statements held here, in the order of their coming."""
        return iter(self._rows)

    def add(self, row: Row) -> bool:
        """Add a statement; return whether it was not held."""
        if row in self:
            return False
        self._rows[row] = None
        subject, predicate, value = row
        self._from[predicate][subject].append(row)
        self._to[predicate][value].append(row)
        self._of[predicate].append(row)
        return True

    def match(
        self, subject: Node | None, predicate: NamedNode, value: Term | None
    ) -> Iterator[Row]:
        """Yield the statements with these terms (None: any), each once.

        What is added while they are taken need not be among them.
        """
        if self._under is not None:
            yield from self._under.match(subject, predicate, value)
        if subject is not None and value is not None:
            row = Row(subject, predicate, value)
            if row in self._rows:
                yield row
        else:
            yield from tuple(self._found(subject, predicate, value))

    def _found(
        self, subject: Node | None, predicate: NamedNode, value: Term | None
    ) -> Iterable[Row]:
        # `get`, so that asking for what is not there adds nothing.
        if subject is not None:
            held = self._from.get(predicate)
            return held.get(subject, ()) if held else ()
        if value is not None:
            held = self._to.get(predicate)
            return held.get(value, ()) if held else ()
        return self._of.get(predicate, ())
