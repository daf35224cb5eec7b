"""What bears on the things that a change touches, got from the engine that still has it as it was.

A graph is judged with the vocabularies and the reference data, as `cetu check` judges a document's:
a thing is held to the shapes of what it is said to be there. Of what it links to it is known what
other graphs say that it is. What was inferred from a graph is not judged with it.
"""

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from rdflib import RDF

from cetu.engine import Engine, Formats
from cetu.errors import QueryTimeout
from cetu.model.quad import Statement, plain, statements
from cetu.namespaces import GRAPH
from cetu.validate.reach import Reach

SHARED: Final = tuple(str(GRAPH[key]) for key in ("vocabulary", "reference"))
UNJUDGED: Final = frozenset(
    str(GRAPH[key]) for key in ("ontology", "alignment", "inferred", "metadata")
)
"""Graphs that say nothing of their own about things, or define what the others mean."""

_LINES: Final = Formats(graph="application/n-triples")
_AT_A_TIME: Final = 200
_LEADING: Final = 500
"""So many things that lead to changed ones are judged, too: what breaks one breaks its like."""
_KIND: Final = f"<{RDF.type}>"


class Case(NamedTuple):
    """One graph's part of a change, to be judged: N-Triples, and the IRIs of the things touched.

    `base` is what bears on them before the change; `kinds` what other graphs say that things are.
    """

    base: str
    kinds: str
    removed: str
    added: str
    things: tuple[str, ...]


Parts = tuple[Sequence[Statement], Sequence[Statement]]
"""What a change takes from a graph, and what it adds."""


def cases(
    engine: Engine, reach: Reach, graph: str, parts: Parts, deadline: float
) -> Iterator[Case]:
    """Yield what is to be judged of a change in `graph`: nothing, if shapes are not about it.

    What all share bears on other graphs, too; they are judged where they lead to what changes.

    Args:
        engine: answers with the state before the change.
        reach: that of the shapes.
        graph: an IRI; "": the unnamed graph.
        parts: of the change.
        deadline: of `time.monotonic`.

    Raises:
        CetuError: it cannot be got within the engine's limits, or not in time.
    """
    world = _World(engine, reach, graph, deadline)
    bearing = set(_bearing(reach, *parts))
    things = _touched(reach, [*parts[0], *parts[1]]) | world.leading_to(bearing)
    yield from _case(world, parts, things)
    if graph in SHARED:
        for other, leading in world.elsewhere(bearing).items():
            yield from _case(_World(engine, reach, other, deadline), parts, leading)


def _case(world: "_World", parts: Parts, things: set[str]) -> Iterator[Case]:
    removed, added = (tuple(map(_line, part)) for part in parts)
    near = world.about(things)
    if _targeted(world.reach, [*near, *removed, *added], things):
        base, kinds = world.far(things, near, added)
        yield Case(
            base="".join(base),
            kinds="".join(kinds),
            removed="".join(removed),
            added="".join(added),
            things=tuple(sorted(things)),
        )


def _touched(reach: Reach, changed: Iterable[Statement]) -> set[str]:
    found = set()
    for statement in changed:
        found.add(plain(statement.subject))
        if plain(statement.predicate) in reach.backward:
            found.add(plain(statement.object))
    return found - {""}


def _bearing(
    reach: Reach, removed: Iterable[Statement], added: Iterable[Statement]
) -> Iterator[str]:
    """Yield things of which something changes that shapes of other things look at."""
    for statement in removed:
        if plain(statement.predicate) in reach.deep:
            yield plain(statement.subject)
    for statement in added:  # to be of one more kind breaks nobody's `sh:class`
        if plain(statement.predicate) in reach.deep and statement.predicate != _KIND:
            yield plain(statement.subject)


def _targeted(reach: Reach, lines: Iterable[str], things: Collection[str]) -> bool:
    if not reach.targets.isdisjoint(things):
        return True
    for line in lines:
        _, predicate, value, _ = next(statements(line))
        if plain(predicate) in reach.targets:
            return True
        if predicate == _KIND and plain(value) in reach.targets:
            return True
    return False


def _line(statement: Statement) -> str:
    return f"{statement.subject} {statement.predicate} {statement.object} .\n"


