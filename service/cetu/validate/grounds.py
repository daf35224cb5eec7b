"""On what a row of a check rests: the smallest set of statements that still gives it.

What a check finds to be missing is no statement; the finding's sentence tells it. Parts under NOT
EXISTS and aggregates make a query give more with less, so what is left after shrinking is tried
again one by one, until none can go.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from cetu.minimal import Minimal, minimal
from cetu.model.result import Term
from cetu.namespaces import GRAPH
from cetu.validate.bearing import FAR, NEAR, Found, Select, Statement, bearing, value
from cetu.validate.patterns import patterns

INFERRED: Final = str(GRAPH["inferred"])
_TRIED: Final = 200
"""Statements that are tried one by one: a row that counts more is not explained by them all."""

Row = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Question:
    """A query, what it is asked of, and the variables that do not tell its rows apart."""

    query: str
    select: Select
    silent: frozenset[str] = frozenset()

    def given(self, store: ox.Store, row: Row) -> bool:
        """Whether the union of the graphs of `store` gives `row`."""
        wanted = {k: value(t) for k, t in row.items() if k not in self.silent}
        answer = store.query(self.query, use_default_graph_as_union=True)
        if not isinstance(answer, ox.QuerySolutions):
            return False
        names = [v.value for v in answer.variables if v.value not in self.silent]
        return any(
            {name: known for name in names if (known := one[name]) is not None} == wanted
            for one in answer
        )


def grounds(question: Question, row: Row, *, seconds: float = 2.0) -> Minimal[Statement]:
    """Return statements that give `row`, of which none can go; not `proven`: they were not found.

    Stated ones are preferred to inferred ones.

    Args:
        question: the query that gave the row, and of what.
        row: without blank nodes.
        seconds: after which the search ends.
    """
    for reach in (NEAR, FAR):
        found = bearing(patterns(question.query), row, question.select, reach)
        if _gives(question, row, found, list(found)):
            return _smallest(question, row, found, seconds)
    return Minimal((), proven=False)


def _smallest(question: Question, row: Row, found: Found, seconds: float) -> Minimal[Statement]:
    def gives(chosen: Sequence[Statement]) -> bool:
        return _gives(question, row, found, chosen)

    shrunk = minimal(sorted(found, key=lambda one: _derived(found[one])), gives, seconds=seconds)
    items = list(shrunk.items)
    if not shrunk.proven or len(items) > _TRIED:
        return Minimal(tuple(items), proven=False)
    rest = list(items)
    while rest:
        one = rest.pop(0)
        fewer = [item for item in items if item != one]
        if gives(fewer):
            items, rest = fewer, list(fewer)
    return Minimal(tuple(items), proven=gives(items))


def _derived(graphs: set[ox.NamedNode]) -> bool:
    return bool(graphs) and all(graph.value == INFERRED for graph in graphs)


def _gives(question: Question, row: Row, found: Found, chosen: Sequence[Statement]) -> bool:
    store = ox.Store()
    store.extend(
        ox.Quad(*statement, graph)
        for statement in chosen
        for graph in found[statement] or (ox.DefaultGraph(),)
    )
    return question.given(store, row)
