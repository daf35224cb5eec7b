"""What a query reads: its triple patterns, apart from what must not be there.

The patterns are those of the query's algebra (https://www.w3.org/TR/sparql11-query/#sparqlAlgebra).
It has lost the filters inside EXISTS and NOT EXISTS, so what these ask for is not read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from rdflib import Variable
from rdflib.paths import Path
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

_TRIPLE: Final = 3
_ANYTHING: Final = (Variable("_s"), Variable("_p"), Variable("_o"))


class Pattern(NamedTuple):
    """A triple pattern; `graph` is the term of the GRAPH around it, None where there is none."""

    subject: Node
    path: Node | Path
    object: Node
    graph: Node | None


@dataclass(frozen=True, slots=True)
class Patterns:
    """What a query reads.

    `needed` are the patterns that give a row, `refused` those under NOT EXISTS or MINUS. `values`
    are the terms that VALUES gives a variable; `same` are pairs of variables that BIND makes equal.
    """

    needed: tuple[Pattern, ...]
    refused: tuple[Pattern, ...]
    values: Mapping[Variable, frozenset[Node]]
    same: tuple[tuple[Variable, Variable], ...]


@lru_cache(maxsize=256)
def patterns(query: str) -> Patterns:
    """Return what `query` reads.

    Raises:
        SyntaxError: it is no SPARQL 1.1 query.
    """
    reader = _Reader()
    try:
        algebra = translateQuery(parseQuery(query)).algebra
    except Exception as error:  # the parser raises many kinds
        raise SyntaxError(str(error)) from error
    reader.read(algebra, None, refused=False)
    return Patterns(
        tuple(dict.fromkeys(reader.needed)),
        tuple(dict.fromkeys(reader.refused)),
        {variable: frozenset(terms) for variable, terms in reader.values.items()},
        tuple(reader.same),
    )


class _Reader:
    def __init__(self) -> None:
        self.needed: list[Pattern] = []
        self.refused: list[Pattern] = []
        self.values: dict[Variable, set[Node]] = {}
        self.same: list[tuple[Variable, Variable]] = []

    def read(self, part: object, graph: Node | None, *, refused: bool) -> None:
        """Gather what `part` of the algebra, or of the syntax under EXISTS, reads."""
        if isinstance(part, (list, tuple, set)):
            for one in part:
                self.read(one, graph, refused=refused)
        if not isinstance(part, CompValue):
            return
        if part.name == "values":
            self._bind(part)
            return
        if part.name == "Extend" and isinstance(part.expr, Variable):
            self.same.append((part.var, part.expr))
        if part.name in {"Graph", "GraphGraphPattern"}:
            graph = part.term
            if isinstance(graph, Variable) and not refused:
                # GRAPH ?g { } asks whether the graph is there; any statement of it makes that true.
                self.needed.append(Pattern(*_ANYTHING, graph))
        refused = refused or part.name == "Builtin_NOTEXISTS"
        for triple in _triples(part):
            (self.refused if refused else self.needed).append(Pattern(*triple, graph))
        for key, inner in part.items():
            taken_away = part.name in {"Minus", "MinusGraphPattern"} and key in {"p2", "graph"}
            if key not in {"triples", "_vars"}:
                self.read(inner, graph, refused=refused or taken_away)

    def _bind(self, part: CompValue) -> None:
        for solution in part.res:
            for variable, term in solution.items():
                self.values.setdefault(variable, set()).add(term)


def _triples(part: CompValue) -> Iterator[tuple[Node, Node | Path, Node]]:
    """Yield the triples of a block, which the syntax has one after another in one list."""
    rows = dict(part).get("triples", ())  # `get` of its own looks a variable up
    for row in rows:
        for start in range(0, len(row), _TRIPLE):
            subject, path, value = row[start : start + _TRIPLE]
            yield subject, path, value
