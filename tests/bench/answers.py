"""Answers of different engines made comparable.

Rows count as the same whatever their order; a number is its value, however it is written; blank
nodes are all the same. Two habits of Virtuoso are known: an ASK is a row with a number, and a truth
value is 1 or 0.
"""

import json
from collections import Counter
from collections.abc import Hashable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import pyoxigraph as ox

_NUMBERS: Final = ("integer", "decimal", "double", "float", "Integer", "int", "boolean")
_TRUTH: Final = {"true": "1", "false": "0"}

Rows = Counter[Hashable]


def of(body: bytes, *, graph: bool) -> Rows:
    """Return the rows of an answer in JSON, or the triples of a graph in Turtle."""
    if graph:
        triples = ox.parse(body, format=ox.RdfFormat.TURTLE)
        return Counter(
            (_term(one.subject), one.predicate.value, _term(one.object)) for one in triples
        )
    result = json.loads(body)
    if "boolean" in result:
        return Counter([str(int(result["boolean"]))])
    bindings = result["results"]["bindings"]
    if result["head"]["vars"] == ["__ASK_RETVAL"]:
        return Counter([bindings[0]["__ASK_RETVAL"]["value"]])
    return Counter(_row(row) for row in bindings)


def _row(row: Mapping[str, Mapping[str, Any]]) -> Hashable:
    return frozenset((name, value["type"] == "uri", _value(value)) for name, value in row.items())


def _value(term: Mapping[str, Any]) -> str:
    if term["type"] == "bnode" or term["value"].startswith("nodeID://"):
        return "_:"
    kind = str(term.get("datatype", "")).rpartition("#")[2]
    return _plain(term["value"], kind) + "@" + str(term.get("xml:lang", ""))


def _term(term: object) -> str:
    if isinstance(term, ox.Literal):
        kind = term.datatype.value.rpartition("#")[2]
        return f"{_plain(term.value, kind)}@{term.language or ''}"
    return "_:" if isinstance(term, ox.BlankNode) else str(getattr(term, "value", term))


def _plain(text: str, kind: str) -> str:
    if kind.endswith(_NUMBERS):
        try:
            return f"{Decimal(_TRUTH.get(text, text)).normalize():f}"
        except InvalidOperation:
            return text
    return text
