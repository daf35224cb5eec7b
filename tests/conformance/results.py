"""Results of queries, read from their formats.

XML, JSON, TSV and CSV of the SPARQL 1.1 recommendations, and the RDF vocabulary in which the
tests of SPARQL 1.0 state theirs.
"""

import csv
import io
import re
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.query import Result
from rdflib.term import Node
from tests.conformance.comparison import Row

RS: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")

XML: Final = "application/sparql-results+xml"
JSON: Final = "application/sparql-results+json"
CSV: Final = "text/csv"
TSV: Final = "text/tab-separated-values"
GRAPHS: Final = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}
"""Media types of graphs, and what rdflib calls them."""
_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
_CELL: Final = "urn:x-cell:"
_PARSERS: Final = {XML: "xml", JSON: "json"}


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a SELECT; `ordered` says that their order is part of it."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    ordered: bool = False

    def by(self, variables: tuple[str, ...]) -> list[Row]:
        """The rows with their columns in the order of `variables`."""
        places = [self.variables.index(name) for name in variables]
        return [tuple(row[place] for place in places) for row in self.rows]


Outcome = Table | bool | Graph


def read(body: bytes, media_type: str, base: str = "") -> Outcome:
    """Read a result.

    Raises:
        ValueError: the media type is none of a result's, or the body is not of it.
    """
    if media_type in GRAPHS:
        return Graph().parse(data=body, format=GRAPHS[media_type], publicID=base)
    if media_type == CSV:
        return _of_csv(body.decode())
    if media_type == TSV:
        return _of_tsv(body.decode())
    if media_type not in _PARSERS:
        raise ValueError(f"{media_type or 'no media type'} is no format of a result")
    result = Result.parse(io.BytesIO(body), format=_PARSERS[media_type])
    if result.type == "ASK":
        return bool(result.askAnswer)
    variables = tuple(map(str, result.vars or ()))
    rows = (tuple(bindings.get(name) for name in result.vars or ()) for bindings in result.bindings)
    return Table(variables, tuple(rows))


def stated(graph: Graph) -> Outcome:
    """The result that a graph states in the tests' own vocabulary; else the graph itself."""
    node = graph.value(None, RDF.type, RS.ResultSet)
    if node is None:
        return graph
    if (truth := graph.value(node, RS.boolean)) is not None:
        return str(truth) == "true"
    variables = tuple(sorted(map(str, graph.objects(node, RS.resultVariable))))
    rows: list[tuple[int, Row]] = []
    for solution in graph.objects(node, RS.solution):
        index = graph.value(solution, RS["index"])
        bound = {
            str(graph.value(binding, RS.variable)): graph.value(binding, RS.value)
            for binding in graph.objects(solution, RS.binding)
        }
        rows.append(
            (-1 if index is None else int(str(index)), tuple(bound.get(v) for v in variables))
        )
    ordered = bool(rows) and all(place >= 0 for place, _ in rows)
    if ordered:
        rows.sort(key=lambda row: row[0])
    return Table(variables, tuple(row for _, row in rows), ordered)


def _of_csv(text: str) -> Table:
    """CSV tells blank nodes alone from text; text that is a number is compared as one.

    The suite itself states 1.0e6 of its data as 1.0E6 (csv03).
    """
    head, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    return Table(tuple(head), tuple(tuple(map(_of_cell, line)) for line in lines))


def _of_tsv(text: str) -> Table:
    """TSV writes terms as Turtle does: a Turtle parser reads them, row by row and column by column.

    rdflib's own reader of TSV changes how numbers are written.
    """
    head, *lines = (line.split("\t") for line in text.removesuffix("\n").split("\n"))
    cells = [
        f"<{_CELL}{row}> <{_CELL}{column}> {cell} ."
        for row, line in enumerate(lines)
        for column, cell in enumerate(line)
        if cell
    ]
    terms = Graph().parse(data="\n".join(cells), format="turtle")
    rows = (
        tuple(
            terms.value(URIRef(f"{_CELL}{row}"), URIRef(f"{_CELL}{column}"))
            for column in range(len(head))
        )
        for row in range(len(lines))
    )
    return Table(tuple(name.removeprefix("?") for name in head), tuple(rows))


def _of_cell(cell: str) -> Node:
    if cell.startswith("_:"):
        return BNode(cell[2:])
    return Literal(cell, datatype=XSD.double if _NUMBER.fullmatch(cell) else XSD.string)
