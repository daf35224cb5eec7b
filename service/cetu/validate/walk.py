"""What a shape looks at from a thing on: the statements along its paths.

https://www.w3.org/TR/shacl/#property-paths ; shapes inside shapes are followed, too.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from rdflib import RDF, RDFS, SH, Graph, IdentifiedNode, Node, URIRef
from rdflib.collection import Collection as Members

Triple = tuple[Node, Node, Node]

_COMPARED: Final = (SH.lessThan, SH.lessThanOrEquals, SH.equals, SH.disjoint)
_INNER: Final = (SH["not"], SH.node, SH.property, SH.qualifiedValueShape)
_LISTED: Final = (SH["or"], SH["and"], SH.xone)
_REPEATED: Final = (SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath)


def looked_at(
    guards: Graph, shape: Node, thing: Node, data: Graph, *, alone: bool = False
) -> Iterator[Triple]:
    """Yield the statements of `data` that `shape` looks at from `thing` on; some twice.

    Args:
        guards: the shapes graph.
        shape: a node shape or property shape of it.
        thing: the focus node.
        data: what is judged, with the class hierarchy in it.
        alone: without the property shapes of it that have a name, whose findings are their own.
    """
    path = guards.value(shape, SH.path)
    ends = [thing]
    if path is not None:
        rows, ends = follow(guards, path, [thing], data)
        yield from rows
    for kind in _COMPARED:
        for other in guards.objects(shape, kind):
            yield from data.triples((thing, other, None))
    if (shape, SH["class"], None) in guards:
        for end in ends:
            yield from data.triples((end, RDF.type, None))
    for inner in _inner(guards, shape):
        if alone and isinstance(inner, URIRef) and (shape, SH.property, inner) in guards:
            continue
        for end in ends:
            yield from looked_at(guards, inner, end, data)


def _inner(guards: Graph, shape: Node) -> Iterator[Node]:
    for kind in _INNER:
        yield from guards.objects(shape, kind)
    for kind in _LISTED:
        for head in guards.objects(shape, kind):
            if isinstance(head, IdentifiedNode):
                yield from Members(guards, head)


def follow(
    guards: Graph, path: Node, starts: Iterable[Node], data: Graph
) -> tuple[list[Triple], list[Node]]:
    """Return the statements along a path from some things on, and where it ends."""
    rows: list[Triple] = []
    ends: dict[Node, None] = {}
    inverse = guards.value(path, SH.inversePath)
    if inverse is not None:
        for start in starts:
            for row in data.triples((None, inverse, start)):
                rows.append(row)
                ends[row[0]] = None
        return rows, [*ends]
    options = guards.value(path, SH.alternativePath)
    if isinstance(options, IdentifiedNode):
        starts = list(starts)
        for option in Members(guards, options):
            taken, found = follow(guards, option, starts, data)
            rows += taken
            ends.update(dict.fromkeys(found))
        return rows, [*ends]
    for kind in _REPEATED:
        step = guards.value(path, kind)
        if step is not None:
            return _repeated(guards, step, list(starts), data, once=kind == SH.zeroOrOnePath)
    if isinstance(path, IdentifiedNode) and (path, RDF.first, None) in guards:
        found = list(starts)
        for step in Members(guards, path):
            taken, found = follow(guards, step, found, data)
            rows += taken
        return rows, found
    for start in starts:
        for row in data.triples((start, path, None)):
            rows.append(row)
            ends[row[2]] = None
    return rows, [*ends]


def _repeated(
    guards: Graph, step: Node, starts: list[Node], data: Graph, *, once: bool
) -> tuple[list[Triple], list[Node]]:
    rows: list[Triple] = []
    reached = dict.fromkeys(starts)
    new = starts
    while new:
        taken, found = follow(guards, step, new, data)
        rows += taken
        new = [] if once else [node for node in found if node not in reached]
        reached.update(dict.fromkeys(found))
    return rows, [*reached]


def upward(data: Graph, kinds: Iterable[Node]) -> Iterator[Triple]:
    """Yield the statements of the class hierarchy above `kinds`."""
    seen: set[Node] = set()
    todo = list(kinds)
    while todo:
        lower = todo.pop()
        if lower in seen:
            continue
        seen.add(lower)
        for row in data.triples((lower, RDFS.subClassOf, None)):
            yield row
            todo.append(row[2])
