"""Shapes aimed at some things only, whatever else in the data they would target.

pyshacl can be told of focus nodes, and then skips the shapes inside shapes (`sh:not`,
`sh:qualifiedValueShape`) for every other node. So each target is written out instead: a
`sh:targetNode` for each of the things it takes in (https://www.w3.org/TR/shacl/#targets).
"""

from collections.abc import Collection, Iterator
from typing import Final

from rdflib import RDF, RDFS, SH, Graph, Node, URIRef

TARGETS: Final = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)


class Aimed:
    """Shapes whose targets can be narrowed down."""

    def __init__(self, shapes: Graph) -> None:
        """Take the shapes apart into what they aim at and the rest."""
        self._targets = [
            (shape, kind, target)
            for kind in TARGETS
            for shape, target in shapes.subject_objects(kind)
        ]
        self._rest = Graph()
        for triple in shapes:
            if triple[1] not in TARGETS:
                self._rest.add(triple)

    def at(self, things: Collection[str], data: Graph) -> Graph:
        """Return the shapes aimed at those of `things` that they target in `data`.

        `data` has the class hierarchy in it.
        """
        aimed = Graph()
        aimed += self._rest
        wanted = {URIRef(thing) for thing in things}
        for shape, kind, target in self._targets:
            for thing in targeted(kind, target, data):
                if thing in wanted:
                    aimed.add((shape, SH.targetNode, thing))
        return aimed


def targeted(kind: Node, target: Node, data: Graph) -> Iterator[Node]:
    """Yield the things of `data`, with the class hierarchy in it, that a target takes in."""
    if kind == SH.targetNode:
        yield target
    elif kind == SH.targetSubjectsOf:
        yield from data.subjects(target, None)
    elif kind == SH.targetObjectsOf:
        yield from data.objects(None, target)
    else:
        for lower in data.transitive_subjects(RDFS.subClassOf, target):
            yield from data.subjects(RDF.type, lower)
