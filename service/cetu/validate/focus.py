"""On what a result of a shape rests: the smallest set of statements about the thing that gives it.

They are looked for among those along the paths of the shape, and those that make the thing one of
its targets. The class hierarchy is taken as given: it is no data. What a shape finds to be missing
is no statement; its message tells it.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from pyshacl.pytypes import SHACLExecutor
from pyshacl.shapes_graph import ShapesGraph
from rdflib import RDF, SH, Graph, Node, URIRef

from cetu.minimal import Minimal, minimal
from cetu.model.finding import Finding, Premise, Severity
from cetu.validate.aim import TARGETS, targeted
from cetu.validate.bearing import of_node
from cetu.validate.walk import Triple, follow, looked_at, upward

_EXECUTOR: Final = SHACLExecutor()
_DIRECT: Final = 2
"""Steps from a shape with targets to one whose things are these targets: itself, its property."""


class Explainer:
    """Shapes, ready to be held again and again against a few statements."""

    def __init__(self, guards: Graph) -> None:
        """Take the shapes; the graph is left as it is."""
        self.guards = guards
        self._owners: dict[Node, list[Node]] = {}
        # A node shape alone is asked about what it says itself, not about its property shapes.
        alone, whole = Graph(), Graph()
        for triple in guards:
            whole.add(triple)
            if triple[1] == SH.property and isinstance(triple[2], URIRef):
                self._owners.setdefault(triple[2], []).append(triple[0])
            else:
                alone.add(triple)
        self._alone, self._whole = ShapesGraph(alone), ShapesGraph(whole)
        _ = self._alone.shapes, self._whole.shapes  # asking for them has them read

    def grounds(self, finding: Finding, data: Graph, *, seconds: float = 2.0) -> Minimal[Triple]:
        """Return statements of `data` for which `finding` is still found, of which none can go.

        Not `proven`: they were not found, or not in time.

        Args:
            finding: of these shapes, in `data`.
            data: what was judged, with the class hierarchy in it.
            seconds: after which the search ends.
        """
        for chain in self._chains(URIRef(finding.rule)):
            held = _Held(self, chain, finding, data)
            if held.gives(held.candidates):
                return held.smallest(seconds)
        return Minimal((), proven=False)

    def explained(
        self, findings: Iterable[Finding], data: Graph, severities: Collection[Severity]
    ) -> list[Finding]:
        """Return `findings`, those of `severities` with their premises; what has none is bare.

        Args:
            findings: of these shapes, in `data`.
            data: what was judged, with the class hierarchy in it.
            severities: those to be explained.
        """
        return [
            replace(one, premises=self._premises(one, data)) if one.severity in severities else one
            for one in findings
        ]

    def _premises(self, finding: Finding, data: Graph) -> tuple[Premise, ...]:
        found = self.grounds(finding, data)
        return tuple(Premise(_line(row)) for row in found.items) if found.proven else ()

    def found(self, finding: Finding, data: Graph) -> bool:
        """Whether `finding` is found in `data`, which has the class hierarchy in it."""
        return any(
            _Held(self, chain, finding, data).given(data)
            for chain in self._chains(URIRef(finding.rule))
        )

    def _chains(self, source: Node) -> Iterator[tuple[Node, ...]]:
        """Yield the ways from a shape with targets to `source`, by sh:property."""
        ways: list[tuple[Node, ...]] = [(source,)]
        while ways:
            way = ways.pop()
            if any((way[0], kind, None) in self.guards for kind in TARGETS):
                yield way
            ways += [(owner, *way) for owner in self._owners.get(way[0], ()) if owner not in way]

    def results(
        self, shape: Node, thing: Node, data: Graph, *, alone: bool
    ) -> Iterator[dict[Node, Node]]:
        """Yield the results of `shape` at `thing`, each by property; `alone`: without its parts."""
        graph = self._alone if alone else self._whole
        focus: Any = [thing]  # pyshacl types it more narrowly than it is
        reports = graph.lookup_shape_from_node(shape).validate(_EXECUTOR, data, focus=focus)[1]
        for _, node, triples in reports:
            yield {p: o[1] if isinstance(o, tuple) else o for s, p, o in triples if s == node}


class _Held:
    """A finding, held against parts of what was judged."""

    def __init__(
        self, shapes: Explainer, chain: tuple[Node, ...], finding: Finding, data: Graph
    ) -> None:
        self._shapes = shapes
        self._chain = chain
        self._finding = finding
        self._thing = URIRef(finding.thing)
        self._direct = len(chain) <= _DIRECT
        self.candidates = list(dict.fromkeys(self._bearing(data)))
        self._part = Graph()
        kinds = [row[2] for row in self.candidates if row[1] == RDF.type]
        for row in upward(data, kinds):
            self._part.add(row)

    def smallest(self, seconds: float) -> Minimal[Triple]:
        shrunk = minimal(self.candidates, self.gives, seconds=seconds)
        items = list(shrunk.items)
        for one in shrunk.items:  # a shape may find more in less: what is left is tried again
            fewer = [item for item in items if item != one]
            if self.gives(fewer):
                items = fewer
        return Minimal(tuple(items), proven=shrunk.proven and self.gives(items))

    def gives(self, chosen: Sequence[Triple]) -> bool:
        added = [row for row in chosen if row not in self._part]
        for row in added:
            self._part.add(row)
        try:
            return self.given(self._part)
        finally:
            for row in added:
                self._part.remove(row)

    def given(self, data: Graph) -> bool:
        """Whether `data`, with the class hierarchy in it, gives the finding."""
        starts = self._starts(data)
        if self._direct:
            if self._thing not in starts:
                return False
            shape, starts = self._chain[-1], {self._thing}
        else:
            shape = self._chain[1]
        return any(
            self._is_it(result)
            for start in starts
            for result in self._shapes.results(shape, start, data, alone=self._direct)
        )

    def _is_it(self, result: dict[Node, Node]) -> bool:
        value = result.get(SH.value)
        return (
            str(result.get(SH.sourceShape)) == self._finding.rule
            and result.get(SH.focusNode) == self._thing
            and str(result.get(SH.sourceConstraintComponent)) == self._finding.component
            and self._finding.value in {"", value.n3() if value is not None else ""}
        )

    def _starts(self, data: Graph) -> set[Node]:
        return {
            thing
            for kind in TARGETS
            for target in self._shapes.guards.objects(self._chain[0], kind)
            for thing in targeted(kind, target, data)
        }

    def _bearing(self, data: Graph) -> Iterator[Triple]:
        """Yield the statements that make the thing a target, and what the shape looks at."""
        guards = self._shapes.guards
        starts: Collection[Node] = [self._thing] if self._direct else self._starts(data)
        for start in starts:
            yield from data.triples((start, RDF.type, None))
            for target in guards.objects(self._chain[0], SH.targetSubjectsOf):
                yield from data.triples((start, target, None))
            for target in guards.objects(self._chain[0], SH.targetObjectsOf):
                yield from data.triples((None, target, start))
        for step in self._chain[:-1]:
            path = guards.value(step, SH.path)
            if path is not None:
                rows, starts = follow(guards, path, starts, data)
                yield from rows
        for start in starts:
            if start == self._thing:
                yield from looked_at(guards, self._chain[-1], start, data, alone=True)


def _line(row: Triple) -> str:
    """Return the statement as one line of N-Triples."""
    return f"{' '.join(str(of_node(term)) for term in row)} ."
