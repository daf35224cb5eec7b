"""The statements of a graph that bear on a row of a query: what its patterns match around it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

import pyoxigraph as ox
from rdflib import Literal, URIRef, Variable
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.term import Node

from cetu.model.result import Table, Term
from cetu.validate.patterns import Pattern, Patterns

Value = ox.NamedNode | ox.Literal
Select = Callable[[str], Table]

_AT_A_TIME: Final = 200
_ROUNDS: Final = 40
_SOME: Final = 3


class Statement(NamedTuple):
    """A triple, without blank nodes."""

    subject: ox.NamedNode
    predicate: ox.NamedNode
    object: Value

    def __str__(self) -> str:
        """One line of N-Triples."""
        return f"{self.subject} {self.predicate} {self.object} ."


Found = dict[Statement, set[ox.NamedNode]]
"""Statements, each with the named graphs that hold it: none where it is in the unnamed one."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far it is looked.

    A step that leads to more than `many` statements is taken only to what the row names. `strict`
    keeps a step between two known ends to these ends; else each is followed to wherever it leads.
    """

    many: int
    strict: bool
    refused: bool


NEAR: Final = Reach(many=64, strict=True, refused=False)
FAR: Final = Reach(many=2000, strict=False, refused=True)


def bearing(patterns: Patterns, row: Mapping[str, Term], select: Select, reach: Reach) -> Found:
    """Return the statements that match `patterns` from the terms of `row` on.

    From what is known of a pattern, what is not is looked up, until nothing more is found.

    Args:
        patterns: those of a query.
        row: one that the query gave.
        select: runs a SELECT over the graph that gave it.
        reach: how far to look.
    """
    chase = _Chase(patterns, row, select, reach)
    chase.run()
    return chase.found


def value(term: Term) -> Value | None:
    """Return the engine's term for that of a result; None for a blank node."""
    if term.kind == "uri":
        return ox.NamedNode(term.value)
    if term.kind == "bnode":
        return None
    if term.language:
        return ox.Literal(term.value, language=term.language)
    if term.datatype:
        return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
    return ox.Literal(term.value)


_Ends = frozenset[Value] | None


