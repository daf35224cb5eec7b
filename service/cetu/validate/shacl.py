"""SHACL itself, core and SPARQL-based constraints: shapes and data in, results out.

https://www.w3.org/TR/shacl/ ; pyshacl runs it. What our shapes' findings say of a result is in
`shapes`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pyshacl
import pyshacl.shape
import rdflib
from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS, CONSTRAINT_PARAMETERS_MAP
from rdflib import OWL, RDF, SH, XSD, BNode, Graph, IdentifiedNode, Literal, Node, URIRef
from rdflib.collection import Collection

from cetu.errors import CheckFailed

_PARAMETERS: Final = (frozenset(ALL_CONSTRAINT_PARAMETERS), CONSTRAINT_PARAMETERS_MAP)
_REPEATED: Final = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}
_TRUE: Final = Literal("true", datatype=XSD.boolean, normalize=False)


@dataclass(frozen=True, slots=True)
class Result:
    """One validation result (https://www.w3.org/TR/shacl/#results-validation-result).

    `path` is as SPARQL writes it; "" where there is none.
    """

    focus: Node
    path: str
    value: Node | None
    severity: Node
    component: Node
    shape: Node
    messages: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Validated:
    """The results of a run; it `conforms` where there are none, of whatever severity."""

    conforms: bool
    results: tuple[Result, ...]


def read(path: Path, base: str = "") -> Graph:
    """Return the triples of a Turtle file, each literal written as in the file.

    Args:
        path: the file.
        base: the IRI that relative ones are resolved against.

    Raises:
        SyntaxError: it is not Turtle.
    """
    graph = Graph()
    for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE, base_iri=base or None):
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: object) -> IdentifiedNode | Literal:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.language:
            return Literal(term.value, lang=term.language)
        kind = None if term.datatype.value == str(XSD.string) else URIRef(term.datatype.value)
        return Literal(term.value, datatype=kind, normalize=False)
    raise TypeError(f"no term of RDF 1.1: {term}")


def validate(data: Graph, shapes: Graph) -> Validated:
    """Return the results of `shapes` on `data`, which has the class hierarchy in it.

    Raises:
        CheckFailed: the shapes are ill-formed, or a constraint could not be run.
    """
    # As it comes, this is a list of terms that pyshacl searches for every statement of every shape.
    vars(pyshacl.shape)["CONSTRAINT_PARAMS"] = _PARAMETERS
    kept = rdflib.NORMALIZE_LITERALS
    try:
        conforms, found, text = pyshacl.validate(
            data,
            shacl_graph=_as_specified(shapes),
            inference="none",
            advanced=False,
            meta_shacl=False,
            inplace=True,  # nothing is inferred, so nothing is written and no copy is needed
        )
    except MemoryError:
        raise
    except Exception as error:  # also of patterns and queries in shapes, which rdflib raises bare
        raise unusable(str(error)) from error
    finally:
        rdflib.NORMALIZE_LITERALS = kept  # pyshacl leaves it changed
    if not isinstance(found, Graph):
        raise unusable(str(text))
    results = (_result(found, node) for node in found.objects(None, SH.result))
    return Validated(bool(conforms), tuple(results))


def _as_specified(shapes: Graph) -> Graph:
    """Return `shapes` so that pyshacl does with them what the specification says.

    `sh:uniqueLang` is for the literal `true` alone, not for `"1"^^xsd:boolean`
    (https://www.w3.org/TR/shacl/#UniqueLangConstraintComponent), and prefixes are also those that
    the ontology named by `sh:prefixes` imports (https://www.w3.org/TR/shacl/#sparql-prefixes).
    """
    others = [row for row in shapes.triples((None, SH.uniqueLang, None)) if row[2] != _TRUE]
    imported = [
        (named, SH.declare, prefix)
        for named in set(shapes.objects(None, SH.prefixes))
        for ontology in shapes.transitive_objects(named, OWL.imports)
        for prefix in shapes.objects(ontology, SH.declare)
        if ontology != named
    ]
    if not others and not imported:
        return shapes
    specified = Graph()
    specified += shapes
    for row in others:
        specified.remove(row)
    for row in imported:
        specified.add(row)
    return specified


def _result(results: Graph, node: Node) -> Result:
    def one(predicate: URIRef) -> Node:
        found = results.value(node, predicate)
        assert found is not None  # noqa: S101 - each result has it
        return found

    path = results.value(node, SH.resultPath)
    messages = (m for m in results.objects(node, SH.resultMessage) if isinstance(m, Literal))
    return Result(
        focus=one(SH.focusNode),
        path="" if path is None else path_text(results, path),
        value=results.value(node, SH.value),
        severity=one(SH.resultSeverity),
        component=one(SH.sourceConstraintComponent),
        shape=one(SH.sourceShape),
        messages=tuple(messages),
    )


def path_text(graph: Graph, path: Node) -> str:
    """Return a SHACL path as SPARQL writes it, IRIs whole in angle brackets.

    https://www.w3.org/TR/shacl/#property-paths
    """
    return _written(graph, path)[1]


_ALTERNATIVE, _SEQUENCE, _INVERSE, _REPEAT, _PRIMARY = range(5)
"""How tightly a form of path binds (https://www.w3.org/TR/sparql11-query/#rPath)."""


def _written(graph: Graph, path: Node) -> tuple[int, str]:
    """How tightly a path binds, and how it is written."""
    if isinstance(path, URIRef):
        return _PRIMARY, f"<{path}>"
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return _INVERSE, f"^{_within(graph, inverse, _REPEAT)}"
    alternatives = graph.value(path, SH.alternativePath)
    if isinstance(alternatives, IdentifiedNode):
        ways = Collection(graph, alternatives)
        return _ALTERNATIVE, "|".join(_within(graph, way, _SEQUENCE) for way in ways)
    for predicate, sign in _REPEATED.items():
        repeated = graph.value(path, predicate)
        if repeated is not None:
            return _REPEAT, f"{_within(graph, repeated, _PRIMARY)}{sign}"
    if graph.value(path, RDF.first) is not None and isinstance(path, IdentifiedNode):
        steps = Collection(graph, path)
        return _SEQUENCE, "/".join(_within(graph, step, _INVERSE) for step in steps)
    return _PRIMARY, f"<{path}>"


def _within(graph: Graph, path: Node, tightness: int) -> str:
    """A path within one that binds so tightly: in brackets, if need be."""
    own, text = _written(graph, path)
    return text if own >= tightness else f"({text})"


def unusable(reason: str) -> CheckFailed:
    """Return the error for shapes that cannot be run for this reason."""
    return CheckFailed(
        f"The shapes could not be run: {reason}",
        f"形状检查未能运行：{reason}",
        hint="Correct the Turtle files under shapes/.",
        hint_zh="请改正 shapes/ 下的 Turtle 文件。",
    )
