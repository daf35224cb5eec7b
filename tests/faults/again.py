"""Whether a finding is still found in a graph, by its rule, run as the check runs it."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import Graph
from tests.faults import world

from cetu import store
from cetu.engine import rows
from cetu.model.finding import Finding, Premise
from cetu.model.result import Table
from cetu.namespaces import GRAPH
from cetu.reason import proof
from cetu.reason.axioms import axioms
from cetu.validate import checks, shapes
from cetu.validate.focus import Explainer

KNOWN = (str(GRAPH["vocabulary"]), str(GRAPH["reference"]))
INFERRED = str(GRAPH["inferred"])
SHARED = (str(GRAPH["ontology"]), str(GRAPH["alignment"]), *KNOWN)


def gone(finding: Finding, premise: Premise, held: world.Held, root: Path) -> bool | None:
    """Return whether `finding` is gone from `held` without `premise`; None: that is not in it."""
    triple = _triple(premise.text)
    if triple is None or not held.states(triple):
        return None
    return not found(finding, world.without(held, [triple]), root)


def _triple(text: str) -> ox.Triple | None:
    try:
        quads = list(ox.parse(text, format=ox.RdfFormat.N_TRIPLES))
    except SyntaxError:
        return None
    return quads[0].triple if quads else None


def needed(finding: Finding, held: world.Held, root: Path) -> list[bool | None]:
    """Return for each premise whether it is needed; None: the graph does not say it.

    A row or a shape's result is looked for again in the whole graph without the premise. Things may
    contradict each other for several reasons, each of them enough, so of a contradiction it is the
    premises alone that are reasoned over.
    """
    if finding.layer != "owl":
        return [gone(finding, premise, held, root) for premise in finding.premises]
    told = [_stated(premise, held) for premise in finding.premises]
    return [there and so for there, so in zip(told, proof.needed(finding), strict=True)]


def _stated(premise: Premise, held: world.Held) -> bool | None:
    """Return True where the graph says the premise; None where it does not."""
    if (triple := _triple(premise.text)) is not None:
        return held.states(triple) or None
    # That two things with different names are different is meant of every graph here.
    return premise.text.startswith("DifferentIndividuals(") or premise.text in _axioms(held) or None


@lru_cache(maxsize=1)
def _axioms(held: world.Held) -> frozenset[str]:
    return frozenset(one.text for graph in _reasoned(held) for one in axioms(graph))


def found(finding: Finding, held: world.Held, root: Path) -> bool:
    """Return whether `finding` is found in `held`, whose inferences are up to date."""
    if finding.layer == "shape":
        return any(_explainer(root).found(finding, judged) for judged in _judged(held, root))
    (rule,) = (rule for rule in checks.rules(root) if rule.rule == finding.rule)
    return any(
        _same(finding, one)
        for part in ([held.store] if rule.scope == "graph" else _unions(held))
        for one in checks.run([rule], _selecting(part))
    )


def _same(one: Finding, other: Finding) -> bool:
    return (one.rule, one.thing, one.value) == (other.rule, other.thing, other.value)


def _selecting(held: ox.Store) -> checks.Select:
    def select(query: str) -> Table:
        answer = held.query(query, use_default_graph_as_union=True)
        assert isinstance(answer, ox.QuerySolutions)
        return rows(answer.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    return select


def _unions(held: world.Held) -> Iterator[ox.Store]:
    """Yield each document in one graph with what is shared, as rules about one document see it."""
    graphs = held.graphs
    ours = world.documents(graphs)
    shared = [t for name in graphs.keys() - {*ours, INFERRED} for t in graphs[name]]
    shared += held.follows.get("", ())
    for name in ours:
        union = ox.Store()
        rows = (*shared, *graphs[name], *held.follows.get(name, ()))
        union.bulk_extend(ox.Quad(t.subject, t.predicate, t.object) for t in rows)
        yield union


@lru_cache(maxsize=1)
def _guards(root: Path) -> Graph:
    return shapes.load(root / "shapes")


@lru_cache(maxsize=1)
def _explainer(root: Path) -> Explainer:
    return Explainer(_guards(root))


def _judged(held: world.Held, root: Path) -> Iterator[Graph]:
    """Yield what shapes judge: what is shared, and each document with what it touches of that."""
    graphs = held.graphs
    known = _graph(graphs, KNOWN)
    classes = shapes.hierarchy(_graph(graphs, [SHARED[0]]))
    yield known + classes
    for name in world.documents(graphs):
        stated = _graph(graphs, [name])
        yield shapes.part(known, stated, _guards(root)) + classes + stated


def _reasoned(held: world.Held) -> Iterator[Graph]:
    graphs = held.graphs
    shared = _graph(graphs, SHARED)
    for name in world.documents(graphs):
        yield shared + _graph(graphs, [name])


def of(held: world.Held, names: list[str]) -> Graph:
    """Return what some of the named graphs of `held` state together."""
    return _graph(held.graphs, names)


def _graph(graphs: dict[str, list[ox.Triple]], names: list[str] | tuple[str, ...]) -> Graph:
    lines = [triple for name in names for triple in graphs.get(name, ())]
    return store.graph(ox.serialize(lines, format=ox.RdfFormat.N_TRIPLES) or b"")
