"""A dataset as rules see it: what is stated in its graphs, and what was inferred."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

import pyoxigraph as ox

from cetu.engine.state import UNNAMED, Stores
from cetu.entail.rule import Node, Row, Term

_NAMES: Final = ("inferred", "metadata", "void", "examples")


@dataclass(frozen=True, slots=True)
class Scope:
    """Where what follows is kept, and the graphs from which nothing follows."""

    inferred: ox.NamedNode
    silent: frozenset[object]

    @classmethod
    def of(cls, base: str) -> Self:
        """Return that of our graphs: those that describe graphs and questions are silent."""
        inferred, *silent = (ox.NamedNode(f"{base}graph/{name}") for name in _NAMES)
        return cls(inferred, frozenset(silent))


class Standing:
    """The statements of a dataset that something follows from (`cetu.entail.revise.Standing`)."""

    def __init__(self, stores: Stores, scope: Scope) -> None:
        """Keep what to look in."""
        self._stores = stores
        self._named: Final = stores.named
        self.scope = scope

    def __contains__(self, row: object) -> bool:
        """Whether it is stated or inferred."""
        if not isinstance(row, Row) or not self._anywhere(row):
            return False
        return self.inferred(row) or self.stated(row)

    def _anywhere(self, row: Row) -> bool:
        """Whether any graph may have it: most of what is asked for is new, and in none."""
        return not self._stores.union or ox.Quad(*row) in self._stores.merged

    def inferred(self, row: Row) -> bool:
        """Whether it had been inferred."""
        return ox.Quad(*row, self.scope.inferred) in self._named

    def stated(self, row: Row) -> bool:
        """Whether a graph other than that of what was inferred has it."""
        return any(self._counts(quad, inferred=False) for quad in self._quads(*row))

    def about(self, subject: Term) -> list[Row]:
        """Return what had been inferred about `subject`."""
        return [] if isinstance(subject, ox.Literal) else self._inferred(subject)

    def all_inferred(self) -> list[Row]:
        """Return all that had been inferred."""
        return self._inferred(None)

    def _inferred(self, subject: Node | None) -> list[Row]:
        found = self._named.quads_for_pattern(subject, None, None, self.scope.inferred)
        return [Row(quad.subject, quad.predicate, quad.object) for quad in found]

    def match(
        self, subject: Node | None, predicate: ox.NamedNode, value: Term | None
    ) -> Iterator[Row]:
        """Yield the statements with these terms (None: any), once for each graph that has them."""
        for quad in self._quads(subject, predicate, value):
            if self._counts(quad, inferred=True):
                yield Row(quad.subject, quad.predicate, quad.object)

    def _quads(
        self, subject: Node | None, predicate: ox.NamedNode, value: Term | None
    ) -> Iterator[ox.Quad]:
        return self._named.quads_for_pattern(subject, predicate, value, None)

    def _counts(self, quad: ox.Quad, *, inferred: bool) -> bool:
        graph = quad.graph_name
        if graph == UNNAMED and self._stores.union:  # the merge of all graphs
            return quad.triple in self._stores.unnamed
        return graph not in self.scope.silent and (inferred or graph != self.scope.inferred)