class _World:
    """What the engine has of one graph and of what all share."""

    def __init__(self, engine: Engine, reach: Reach, graph: str, deadline: float) -> None:
        self._engine = engine
        self.reach = reach
        self._graphs = [g for g in dict.fromkeys((graph, *SHARED)) if engine.holds(g)]
        self._whole = not graph  # the unnamed graph is judged with all others
        self._deadline = deadline
        self._links = " ".join(f"<{link}>" for link in sorted(reach.links))
        self._backward = " ".join(f"<{link}>" for link in sorted(reach.backward))

    def about(self, things: Iterable[str]) -> set[str]:
        """What is said of things."""
        return self._lines("CONSTRUCT { ?s ?p ?o } { VALUES ?s { %s } ?s ?p ?o }", things)

    def kinds(self, things: Iterable[str]) -> set[str]:
        """What things are said to be in graphs other than those judged."""
        if self._whole:
            return set()
        left_out = ", ".join(f"<{graph}>" for graph in sorted({*self._graphs, *UNJUDGED}))
        query = (
            "CONSTRUCT { ?s a ?k } { VALUES ?s { %s } GRAPH ?g { ?s a ?k } "
            f"FILTER(?g NOT IN ({left_out})) }}"
        )
        return self._lines(query, things, anywhere=True)

    def leading_to(self, things: Iterable[str]) -> set[str]:
        """The things from which a path of a shape may lead to these."""
        found, new = set[str](), set(things)
        query = (
            "CONSTRUCT { ?s ?p ?o } "
            f"{{ VALUES ?o {{ %s }} VALUES ?p {{ {self._links} }} ?s ?p ?o }} LIMIT {_LEADING}"
        )
        for _ in range(self.reach.depth):
            lines = self._lines(query, new)
            new = {plain(next(statements(line)).subject) for line in lines} - {"", *found}
            found |= new
        return found

    def elsewhere(self, things: Iterable[str]) -> dict[str, set[str]]:
        """The things of other graphs that link to these, by the IRI of their graph."""
        query = (
            "SELECT DISTINCT ?g ?s "
            f"{{ VALUES ?o {{ %s }} VALUES ?p {{ {self._links} }} GRAPH ?g {{ ?s ?p ?o }} }}"
            f" LIMIT {_LEADING}"
        )
        found: dict[str, set[str]] = {}
        for batch in self._batches(things):
            for row in self._engine.select(query.replace("%s", batch)):
                if row["g"].value not in {*SHARED, *UNJUDGED} and row["s"].kind == "uri":
                    found.setdefault(row["g"].value, set()).add(row["s"].value)
        return found

    def far(
        self, things: Collection[str], near: Collection[str], added: Iterable[str]
    ) -> tuple[set[str], set[str]]:
        """What the paths of shapes lead to from things, of which `near` is known.

        Returns it all, and what other graphs say that the things on the way are.
        """
        found, seen, lines = set(near), set(things), {*near, *added}
        query = (
            "CONSTRUCT { ?s ?p ?o } "
            f"{{ VALUES ?o {{ %s }} VALUES ?p {{ {self._backward} }} ?s ?p ?o }}"
        )
        new: Collection[str] = things
        for step in range(1, self.reach.depth + 1):
            back = self._lines(query, new)
            new = {iri for line in lines | back for iri in self._ends(line)} - seen
            seen |= new
            # Where a path may end, it matters only what the thing is.
            lines = self.about(new) if step < self.reach.depth else self._said_to_be(new)
            found |= back | lines
        return found, self.kinds(seen)

    def _said_to_be(self, things: Iterable[str]) -> set[str]:
        return self._lines("CONSTRUCT { ?s a ?k } { VALUES ?s { %s } ?s a ?k }", things)

    def _ends(self, line: str) -> Iterator[str]:
        """Yield the things at both ends of a line that is a link."""
        subject, predicate, value, _ = next(statements(line))
        if plain(predicate) in self.reach.links:
            yield from filter(None, (plain(subject), plain(value)))

    def _lines(self, query: str, things: Iterable[str], *, anywhere: bool = False) -> set[str]:
        """The answer's lines, over all batches of `things`."""
        found: set[str] = set()
        if not (anywhere or self._whole or self._graphs):
            return found
        graphs = [] if anywhere or self._whole else self._graphs
        for batch in self._batches(things):
            if time.monotonic() > self._deadline:
                raise _late()
            answer = self._engine.query(
                query.replace("%s", batch), formats=_LINES, default_graphs=graphs
            )
            found.update(answer.body.decode().splitlines(keepends=True))
        return found

    def _batches(self, things: Iterable[str]) -> Iterator[str]:
        """Yield things as a query names them, no more at once than it may have bytes."""
        batch, room = list[str](), self._engine.settings.max_query_bytes // 2
        for thing in sorted(things):
            size = len(thing.encode()) + 3
            if batch and (len(batch) == _AT_A_TIME or size > room):
                yield " ".join(batch)
                batch, room = [], self._engine.settings.max_query_bytes // 2
            if thing:
                batch.append(f"<{thing}>")
                room -= size
        if batch:
            yield " ".join(batch)


def _late() -> QueryTimeout:
    return QueryTimeout(
        "What the change touches could not be looked up in time.",
        "未能在时限内查得本次改动涉及的内容。",
    )
