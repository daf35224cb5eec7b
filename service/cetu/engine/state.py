"""What the host holds: the graphs of a snapshot, laid out for quick answers, and each change."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

import pyoxigraph as ox

from cetu.model.record import whole

UNNAMED: Final = ox.DefaultGraph()

_Term = TypeVar("_Term", bound=ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple)


@dataclass(frozen=True, slots=True)
class Stores:
    """A dataset twice: `merged` without graph names, `named` with them.

    As a union, both have the merge of all graphs, each triple once, as their default graph (the
    engine's own "union" gives a triple once for each graph that holds it), and `unnamed` keeps what
    the unnamed graph itself holds. `merged` answers plain patterns in half the time, so a query
    that names no graph is asked there. Where the default graph is a graph of its own instead
    (`union` false), both are one store with just that.
    """

    merged: ox.Store
    named: ox.Store
    unnamed: set[ox.Triple] = field(default_factory=set)
    union: bool = True
    base: str = ""
    """What relative IRIs in queries and updates resolve against."""

    def holds(self, quad: ox.Quad) -> bool:
        """Whether the dataset has this statement, in this graph."""
        if self.union and quad.graph_name == UNNAMED:
            return quad.triple in self.unnamed
        return quad in self.named

    def of(self, graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
        """The statements of one graph."""
        if self.union and graph == UNNAMED:
            return (_unnamed(triple) for triple in self.unnamed)
        return self.named.quads_for_pattern(None, None, None, graph)

    def apply(self, record: Mapping[str, Any]) -> None:
        """Bring in one difference: its `removed`, then its `added` (N-Quads), then whole graphs."""
        for quad in _quads(record["removed"]):
            self._remove(quad)
        self._add(list(_quads(record["added"])))
        for graph in record["created"]:
            self.named.add_graph(ox.NamedNode(graph))
        for graph in record["dropped"]:
            self.named.remove_graph(ox.NamedNode(graph))

    def _remove(self, quad: ox.Quad) -> None:
        if not self.union:
            self.named.remove(quad)
            return
        if quad.graph_name == UNNAMED:
            self.unnamed.discard(quad.triple)
        else:
            self.named.remove(quad)
        if quad.triple not in self.unnamed and not any(
            other.graph_name != UNNAMED
            for other in self.named.quads_for_pattern(
                quad.subject, quad.predicate, quad.object, None
            )
        ):
            bare = _unnamed(quad.triple)
            self.named.remove(bare)
            self.merged.remove(bare)

    def _add(self, quads: Sequence[ox.Quad]) -> None:
        self.named.extend(quads)
        if self.union:
            bare = [_unnamed(quad.triple) for quad in quads]
            self.named.extend(bare)
            self.merged.extend(bare)
            self.unnamed.update(quad.triple for quad in quads if quad.graph_name == UNNAMED)


def _unnamed(triple: ox.Triple) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, UNNAMED)


def load(
    files: Sequence[tuple[str, str | None]], changes: Sequence[str] = (), *, union: bool = True
) -> Stores:
    """Load (path, graph) pairs, then what the journal's files changed since.

    A file without a graph is TriG and names its own.

    Raises:
        OSError, SyntaxError, ValueError: a file cannot be read; the message names it.
    """
    named = ox.Store()
    for path, graph in files:
        try:
            if graph:
                named.bulk_extend(_labelled(Path(path), ox.NamedNode(graph)))
            else:
                named.bulk_load(path=path, format=ox.RdfFormat.TRIG)
        except (OSError, SyntaxError, ValueError) as error:
            raise ValueError(f"{Path(path).name}: {error}") from error
    stores = _as_union(named) if union else Stores(named, named, union=False)
    for path in changes:
        for record in records(Path(path), last=path == changes[-1]):
            stores.apply(record)
    return stores


def _as_union(named: ox.Store) -> Stores:
    unnamed = {quad.triple for quad in named.quads_for_pattern(None, None, None, UNNAMED)}
    merged = ox.Store()
    merged.bulk_extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in named)
    named.bulk_extend(merged)
    return Stores(merged, named, unnamed)


def _labelled(path: Path, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    """The statements of a Turtle file, with the same labels of blank nodes whenever it is read.

    A change that was written down names them; the parser would call them otherwise each time.
    """
    place = "".join(c for c in path.parent.name + path.stem if c.isalnum())
    parsed = ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    return relabelled(parsed, graph, lambda number: f"{place}{number}")


def relabelled(
    quads: Iterable[ox.Quad],
    graph: ox.NamedNode | ox.DefaultGraph,
    label: Callable[[int], str],
) -> Iterator[ox.Quad]:
    """Put statements into `graph`, the blank nodes labelled anew, by the order of their coming."""
    labels: dict[str, ox.BlankNode] = {}

    def anew(term: _Term) -> _Term | ox.BlankNode | ox.Triple:
        if isinstance(term, ox.BlankNode):
            if term.value not in labels:
                labels[term.value] = ox.BlankNode(label(len(labels)))
            return labels[term.value]
        if isinstance(term, ox.Triple):
            return ox.Triple(anew(term.subject), term.predicate, anew(term.object))
        return term

    for quad in quads:
        yield ox.Quad(anew(quad.subject), quad.predicate, anew(quad.object), graph)


def records(path: Path, *, last: bool) -> Iterator[dict[str, Any]]:
    """The records of a journal's file; of the last one, those that may have been acknowledged."""
    content = path.read_bytes()
    for line in (whole(content) if last else content).splitlines():
        yield json.loads(line)


def _quads(text: str) -> Iterable[ox.Quad]:
    return ox.parse(text, format=ox.RdfFormat.N_QUADS)
