"""The clean graph, and what a fault makes of it: the files that a build would have written.

The clean graph is the first document with all that documents share. What follows is inferred anew
from each faulty graph, as a build does, and a document that a fault inserts gets its description.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from cetu import store
from cetu.namespaces import GRAPH
from cetu.reason import rules

FIRST: Final = "dongguan-techfin-2024-annex"
SHARED: Final = ("inferred", "metadata", "examples")
FOLDERS: Final = ("ontology", "queries", "shapes")

_BASE: Final = str(GRAPH)
_INFERRED: Final = ox.NamedNode(str(GRAPH["inferred"]))
_METADATA: Final = ox.NamedNode(str(GRAPH["metadata"]))
_FILES: Final = {
    str(GRAPH["ontology"]): "ontology/ontology.ttl",
    str(GRAPH["alignment"]): "ontology/alignment.ttl",
    str(GRAPH["vocabulary"]): "ontology/vocabulary/vocabulary.ttl",
    str(GRAPH["reference"]): "data/reference/reference.ttl",
}
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_INTEGER: Final = ox.NamedNode(f"{_XSD}integer")
_COUNT: Final = ox.NamedNode(f"{_XSD}nonNegativeInteger")
_PLAIN: Final = frozenset(
    {
        ox.NamedNode(f"{_XSD}string"),
        ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"),
    }
)
_OTHERS: Final = {str(GRAPH[key]) for key in ("inferred", "metadata", "void", "examples")}
_TYPE: Final = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_NAMED_GRAPH: Final = ox.NamedNode("http://www.w3.org/ns/sparql-service-description#NamedGraph")


@dataclass(frozen=True, eq=False)
class Held:
    """A graph as its files have it, and as the engine keeps it, where a number has one form."""

    quads: tuple[ox.Quad, ...]
    follows: Mapping[str, frozenset[ox.Triple]] = field(default_factory=dict)
    """What follows from what is shared (""), and from each document with that."""

    @cached_property
    def store(self) -> ox.Store:
        """It, to be queried."""
        store = ox.Store()
        store.bulk_extend(self.quads)
        return store

    @cached_property
    def graphs(self) -> dict[str, list[ox.Triple]]:
        """The triples of each named graph."""
        graphs: dict[str, list[ox.Triple]] = {}
        for quad in self.quads:
            if isinstance(quad.graph_name, ox.NamedNode):
                graphs.setdefault(quad.graph_name.value, []).append(quad.triple)
        return graphs

    def states(self, triple: ox.Triple) -> bool:
        """Whether any of its graphs holds the statement, in either form of a number."""
        return _kept(triple) in {_kept(quad.triple) for quad in self.quads}


@lru_cache(maxsize=1)
def clean(root: Path) -> Held:
    """Return the clean graph, of the built one under `root`."""
    quads: list[ox.Quad] = []
    for file in store.snapshot(root).files:
        if file.graph is not None:
            name = ox.NamedNode(file.graph)
            triples = (quad.triple for quad in ox.parse(path=file.path))
            quads += [ox.Quad(t.subject, t.predicate, t.object, name) for t in triples]
    for stem in (*SHARED, FIRST):
        quads += ox.parse(path=root / "data" / "graph" / f"{stem}.trig")
    return Held(tuple(quads))


def changed(before: Held, update: str) -> Held:
    """Return the graph after `update`, with what follows from it.

    A number that is added has the datatype that the clean graph has for its property: the engine
    that runs the update keeps integers of any kind as integers.
    """
    after = ox.Store()
    after.bulk_extend(before.quads)
    after.update(update)
    rest = [quad for quad in before.quads if _quad(quad) in after]
    known = {_quad(quad) for quad in rest}
    kinds = {
        quad.predicate: quad.object.datatype
        for quad in before.quads
        if isinstance(quad.object, ox.Literal) and quad.object.datatype == _COUNT
    }
    added = [_typed(quad, kinds) for quad in after if quad not in known]
    return inferred([*rest, *added])


def without(held: Held, gone: Iterable[ox.Triple]) -> Held:
    """Return the graph without statements, wherever they stand, and what followed from them.

    They stay away even where they follow from others.
    """
    lost = {_kept(triple) for triple in gone}
    return inferred([quad for quad in held.quads if _kept(quad.triple) not in lost], lost)


def inferred(quads: Iterable[ox.Quad], lost: Collection[ox.Triple] = ()) -> Held:
    """Return a graph of these quads, inferred anew but for `lost`, its documents described."""
    given = [quad for quad in quads if quad.graph_name != _INFERRED]
    graphs = Held(tuple(given)).graphs
    shared = frozenset(triple for name in _FILES for triple in graphs.get(name, ()))
    ground = _ground(shared)
    found: dict[str, Sequence[rules.Inference]] = {"": ground.inferred}
    for name in documents(graphs):
        found[name] = rules.follows(ground, graphs[name])
        described = ox.Quad(ox.NamedNode(name), _TYPE, _NAMED_GRAPH, _METADATA)
        if described not in given:
            given.append(described)
    follows = {
        name: frozenset(one.triple for one in rows if not lost or _kept(one.triple) not in lost)
        for name, rows in found.items()
    }
    for rows in follows.values():
        given += [ox.Quad(row.subject, row.predicate, row.object, _INFERRED) for row in rows]
    return Held(tuple(dict.fromkeys(given)), follows)


@lru_cache(maxsize=2)
def _ground(shared: frozenset[ox.Triple]) -> rules.Ground:
    return rules.ground(sorted(shared, key=str))


@lru_cache(maxsize=1 << 18)
def _kept(triple: ox.Triple) -> ox.Triple:
    """Return a triple as the engine keeps it."""
    if not isinstance(triple.object, ox.Literal) or triple.object.datatype in _PLAIN:
        return triple
    one = ox.Store()
    one.add(ox.Quad(triple.subject, triple.predicate, triple.object))
    (only,) = one
    kept: ox.Triple = only.triple
    return kept


def _quad(quad: ox.Quad) -> ox.Quad:
    triple = _kept(quad.triple)
    return ox.Quad(triple.subject, triple.predicate, triple.object, quad.graph_name)


def _typed(quad: ox.Quad, kinds: Mapping[ox.NamedNode, ox.NamedNode]) -> ox.Quad:
    value = quad.object
    if quad.predicate in kinds and isinstance(value, ox.Literal) and value.datatype == _INTEGER:
        value = ox.Literal(value.value, datatype=kinds[quad.predicate])
    return ox.Quad(quad.subject, quad.predicate, value, quad.graph_name)


def documents(graphs: Mapping[str, object]) -> list[str]:
    """Return which of the graphs are of a document's version."""
    return sorted(set(graphs) - set(_FILES) - _OTHERS)


