"""A scratch process: works out what a change comes to, on a copy of the dataset, and ends.

It is forked from the host, so the copy costs nothing, and whatever goes wrong in it (a statement
that takes all memory, a file that breaks the parser) leaves everything as it is.
"""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NoReturn, TypeVar

import pyoxigraph as ox

from cetu.engine import following
from cetu.engine.standing import Standing
from cetu.engine.state import UNNAMED, Stores, relabelled
from cetu.engine.worker import Limits, serve
from cetu.entail.theory import Theory

_FORMATS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
}
"""What may be sent; RDF/XML has been looked through for entities by then."""

_T = TypeVar("_T", bytes, str)


@dataclass(frozen=True, slots=True)
class World:
    """A dataset, seen also as rules see it, with these; None: nothing is inferred."""

    stores: Stores
    facts: Standing | None = None
    theory: Theory | None = None


class _Kept(Exception):
    """The change adds to what is inferred, which is not for clients to do."""


def run(world: World, caller: int, limits: Limits) -> NoReturn:
    """Answer one request at the socket with descriptor `caller`; never return."""
    serve(caller, limits, lambda head, body: difference(world, head, body))


def difference(
    world: World, request: Mapping[str, Any], content: bytes
) -> tuple[dict[str, object], bytes]:
    """Return what `request` (`change`: update, put or drop) comes to; the dataset is used up.

    The head is `size` (bytes of what is added), `created` and `dropped`, and the body what is
    added and then what is removed, in N-Quads; or the head is `error` and `message`.
    """
    try:
        found = _SORTS[request["change"]](world.stores, request, content)
        if world.facts and world.theory and found:
            if request["change"] != "update":  # else each operation is brought in for the next one
                world.stores.apply(found.record())
            found.then(_follows(world.stores, world.facts, world.theory, found))
    except _Kept:
        return {"error": "kept", "message": ""}, b""
    except SyntaxError as error:
        return {"error": "malformed", "message": str(error)}, b""
    except MemoryError:
        return {"error": "exhausted", "message": "memory"}, b""
    except (RuntimeError, ValueError, OSError) as error:
        return {"error": "failed", "message": str(error)}, b""
    return found.message()


@dataclass(slots=True)
class _Difference:
    """Lines of N-Quads that came and went, and graphs that did."""

    added: set[bytes] = field(default_factory=set)
    removed: set[bytes] = field(default_factory=set)
    created: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.added or self.removed or self.created or self.dropped)

    def then(self, later: "_Difference") -> None:
        """Follow this difference by a later one: what comes and goes again is no difference."""
        _follow(self.added, self.removed, later.added, later.removed)
        _follow(self.created, self.dropped, later.created, later.dropped)

    def message(self) -> tuple[dict[str, object], bytes]:
        """This, to be sent."""
        added, removed = (
            b"".join(line + b"\n" for line in sorted(lines)) for lines in (self.added, self.removed)
        )
        head: dict[str, object] = {
            "size": len(added),
            "created": sorted(self.created),
            "dropped": sorted(self.dropped),
        }
        return head, added + removed

    def record(self) -> dict[str, Any]:
        """This, to be applied."""
        head, body = self.message()
        size = head["size"]
        assert isinstance(size, int)  # noqa: S101 - made so above
        return head | {"added": body[:size], "removed": body[size:]}


def _follow(came: set[_T], went: set[_T], comes: set[_T], goes: set[_T]) -> None:
    back, undone = comes & went, goes & came
    came |= comes - back
    came -= undone
    went |= goes - undone
    went -= back


def _update(stores: Stores, request: Mapping[str, Any], _: bytes) -> _Difference:
    """Run the operations one after the other, each on what the ones before it left."""
    _parse(request["text"], stores.base)
    found = _Difference()
    for kind, text, at in request["operations"]:
        if kind == "other":
            one = _whatever(stores, text, request["graphs"], unnamed=request["unnamed"])
        else:
            one = _listed(stores, text, at, inserts=kind == "insert")
        stores.apply(one.record())
        found.then(one)
    return found


def _follows(stores: Stores, facts: Standing, theory: Theory, found: _Difference) -> _Difference:
    """What a change, brought in already, does to the graph of what is inferred.

    What a client takes from that graph comes back, unless it follows no longer.
    """
    graph = facts.scope.inferred
    added, removed = (list(_parsed(lines)) for lines in (found.added, found.removed))
    if any(quad.graph_name == graph for quad in added):
        raise _Kept
    revision = following.revision(facts, theory, added, removed)
    later = _came(stores, [ox.Quad(*row, graph) for row in revision.added])
    later.removed = _lines(ox.Quad(*row, graph) for row in revision.removed)
    return later


def _parse(text: str, base: str) -> None:
    """Raise SyntaxError where the whole is no update, though each operation may be one."""
    try:
        ox.Store().update(text, base_iri=base or None)
    except (RuntimeError, OSError):  # such as a graph that is not there to be dropped
        return


