"""What servers send: made alike, and never taken where a part of it is missing."""

import json

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.engine import received
from cetu.engine.call import Received
from cetu.errors import QueryRefused
from cetu.namespaces import PREFIXES

_XSD = "http://www.w3.org/2001/XMLSchema#"
_ROWS = {
    "head": {"vars": ["a", "b"]},
    "results": {
        "bindings": [
            {"a": {"type": "uri", "value": "urn:x"}, "b": {"type": "literal", "value": '甲,\n"'}},
            {"a": {"type": "bnode", "value": "nodeID://b1"}},
        ]
    },
}
_LINES = (
    '<urn:s> <urn:p> "a\\"b\\u4E00"@zh .\n'
    "_:b1\t<urn:p>\t<urn:o> .\n"
    f'<urn:s> <urn:p> "1"^^<{_XSD}integer> .\n'
)


def _rows(body: bytes, most: int = 100) -> received.Told:
    return received.rows(Received({}, received.ROWS, body), received.ROWS, most)


def _graph(body: bytes, most: int = 100, limit: str = "") -> received.Told:
    given = Received({"x-sparql-maxrows": limit}, "application/n-triples", body)
    return received.graph(given, "application/n-triples", most, PREFIXES)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ({"type": "typed-literal", "value": "1", "datatype": _XSD + "boolean"},
         {"type": "literal", "value": "true", "datatype": _XSD + "boolean"}),
        ({"type": "typed-literal", "value": "1", "datatype": _XSD + "integer"},
         {"type": "literal", "value": "1", "datatype": _XSD + "integer"}),
        ({"type": "literal", "value": "甲", "datatype": _XSD + "string"},
         {"type": "literal", "value": "甲"}),
        ({"type": "literal", "value": "甲", "xml:lang": "zh"},
         {"type": "literal", "value": "甲", "xml:lang": "zh"}),
        ({"type": "bnode", "value": "nodeID://b10"}, {"type": "bnode", "value": "bnodeIDb10"}),
    ],
)  # fmt: skip
def test_terms_are_made_alike(cell: dict[str, str], told: dict[str, str]) -> None:
    body = {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": cell}]}}
    answer = json.loads(_rows(json.dumps(body).encode()).body)
    assert answer["results"]["bindings"] == [{"x": told}]


@given(st.data())
def test_half_of_the_rows_is_none(data: st.DataObject) -> None:
    body = json.dumps(_ROWS).encode()
    cut = data.draw(st.integers(0, len(body) - 1))
    with pytest.raises(received.Unreadable):
        _rows(body[:cut])


@given(st.binary())
def test_any_bytes_are_rows_or_an_error(body: bytes) -> None:
    for read in (_rows, _graph):
        try:
            read(body)
        except (received.Unreadable, received.TooMany, QueryRefused):
            continue


@given(st.integers(1, len(_LINES) - 2))
def test_half_of_a_triple_is_an_error(cut: int) -> None:
    part = _LINES[:cut]
    if part.endswith(("\n", " .")):
        assert _graph(part.encode()).rows == part.count(" .")
    else:
        with pytest.raises(received.Unreadable):
            _graph(part.encode())


def test_a_graph_is_read_and_each_triple_once() -> None:
    told = _graph(_LINES.encode() * 2)
    assert (told.kind, told.rows) == ("graph", 3)
    objects = {quad.object for quad in ox.parse(told.body, format=ox.RdfFormat.N_TRIPLES)}
    assert ox.Literal('a"b一', language="zh") in objects


def test_a_triple_in_a_triple_is_refused() -> None:
    deep = "<< " * 10_000 + "<urn:a> <urn:b> <urn:c>" + " >>" * 10_000
    with pytest.raises(received.Unreadable):
        _graph(f"{deep} <urn:p> <urn:o> .\n".encode())
    cell = {"type": "triple", "value": {}}
    with pytest.raises(QueryRefused):
        _rows(
            json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": cell}]}}).encode()
        )


def test_more_than_allowed_or_cut_off_by_the_server() -> None:
    with pytest.raises(received.TooMany):
        _rows(json.dumps(_ROWS).encode(), 1)
    with pytest.raises(received.TooMany):
        _graph(_LINES.encode(), 2)
    with pytest.raises(received.Unreadable, match="first 3 rows"):
        _graph(_LINES.encode(), limit="3")
    assert _graph(_LINES.encode(), limit="4").rows == 3