class _Chase:
    def __init__(
        self, patterns: Patterns, row: Mapping[str, Term], select: Select, reach: Reach
    ) -> None:
        self._patterns = patterns.needed + (patterns.refused if reach.refused else ())
        self._same = patterns.same
        self._select = select
        self._reach = reach
        self._asked: set[tuple[object, ...]] = set()
        self._known: dict[str, set[Value]] = {}
        for variable, terms in patterns.values.items():
            self._bind(str(variable), map(of_node, terms))
        for name, term in row.items():
            if (known := value(term)) is not None:
                self._known[name] = {known}
        self._named = frozenset(v for v in map(value, row.values()) if v is not None)
        self.found: Found = {}

    def run(self) -> None:
        for _ in range(_ROUNDS):
            if not any(self._step(pattern) for pattern in self._in_turn()):
                return

    def _in_turn(self) -> list[Pattern]:
        """The patterns, those first of which most is known: they lead to least."""
        return sorted(self._patterns, key=self._unknown)

    def _unknown(self, pattern: Pattern) -> tuple[bool, bool]:
        return self._ends(pattern.subject) is None, self._ends(pattern.object) is None

    def _step(self, pattern: Pattern) -> bool:
        """Follow a pattern from what is known; return whether that made more known."""
        subjects, objects = self._ends(pattern.subject), self._ends(pattern.object)
        if subjects is None and objects is None:
            return self._sample(pattern)
        key = (pattern, subjects, objects)
        if key in self._asked:
            return False
        self._asked.add(key)
        if self._reach.strict or subjects is None or objects is None:
            starts, ends = self._follow(pattern.path, subjects, objects)
        else:
            starts, ends = subjects, self._follow(pattern.path, subjects, None)[1]
            starts |= self._follow(pattern.path, None, objects)[0]
        grown = self._learn(pattern.subject, starts)
        grown = self._learn(pattern.object, ends) or grown
        return self._equate() or grown

    def _sample(self, pattern: Pattern) -> bool:
        """Take a few statements of a pattern of which only predicate or graph is known."""
        graph = self._ends(pattern.graph) if pattern.graph is not None else None
        known = isinstance(pattern.path, Variable) and self._ends(pattern.path)
        if (pattern, "sample") in self._asked or not (graph or known):
            return False
        self._asked.add((pattern, "sample"))
        found = self._find(None, known or None, None, graph=graph, limit=_SOME)
        grown = self._learn(pattern.subject, {s.subject for s in found})
        return self._learn(pattern.object, {s.object for s in found}) or grown

    def _ends(self, term: Node) -> _Ends:
        if isinstance(term, (URIRef, Literal)):
            return frozenset({of_node(term)})
        known = self._known.get(str(term))
        return None if known is None else frozenset(known)

    def _learn(self, term: Node, values: Collection[Value]) -> bool:
        if isinstance(term, (URIRef, Literal)):
            return False
        return self._bind(str(term), values)

    def _bind(self, name: str, values: Iterable[Value]) -> bool:
        fresh = set(values) - self._known.get(name, set())
        if fresh:
            self._known.setdefault(name, set()).update(fresh)
        return bool(fresh)

    def _equate(self) -> bool:
        grown = False
        for pair in self._same:
            for one, other in (pair, pair[::-1]):
                grown = self._bind(str(one), self._known.get(str(other), ())) or grown
        return grown

    def _follow(
        self, path: Node | Path, subjects: _Ends, objects: _Ends
    ) -> tuple[frozenset[Value], frozenset[Value]]:
        """Return where the path starts and ends, given one end at least; note its statements."""
        if isinstance(path, InvPath):
            ends, starts = self._follow(path.arg, objects, subjects)
            return starts, ends
        if isinstance(path, AlternativePath):
            pairs = [self._follow(arg, subjects, objects) for arg in path.args]
            return _union(s for s, _ in pairs), _union(e for _, e in pairs)
        if isinstance(path, SequencePath):
            return self._in_sequence(list(path.args), subjects, objects)
        if isinstance(path, MulPath):
            return self._repeated(path, subjects, objects)
        predicates = self._ends(path) if isinstance(path, Node) else None
        found = self._find(subjects, predicates, objects)
        return frozenset(s.subject for s in found), frozenset(s.object for s in found)

    def _in_sequence(
        self, steps: list[Node | Path], subjects: _Ends, objects: _Ends
    ) -> tuple[frozenset[Value], frozenset[Value]]:
        if subjects is not None:
            ends = subjects
            for step in steps[:-1]:
                ends = self._follow(step, ends, None)[1]
            return subjects, self._follow(steps[-1], ends, objects)[1]
        starts = objects
        for step in reversed(steps):
            starts = self._follow(step, None, starts)[0]
        return starts or frozenset(), objects or frozenset()

    def _repeated(
        self, path: MulPath, subjects: _Ends, objects: _Ends
    ) -> tuple[frozenset[Value], frozenset[Value]]:
        forward = subjects is not None
        given = (subjects if forward else objects) or frozenset()
        reached, new = set(given), given
        for _ in range(_ROUNDS):
            pair = self._follow(path.path, new if forward else None, None if forward else new)
            new = pair[1 if forward else 0] - reached
            reached |= new
            if not new or path.mod == "?":
                break
        return (given, frozenset(reached)) if forward else (frozenset(reached), given)

    def _find(
        self,
        subjects: _Ends,
        predicates: _Ends,
        objects: _Ends,
        *,
        graph: _Ends = None,
        limit: int = 0,
    ) -> list[Statement]:
        """Return the statements between these ends, and note them; a hub leads to the row only."""
        many = limit or self._reach.many * max(1, len(subjects or objects or ()))
        parts = (subjects, predicates, objects)
        found = _ask(self._select, parts, graph, many + (not limit))
        if not limit and len(found) > many:
            named = (subjects or self._named, predicates, objects or self._named)
            found = _ask(self._select, named, graph, self._reach.many)
        for statement, graphs in found.items():
            self.found.setdefault(statement, set()).update(graphs)
        return list(found)


def _ask(select: Select, parts: tuple[_Ends, _Ends, _Ends], graph: _Ends, limit: int) -> Found:
    """Return statements, up to `limit`: those with these terms, where they are given."""
    if any(part is not None and not part for part in parts):
        return {}
    restrictions, terms = [], []
    for name, part in zip("spo", parts, strict=True):
        if part is not None and len(part) == 1:
            terms.append(str(next(iter(part))))
            restrictions.append(f"VALUES ?{name} {{ {terms[-1]} }}")
            continue
        terms.append(f"?{name}")
        if part is not None:
            restrictions.append(f"VALUES ?{name} {{ {' '.join(sorted(map(str, part)))} }}")
    triple = " ".join(terms)
    where = " ".join(restrictions)
    named = f"VALUES ?g {{ {' '.join(sorted(map(str, graph)))} }}" if graph else ""
    query = (
        f"SELECT ?s ?p ?o ?g WHERE {{ {{ {where} {named} GRAPH ?g {{ {triple} }} }}"
        + ("" if graph else f" UNION {{ {where} {triple} }}")
        + f" }} LIMIT {2 * limit}"
    )
    found: Found = {}
    for row in select(query):
        one = [value(row[name]) for name in "spo"]
        if isinstance(one[0], ox.NamedNode) and isinstance(one[1], ox.NamedNode) and one[2]:
            graphs = found.setdefault(Statement(one[0], one[1], one[2]), set())
            if "g" in row:
                graphs.add(ox.NamedNode(row["g"].value))
    return found


def of_node(term: Node) -> Value:
    """Return the engine's term for an IRI or a literal of rdflib."""
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        if term.datatype:
            return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)))
        return ox.Literal(str(term))
    return ox.NamedNode(str(term))


def _union(parts: Iterable[frozenset[Value]]) -> frozenset[Value]:
    return frozenset().union(*parts)
