"""How far the verdict of shapes reaches: what must be at hand to judge a thing.

For the SHACL core that our shapes use: paths of properties, inverses, alternatives and sequences,
and `sh:class` of what they end at.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rdflib import RDF, RDFS, SH, Graph, IdentifiedNode, Node
from rdflib.collection import Collection


@dataclass(frozen=True, slots=True)
class Reach:
    """All as IRIs.

    `links` are followed forward and `backward` also backward, at most `depth` of them in a row. A
    change of a `deep` property of a thing bears on things that lead to it. `targets` are the
    classes, properties and things that shapes are about.
    """

    links: frozenset[str]
    backward: frozenset[str]
    deep: frozenset[str]
    targets: frozenset[str]
    depth: int


def reach(shapes: Graph, classes: Graph) -> Reach:
    """Return the reach of `shapes`, which take in instances of the subclasses in `classes`."""
    paths = [
        list(steps) for path in shapes.objects(None, SH.path) for steps in _sequences(shapes, path)
    ]
    return Reach(
        links=frozenset(str(step) for steps in paths for step in steps),
        backward=frozenset(str(step) for step in shapes.objects(None, SH.inversePath)),
        deep=frozenset({str(RDF.type), *(str(step) for steps in paths for step in steps[1:])}),
        targets=frozenset(map(str, _targets(shapes, classes))),
        depth=max(map(len, paths), default=0),
    )


def _sequences(shapes: Graph, path: Node) -> Iterator[tuple[Node, ...]]:
    """Yield the properties of each way that `path` leads, in order."""
    if (inverse := shapes.value(path, SH.inversePath)) is not None:
        yield from _sequences(shapes, inverse)
    elif isinstance(ways := shapes.value(path, SH.alternativePath), IdentifiedNode):
        for way in Collection(shapes, ways):
            yield from _sequences(shapes, way)
    elif isinstance(path, IdentifiedNode) and shapes.value(path, RDF.first) is not None:
        yield from _joined(shapes, list(Collection(shapes, path)))
    else:
        yield (path,)


def _joined(shapes: Graph, parts: list[Node]) -> Iterator[tuple[Node, ...]]:
    if not parts:
        yield ()
        return
    for first in _sequences(shapes, parts[0]):
        for rest in _joined(shapes, parts[1:]):
            yield (*first, *rest)


def _targets(shapes: Graph, classes: Graph) -> Iterator[Node]:
    for target in (SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode):
        yield from shapes.objects(None, target)
    for named in shapes.objects(None, SH.targetClass):
        yield from (
            kind for kind in classes.transitive_subjects(RDFS.subClassOf, named) if kind is not None
        )