def written(held: Held, folder: Path, root: Path) -> Path:
    """Write the files of a graph under `folder`, and return it: a root to be checked.

    Shared files that are as under `root` are those of it.
    """
    graphs, before = held.graphs, clean(root).graphs
    (folder / "data" / "graph").mkdir(parents=True)
    for name in ("queries", "shapes"):
        (folder / name).symlink_to(root / name)
    same = {name for name in _FILES if set(graphs.get(name, ())) == set(before.get(name, ()))}
    for part in ("ontology", "data/reference"):
        names = [name for name, file in _FILES.items() if file.startswith(part)]
        if same.issuperset(names):
            (folder / part).symlink_to(root / part)
            continue
        for name in names:
            path = folder / _FILES[name]
            path.parent.mkdir(parents=True, exist_ok=True)
            triples = sorted(graphs.get(name, ()), key=str)
            path.write_bytes(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")
    ours = documents(graphs)
    for stem, names in _sheets(ours):
        held_there: dict[str, Iterable[ox.Triple]] = {
            name: graphs[name] for name in names if name in graphs and name != _INFERRED.value
        }
        of = "" if stem == "inferred" else names[0]
        if of in held.follows:
            held_there[_INFERRED.value] = held.follows[of]
        (folder / "data" / "graph" / f"{stem}.trig").write_bytes(store.trig(held_there))
    return folder


def _sheets(ours: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the stems of the files, and the graphs in each; a second version has its digest."""
    yield "inferred", [str(GRAPH["inferred"])]
    yield "metadata", [str(GRAPH["metadata"]), str(GRAPH["void"])]
    yield "examples", [str(GRAPH["examples"])]
    seen: set[str] = set()
    for name in ours:
        key, _, digest = name.removeprefix(_BASE).partition("/")
        yield f"{key}.{digest}" if key in seen else key, [name]
        seen.add(key)
