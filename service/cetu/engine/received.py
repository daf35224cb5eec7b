"""What a remote server answers, brought to the form in which our own engine answers.

Servers differ in what RDF leaves open: the names of blank nodes, `"1"` or `"true"` for true,
whether a plain string says that it is an `xsd:string`. Here they are made alike. An answer that is
not whole is an error: rows are read to the last bracket, triples to the last full stop.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

import pyoxigraph as ox

from cetu.engine.call import Received
from cetu.engine.formats import ROW_TYPES
from cetu.engine.worker import GRAPH_FORMATS, ROW_FORMATS, boolean, in_order
from cetu.errors import QueryRefused

ROWS: Final = "application/sparql-results+json"
GRAPHS: Final = "application/n-triples, text/plain;q=0.5"
"""What a server is asked for; whatever the caller wants is made from these."""

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_TRUTH: Final = {"1": "true", "0": "false"}
_NO_LABEL: Final = re.compile(r"[^A-Za-z0-9]+")
_CONTROL: Final = r"\x00-\x20<>\"{}|^`\\"
_IRI: Final = rf"<(?:[^{_CONTROL}]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*+>"
_STRING: Final = r'"(?:[^"\\\n\r]|\\.)*+"'
_TRIPLE: Final = re.compile(
    rf"[ \t]*(?:{_IRI}|(?P<s>_:[^ \t<]+))[ \t]*{_IRI}[ \t]*"
    rf"(?:{_IRI}|(?P<o>_:[^ \t]+)|{_STRING}(?:@[A-Za-z0-9-]+|\^\^{_IRI})?)[ \t]*\.[ \t]*(?:#.*)?"
)
"""A line of N-Triples 1.1 (https://www.w3.org/TR/n-triples/): no triple inside a triple, whose
nesting would end the process of a parser that recurses."""


class Unreadable(Exception):
    """The answer is not what it is said to be, or not whole; the message says how."""


class TooMany(Exception):
    """The answer has more rows or triples than allowed."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as our own engine would give it, and how many rows or triples it has."""

    kind: Literal["bindings", "boolean", "graph"]
    body: bytes
    rows: int


def rows(received: Received, media_type: str, most: int) -> Told:
    """Return the answer to a SELECT or an ASK as `media_type`.

    Raises:
        Unreadable, TooMany: see there.
        QueryRefused: a cell holds a triple term.
    """
    kind: Literal["bindings", "boolean"] = "bindings"
    count = 1
    try:
        result = json.loads(received.body)
        if "boolean" in result:
            kind = "boolean"
            told = {"head": {}, "boolean": bool(result["boolean"])}
        else:
            found = result["results"]["bindings"]
            count = len(found)
            _count(count, received, most)
            cells = [{name: _cell(cell) for name, cell in row.items()} for row in found]
            told = {"head": {"vars": result["head"]["vars"]}, "results": {"bindings": cells}}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable(f"no SPARQL results in JSON, or not all of them ({error})") from None
    body = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    if media_type != ROW_TYPES[0]:
        parsed = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        if isinstance(parsed, ox.QueryBoolean):
            return Told(kind, boolean(parsed, media_type), count)
        body = parsed.serialize(format=ROW_FORMATS[media_type]) or b""
    return Told(kind, body, count)


def graph(received: Received, media_type: str, most: int, prefixes: Mapping[str, str]) -> Told:
    """Return a graph as `media_type`, each triple once.

    Raises:
        Unreadable, TooMany: see there.
    """
    try:
        text = received.body.decode()
    except UnicodeDecodeError as error:
        raise Unreadable(str(error)) from None
    if received.media_type not in {"application/n-triples", "text/plain"}:
        raise Unreadable(f"a graph as {received.media_type or 'nothing named'}")
    lines = [_checked(line) for line in re.split(r"[\r\n]+", text) if line.strip()]
    try:
        quads = ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES)
        triples = list(dict.fromkeys(quad.triple for quad in quads))
    except (SyntaxError, ValueError) as error:
        raise Unreadable(f"no N-Triples ({error})") from None
    _count(len(lines), received, most)
    body = ox.serialize(triples, format=GRAPH_FORMATS[media_type], prefixes=dict(prefixes)) or b""
    return Told("graph", in_order(body, media_type, len(prefixes)), len(triples))


def _count(found: int, received: Received, most: int) -> None:
    if found > most:
        raise TooMany
    # Virtuoso says how many rows it sends at most, and not whether there were more.
    limit = received.headers.get("x-sparql-maxrows", "")
    if limit.isdecimal() and found >= int(limit):
        raise Unreadable(
            f"the first {limit} rows, at which that server cuts off (ResultSetMaxRows)"
        )


def _cell(cell: Mapping[str, Any]) -> dict[str, str]:
    kind, value = cell["type"], cell["value"]
    if kind == "triple":
        raise QueryRefused("A triple term fits no table.", "三元组项无法放入表格。")
    if not isinstance(value, str):
        raise TypeError(f"a value that is no text: {type(value).__name__}")
    if kind == "uri":
        return {"type": "uri", "value": value}
    if kind == "bnode":
        return {"type": "bnode", "value": _label(value)}
    if kind not in {"literal", "typed-literal"}:  # the latter is of the drafts; Virtuoso writes it
        raise TypeError(f"a term of a kind “{kind}”")
    told = {"type": "literal", "value": value}
    datatype = cell.get("datatype")
    if language := cell.get("xml:lang"):
        told["xml:lang"] = str(language)
    elif datatype == _XSD + "boolean":
        told |= {"value": _TRUTH.get(value, value), "datatype": datatype}
    elif datatype and datatype != _XSD + "string":
        told["datatype"] = str(datatype)
    return told


def _label(name: str) -> str:
    """A blank node's label that every format can write (Virtuoso's are `nodeID://b10000`)."""
    return "b" + _NO_LABEL.sub("", name)


def _checked(line: str) -> str:
    found = _TRIPLE.fullmatch(line)
    if not found:
        raise Unreadable(f"no triple, or half of one: {line[:80]}")
    for name in ("o", "s"):  # from the end, so that places stay what they are
        if node := found[name]:
            start, end = found.span(name)
            line = f"{line[:start]}_:{_label(node[2:])} {line[end:]}"
    return line
