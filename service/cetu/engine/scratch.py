"""A scratch process: works out what a change comes to, on a copy of the dataset, and ends.

It is forked from the host, so the copy costs nothing, and whatever goes wrong in it (a statement
that takes all memory, a file that breaks the parser) leaves everything as it is.
"""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

import pyoxigraph as ox

from cetu.engine.state import UNNAMED, Stores

_FORMATS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
}
"""What may be sent; RDF/XML has been looked through for entities by then."""

Graph = ox.NamedNode | ox.DefaultGraph


def difference(
    stores: Stores, request: Mapping[str, Any], content: bytes
) -> tuple[dict[str, object], bytes]:
    """Return the head (`sizes`, `created`, `dropped`; or `error`, `message`) and the N-Quads."""
    try:
        return _SORTS[request["change"]](stores, request, content)
    except SyntaxError as error:
        return {"error": "malformed", "message": str(error)}, b""
    except MemoryError:
        return {"error": "exhausted", "message": "memory"}, b""
    except (RuntimeError, ValueError, OSError) as error:
        return {"error": "failed", "message": str(error)}, b""


def _listed(
    stores: Stores, request: Mapping[str, Any], _: bytes
) -> tuple[dict[str, object], bytes]:
    """Only INSERT DATA and DELETE DATA: what they list, where it is not so already."""
    last: dict[ox.Quad, bool] = {}
    for kind, text, at in request["operations"]:
        inserts = kind == "insert"
        if not inserts:  # the same list, read as one to insert
            text = text[:at] + "INSERT" + text[at + len("DELETE") :]  # noqa: PLW2901
        listed = ox.Store()
        listed.update(text)
        last |= dict.fromkeys(listed, inserts)
    added = [quad for quad, kept in last.items() if kept and not stores.holds(quad)]
    removed = [quad for quad, kept in last.items() if not kept and stores.holds(quad)]
    return _told(stores, added, removed)


def _updated(
    stores: Stores, request: Mapping[str, Any], _: bytes
) -> tuple[dict[str, object], bytes]:
    """Any update: the graphs that it may change, before and after."""
    before_graphs = {graph.value for graph in stores.named.named_graphs()}
    graphs = request["graphs"]
    before = _dump(stores.named, graphs, unnamed=request["unnamed"])
    count = len(stores.named)
    stores.named.update(request["text"])
    after = _dump(stores.named, graphs, unnamed=request["unnamed"])
    added, removed = after - before, before - after
    if len(stores.named) - count != len(added) - len(removed):
        raise RuntimeError("the update changed graphs that it does not name")
    if stores.union:  # its default graph is the merge: of that, only what is unnamed can go or come
        own = {_line(ox.Quad(*triple, UNNAMED)) for triple in stores.unnamed}
        added = {line for line in added if not _bare(line) or line not in own}
        removed = {line for line in removed if not _bare(line) or line in own}
    after_graphs = {graph.value for graph in stores.named.named_graphs()}
    return _head(added, removed, after_graphs - before_graphs, before_graphs - after_graphs)


def _put(
    stores: Stores, request: Mapping[str, Any], content: bytes
) -> tuple[dict[str, object], bytes]:
    """A graph sent as RDF, instead of what is there or beside it."""
    graph = _graph(request["graph"])
    labels: dict[str, ox.BlankNode] = {}

    def fresh(term: Any) -> Any:
        if isinstance(term, ox.BlankNode):  # a node of this document, whatever its label
            return labels.setdefault(term.value, ox.BlankNode(uuid.uuid4().hex))
        return term

    sent = set()
    for quad in ox.parse(
        content, format=_FORMATS[request["media_type"]], base_iri=request["base"] or None
    ):
        if quad.graph_name not in {UNNAMED, graph}:
            raise SyntaxError(f"it holds another graph, {quad.graph_name}")
        sent.add(ox.Quad(fresh(quad.subject), quad.predicate, fresh(quad.object), graph))
    there = set(stores.of(graph))
    created = set()
    if isinstance(graph, ox.NamedNode) and not stores.named.contains_named_graph(graph):
        created.add(graph.value)
    removed = set() if request["merge"] else there - sent
    return _told(stores, sent - there, removed, created)


def _drop(
    stores: Stores, request: Mapping[str, Any], _: bytes
) -> tuple[dict[str, object], bytes]:
    """A graph that goes, with everything in it."""
    graph = _graph(request["graph"])
    dropped = {graph.value} if isinstance(graph, ox.NamedNode) else set()
    head, body = _told(stores, (), stores.of(graph))
    return head | {"dropped": sorted(dropped)}, body


_SORTS: Final = {"listed": _listed, "updated": _updated, "put": _put, "drop": _drop}


def _graph(iri: str) -> Graph:
    return ox.NamedNode(iri) if iri else UNNAMED


def _dump(store: ox.Store, graphs: Iterable[str] | None, *, unnamed: bool) -> set[bytes]:
    """The lines of some graphs in N-Quads (None: of all)."""
    if graphs is None:
        return set((store.dump(format=ox.RdfFormat.N_QUADS) or b"").splitlines())
    lines: set[bytes] = set()
    if unnamed:
        body = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=UNNAMED) or b""
        lines.update(body.splitlines())
    for iri in graphs:
        graph = ox.NamedNode(iri)
        body = store.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=graph) or b""
        end = f"{graph} .".encode()
        lines.update(line[:-1] + end for line in body.splitlines())
    return lines


def _bare(line: bytes) -> bool:
    """Whether a line of N-Quads names no graph."""
    (quad,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    return quad.graph_name == UNNAMED


def _line(quad: ox.Quad) -> bytes:
    return (ox.serialize([quad], format=ox.RdfFormat.N_QUADS) or b"").rstrip(b"\n")


def _told(
    stores: Stores,
    added: Iterable[ox.Quad],
    removed: Iterable[ox.Quad],
    created: Iterable[str] = (),
) -> tuple[dict[str, object], bytes]:
    added, removed = list(added), list(removed)
    new = {quad.graph_name for quad in added} - {UNNAMED, *stores.named.named_graphs()}
    names = {graph.value for graph in new if isinstance(graph, ox.NamedNode)}
    return _head(_lines(added), _lines(removed), names | set(created), ())


def _lines(quads: Iterable[ox.Quad]) -> set[bytes]:
    return set((ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines())


def _head(
    added: set[bytes], removed: set[bytes], created: Iterable[str], dropped: Iterable[str]
) -> tuple[dict[str, object], bytes]:
    parts = [b"".join(line + b"\n" for line in sorted(lines)) for lines in (added, removed)]
    head: dict[str, object] = {
        "size": len(parts[0]),
        "created": sorted(created),
        "dropped": sorted(dropped),
    }
    return head, b"".join(parts)