def _listed(stores: Stores, text: str, at: int, *, inserts: bool) -> _Difference:
    """INSERT DATA or DELETE DATA: what it lists, where that is not so already."""
    if not inserts:  # the same list, read as one to insert
        text = text[:at] + "INSERT" + text[at + len("DELETE") :]
    listed = ox.Store()
    listed.update(text, base_iri=stores.base or None)
    if inserts:
        return _came(stores, [quad for quad in listed if not stores.holds(quad)])
    return _Difference(removed=_lines(quad for quad in listed if stores.holds(quad)))


def _whatever(
    stores: Stores, text: str, graphs: Iterable[str] | None, *, unnamed: bool
) -> _Difference:
    """Any operation: the graphs that it may change, before and after."""
    names = {graph.value for graph in stores.named.named_graphs()}
    before, count = _dump(stores.named, graphs, unnamed=unnamed), len(stores.named)
    stores.named.update(text, base_iri=stores.base or None)
    after = _dump(stores.named, graphs, unnamed=unnamed)
    (bare_came, came), (bare_went, went) = (
        [one - other for one, other in zip(*pair, strict=True)]
        for pair in ((after, before), (before, after))
    )
    grown = len(bare_came) + len(came) - len(bare_went) - len(went)
    if len(stores.named) - count != grown:
        raise RuntimeError("the update changed graphs that it does not name")
    now = {graph.value for graph in stores.named.named_graphs()}
    if stores.union:
        # Its default graph is the merge, which follows from the rest, and is laid back as it was:
        # of what the update did there, only what is unnamed can come or go.
        stores.named.extend(_parsed(bare_went))
        for quad in _parsed(bare_came):
            stores.named.remove(quad)
        own = _lines(stores.of(UNNAMED))
        bare_came, bare_went = bare_came - own, bare_went & own
    return _Difference(came | bare_came, went | bare_went, now - names, names - now)


def _put(stores: Stores, request: Mapping[str, Any], content: bytes) -> _Difference:
    """A graph sent as RDF documents, instead of what is there or beside it."""
    graph = _graph(request["graph"])
    sent: set[ox.Quad] = set()
    begin = 0
    for size, media_type in request["documents"]:
        document = content[begin : begin + size]
        begin += size
        form, base = _FORMATS[media_type], request["base"] or None
        parsed = list(ox.parse(document, format=form, base_iri=base))
        for quad in parsed:
            if quad.graph_name not in {UNNAMED, graph}:
                raise SyntaxError(f"it holds another graph, {quad.graph_name}")
        # The blank nodes are of this document, whatever others are called.
        sent.update(relabelled(parsed, graph, lambda _: uuid.uuid4().hex))
    kept = ox.Store()  # it keeps some values in another form, such as 5 for 5.0 or 05
    kept.bulk_extend(sent)
    sent, there = set(kept), set(stores.of(graph))
    found = _came(stores, sent - there)
    if isinstance(graph, ox.NamedNode) and not stores.named.contains_named_graph(graph):
        found.created.add(graph.value)
    if not request["merge"]:
        found.removed = _lines(there - sent)
    return found


def _drop(stores: Stores, request: Mapping[str, Any], _: bytes) -> _Difference:
    """A graph that goes, with everything in it."""
    graph = _graph(request["graph"])
    dropped = {graph.value} if isinstance(graph, ox.NamedNode) else set()
    return _Difference(removed=_lines(stores.of(graph)), dropped=dropped)


_SORTS: Final = {"update": _update, "put": _put, "drop": _drop}


def _graph(iri: str) -> ox.NamedNode | ox.DefaultGraph:
    return ox.NamedNode(iri) if iri else UNNAMED


def _dump(
    store: ox.Store, graphs: Iterable[str] | None, *, unnamed: bool
) -> tuple[set[bytes], set[bytes]]:
    """The lines of the unnamed graph, if wanted, and of some named graphs (None: all)."""
    bare: set[bytes] = set()
    if unnamed:
        bare.update(_triples(store, UNNAMED))
    if graphs is None:
        found: Iterable[ox.NamedNode | ox.BlankNode] = store.named_graphs()
    else:
        found = [ox.NamedNode(iri) for iri in graphs]
    return bare, {
        line[:-1] + f"{graph} .".encode() for graph in found for line in _triples(store, graph)
    }


def _triples(store: ox.Store, graph: ox.NamedNode | ox.BlankNode | ox.DefaultGraph) -> list[bytes]:
    return (store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b"").splitlines()


def _parsed(lines: Iterable[bytes]) -> Iterable[ox.Quad]:
    return ox.parse(b"\n".join(lines), format=ox.RdfFormat.N_QUADS)


def _lines(quads: Iterable[ox.Quad]) -> set[bytes]:
    return set((ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines())


def _came(stores: Stores, quads: Collection[ox.Quad]) -> _Difference:
    """Statements that come, and the graphs that come with them."""
    graphs = {quad.graph_name.value for quad in quads if quad.graph_name != UNNAMED}  # type: ignore[union-attr]  # named, so has one
    new = {g for g in graphs if not stores.named.contains_named_graph(ox.NamedNode(g))}
    return _Difference(added=_lines(quads), created=new)
