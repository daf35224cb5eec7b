"""Whether two results say the same: bags of rows, blank nodes renamed one to one.

A graph is a bag of rows of three terms, a dataset one of four. Numbers, truth values and times are
compared by datatype and value, every other literal by its lexical form, datatype and language, as
the suites' own guide has it (https://w3c.github.io/rdf-tests/sparql/sparql11/#queryevaltests): how
a computed number is written is nowhere laid down.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node

Row = tuple[Node | None, ...]

_ROW: Final = "urn:x-row:"
_OF_TIME: Final = {XSD.date, XSD.dateTime, XSD.time}
_UTC: Final = re.compile(r"[+-]00:00$")


def same(expected: Iterable[Row], given: Iterable[Row]) -> bool:
    """Whether both are the same bag of rows."""
    left, right = _plain(expected), _plain(given)
    if len(left) != len(right):
        return False
    ground_left, ground_right = (Counter(filter(_is_ground, rows)) for rows in (left, right))
    return ground_left == ground_right and isomorphic(_as_graph(left), _as_graph(right))


def same_reduced(expected: Iterable[Row], given: Iterable[Row]) -> bool:
    """Whether `given` has each row of `expected` at least once and no row more often.

    What REDUCED may give; only for rows without blank nodes.
    """
    left, right = Counter(_plain(expected)), Counter(_plain(given))
    return left.keys() == right.keys() and right <= left


def same_sequence(expected: Iterable[Row], given: Iterable[Row]) -> bool:
    """Whether both are the same rows in the same order."""
    left, right = _plain(expected), _plain(given)
    if len(left) != len(right):
        return False
    there: dict[Node, Node] = {}
    back: dict[Node, Node] = {}
    for one, other in zip(left, right, strict=True):
        for term, fellow in zip(one, other, strict=True):
            if isinstance(term, BNode) and isinstance(fellow, BNode):
                if (there.setdefault(term, fellow), back.setdefault(fellow, term)) != (
                    fellow,
                    term,
                ):
                    return False
            elif term != fellow:
                return False
    return True


def _plain(rows: Iterable[Row]) -> list[Row]:
    return [tuple(map(_term, row)) for row in rows]


def _term(term: Node | None) -> Node | None:
    """A literal in one way of writing; in RDF 1.1 a simple one is an xsd:string."""
    if not isinstance(term, Literal):
        return term
    if term.language:
        return Literal(str(term), lang=term.language.lower())
    datatype = term.datatype or XSD.string
    return Literal(_written(term), datatype=datatype, normalize=False)


def _written(literal: Literal) -> str:
    """The one way of writing a number, truth value or time; else the literal's own way."""
    value = literal.value
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case Decimal():
            return f"{value.normalize():f}"
    if literal.datatype in _OF_TIME:
        return _UTC.sub("Z", str(literal))
    return str(literal)


def _is_ground(row: Row) -> bool:
    return not any(isinstance(term, BNode) for term in row)


def _as_graph(rows: Sequence[Row]) -> Graph:
    """The rows with blank nodes, each as a node that points to its terms."""
    graph = Graph()
    for row in rows:
        if not _is_ground(row):
            node = BNode()
            for place, term in enumerate(row):
                if term is not None:
                    graph.add((node, URIRef(f"{_ROW}{place}"), term))
    return graph
