"""Tests of query evaluation: load the data, ask the query, compare the result.

https://www.w3.org/TR/sparql11-query/ and the formats of its results.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urljoin

from rdflib import Graph, URIRef
from rdflib.term import Node
from tests.conformance import results
from tests.conformance.comparison import Row, same, same_reduced, same_sequence
from tests.conformance.endpoint import Data, Endpoint, media_type, told
from tests.conformance.manifest import MF, QT, Case
from tests.conformance.results import Table
from tests.conformance.verdict import PASSED, Unmet, Verdict

_FORMATS: Final = {
    "srx": results.XML,
    "srj": results.JSON,
    "csv": results.CSV,
    "tsv": results.TSV,
}
"""The format a result is asked in: the one that the test states it in."""
_GRAPH_ACCEPT: Final = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.8"
_FROM: Final = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
_STAR: Final = re.compile(r"\bSELECT\s+((DISTINCT|REDUCED)\s+)?\*", re.IGNORECASE)


def run(case: Case, endpoint: Endpoint) -> Verdict:
    """Run a test of query evaluation.

    Raises:
        Unmet: the result is not the one expected.
    """
    action = case.one(case.node, MF.action)
    assert action is not None
    query_iri = case.one(action, QT.query)
    assert query_iri is not None
    query = case.files.text(query_iri)
    endpoint.load(_data(case, action, str(query_iri), query))
    expected = _expected(case)
    accept = _FORMATS.get(_suffix(case), results.JSON)
    if isinstance(expected, Graph):
        accept = _GRAPH_ACCEPT
    response = endpoint.query(f"BASE <{query_iri}>\n{query}", accept)
    if not response.is_success:
        raise Unmet(told(response))
    kind = media_type(response)
    if kind not in accept:
        raise Unmet(f"asked for {accept}, got {kind or 'no content type'}")
    _compare(case, query, expected, results.read(response.content, kind, str(query_iri)))
    return PASSED


def _data(case: Case, action: Node, query_iri: str, query: str) -> Data:
    """The dataset of a test: what the manifest states, and the graphs that the query names."""
    default = case.all(action, QT.data)
    named = set(case.all(action, QT.graphData))
    named |= {URIRef(urljoin(query_iri, name)) for name in _FROM.findall(query)}
    return dataset(case, default, {str(iri): iri for iri in sorted(named, key=str)})


def dataset(case: Case, default: Sequence[Node], named: Mapping[str, Node]) -> Data:
    """A dataset of files: those merged in its default graph, and those of its named graphs."""
    merged = Graph()
    for iri in default:
        merged += case.files.graph(iri)
    return Data(
        f"{sorted(map(str, default))} {sorted((k, str(v)) for k, v in named.items())}",
        merged,
        {name: case.files.graph(iri) for name, iri in named.items()},
    )


def _suffix(case: Case) -> str:
    return str(case.one(case.node, MF.result)).rpartition(".")[2]


def _expected(case: Case) -> results.Outcome:
    iri = case.one(case.node, MF.result)
    assert iri is not None
    suffix = _suffix(case)
    if suffix in _FORMATS:
        return results.read(case.files.text(iri).encode(), _FORMATS[suffix])
    return results.stated(case.files.graph(iri))


def _compare(case: Case, query: str, expected: results.Outcome, given: results.Outcome) -> None:
    if isinstance(expected, Table) and isinstance(given, Table):
        _compare_tables(case, query, expected, given)
    elif isinstance(expected, Graph) and isinstance(given, Graph):
        if not same(expected, given):
            raise Unmet(difference(list(expected), list(given)))
    elif type(expected) is not type(given) or expected != given:
        raise Unmet(f"expected {expected!r}, got {given!r}")


def _compare_tables(case: Case, query: str, expected: Table, given: Table) -> None:
    if set(expected.variables) != set(given.variables):
        raise Unmet(f"expected the variables {expected.variables}, got {given.variables}")
    # The order of the columns of SELECT * is nowhere laid down; that of named ones is.
    in_order = _suffix(case) in {"csv", "tsv"} and not _STAR.search(query)
    if in_order and expected.variables != given.variables:
        raise Unmet(f"expected columns in the order {expected.variables}")
    there, here = list(expected.rows), given.by(expected.variables)
    if case.one(case.node, MF.resultCardinality) == MF.LaxCardinality:
        if not same_reduced(there, here):
            raise Unmet(difference(there, here))
        return
    if not same(there, here):
        raise Unmet(difference(there, here))
    if expected.ordered and not same_sequence(there, here):
        raise Unmet(f"the same rows in another order: {_shown(here)}")


def difference(there: list[Row], here: list[Row]) -> str:
    """Say in what two bags of rows differ."""
    return (
        f"{len(there)} rows expected, {len(here)} given; "
        f"missing: {_shown(_without(there, here))}; not expected: {_shown(_without(here, there))}"
    )


def _without(rows: list[Row], others: list[Row]) -> list[Row]:
    return [row for row in rows if row not in others]


def _shown(rows: list[Row]) -> str:
    shown = (
        "(" + ", ".join("-" if term is None else term.n3() for term in row) + ")"
        for row in rows[:3]
    )
    return " ".join(shown) + (" …" if len(rows) > 3 else "")
