"""Endpoints that are slow, endless, wrong or malicious, on loopback."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cetu.answer import federate
from cetu.answer.federate import Federation
from cetu.errors import CetuError, EngineBusy, RemoteFailed

QUERY = "SELECT * { ?s ?p ?o }"
SERVER = "http://127.0.0.1:9/sparql"
XSD = "http://www.w3.org/2001/XMLSchema#"


def _json(names: list[Any], *rows: dict[str, Any]) -> bytes:
    return json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode()


ONE = _json(["s"], {"s": {"type": "uri", "value": "http://x/1"}})


class Script:
    """What the endpoint does with the next request, and what it was asked."""

    def __init__(self) -> None:
        self.act: Callable[[BaseHTTPRequestHandler], None] = self.say(ONE)
        self.asked: list[tuple[str, str, dict[str, str], str]] = []

    @staticmethod
    def say(
        body: bytes, status: int = 200, **headers: str
    ) -> Callable[[BaseHTTPRequestHandler], None]:
        def act(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(body)

        return act


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def endpoint(script: Script) -> Iterator[str]:
    """The address of an endpoint that does what `script` says."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            script.asked.append(("POST", self.path, dict(self.headers), body))
            try:
                script.act(self)
            except OSError:  # the client broke off
                self.close_connection = True

        def do_GET(self) -> None:
            script.asked.append(("GET", self.path, dict(self.headers), ""))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            del format, args

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/sparql?x=y"
        server.shutdown()
        thread.join()


def _rows(endpoint: str, seconds: float = 30) -> list[dict[str, str | None]]:
    """The rows of an endpoint's answer, as the engine's library reads the block."""
    block = Federation().values(endpoint, QUERY, time.monotonic() + seconds)
    answer = ox.Store().query(f"SELECT * {{ {block} }}")
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    return [
        {name: None if row[name] is None else str(row[name]) for name in names} for row in answer
    ]


def test_the_query_is_sent_as_the_protocol_says(script: Script, endpoint: str) -> None:
    assert _rows(endpoint) == [{"s": "<http://x/1>"}]
    [(method, path, headers, body)] = script.asked
    assert (method, path) == ("POST", "/sparql?x=y")
    assert headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert headers["Accept"] == "application/sparql-results+json"
    assert parse_qs(body) == {"query": [QUERY]}


def test_every_kind_of_term_comes_through(script: Script, endpoint: str) -> None:
    script.act = script.say(
        _json(
            ["a", "b", "c", "d", "e"],
            {
                "a": {"type": "uri", "value": "http://x/é"},
                "b": {"type": "literal", "value": 'q"\\uD800 \n\t\'\'\' """ }} ?a'},
                "c": {"type": "literal", "value": "再贷款", "xml:lang": "zh-Hans"},
                "d": {"type": "typed-literal", "value": "007", "datatype": f"{XSD}integer"},
                "e": {"type": "literal", "value": "x", "datatype": f"{XSD}string"},
            },
            {"a": {"type": "literal", "value": "<&lol;", "datatype": "http://x/XMLLiteral"}},
        )
    )
    assert _rows(endpoint) == [
        {
            "a": "<http://x/é>",
            "b": str(ox.Literal('q"\\uD800 \n\t\'\'\' """ }} ?a')),
            "c": '"再贷款"@zh-hans',
            "d": f'"7"^^<{XSD}integer>',
            "e": '"x"',
        },
        {"a": '"<&lol;"^^<http://x/XMLLiteral>', "b": None, "c": None, "d": None, "e": None},
    ]


def test_no_row_and_a_row_of_nothing(script: Script, endpoint: str) -> None:
    script.act = script.say(_json(["s"]))
    assert _rows(endpoint) == []
    script.act = script.say(_json([], {}))
    assert _rows(endpoint) == [{}]


def test_a_blank_node_has_an_iri_of_its_own(script: Script, endpoint: str) -> None:
    node, other = {"type": "bnode", "value": "b0"}, {"type": "bnode", "value": "b1"}
    script.act = script.say(_json(["s", "t"], {"s": node, "t": other}, {"s": node, "t": node}))
    first, second = _rows(endpoint)
    assert str(first["s"]).startswith("<urn:uuid:")
    assert first["s"] == second["s"] == second["t"] != first["t"]
    assert _rows(endpoint) == [first, second]


BAD: list[object] = [
    b"",
    b"<html/>",
    b"[]",
    b"[" * 100_000,
    b'{"head": {}, "boolean": true}',
    b'{"head": {"vars": ["s"]}, "results": {"bindings": [{"s": {"type": "uri"}}]}}',
    _json(["s } ?x"]),
    _json(["s", "s"]),
    _json([1]),
    _json(["s"], {"s": {"type": "uri", "value": "http://x/> <http://y/"}}),
    _json(["s"], {"s": {"type": "uri", "value": "relative"}}),
    _json(["s"], {"s": {"type": "uri", "value": ["http://x/"]}}),
    _json(["s"], {"s": {"type": "triple", "value": "x"}}),
    _json(["s"], {"s": {"type": "literal", "value": "x", "xml:lang": "en ) } #"}}),
    _json(["s"], {"s": {"type": "literal", "value": "x", "datatype": "http://x/>"}}),
    _json(["s"], {"s": {"type": "literal", "value": "x", "datatype": 3}}),
    b'{"head": {"vars": ["s"]}, "results": {"bindings": '
    b'[{"s": {"type": "literal", "value": "\\ud800"}}]}}',
]


@pytest.mark.parametrize("body", BAD)
def test_an_answer_of_another_form_is_refused(script: Script, endpoint: str, body: bytes) -> None:
    script.act = script.say(body)
    with pytest.raises(RemoteFailed, match="is not in application/sparql-results"):
        _rows(endpoint)


@pytest.mark.parametrize("status", [204, 301, 302, 303, 307, 308, 400, 401, 500, 503])
def test_another_status_fails_and_no_redirect_is_followed(
    script: Script, endpoint: str, status: int
) -> None:
    body = b"" if status == 204 else ONE
    script.act = script.say(body, status, Location=endpoint)
    with pytest.raises(RemoteFailed, match=f"answered {status}"):
        _rows(endpoint)
    time.sleep(0.1)
    assert len(script.asked) == 1


def test_too_many_rows_or_bytes_are_refused_not_cut(
    script: Script, endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"s": {"type": "uri", "value": "http://x/1"}}
    script.act = script.say(_json(["s"], *[row] * 5))
    monkeypatch.setattr(federate, "MOST_ROWS", 5)
    assert len(_rows(endpoint)) == 5
    monkeypatch.setattr(federate, "MOST_ROWS", 4)
    with pytest.raises(RemoteFailed, match="more than 4 rows"):
        _rows(endpoint)
    monkeypatch.setattr(federate, "MOST_BYTES", 100)
    with pytest.raises(RemoteFailed, match="it answered more than"):
        _rows(endpoint)


def _drip(request: BaseHTTPRequestHandler) -> None:
    """Answer for ever, a byte at a time."""
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b" ")
        time.sleep(0.05)


def _half(request: BaseHTTPRequestHandler) -> None:
    """Break off in the middle of the answer."""
    request.send_response(200)
    request.send_header("Content-Length", str(len(ONE)))
    request.end_headers()
    request.wfile.write(ONE[:20])


def test_an_endless_answer_is_broken_off_in_time(script: Script, endpoint: str) -> None:
    script.act = _drip
    began = time.monotonic()
    with pytest.raises(RemoteFailed, match="took too long"):
        _rows(endpoint, seconds=1)
    assert 1 <= time.monotonic() - began < 10


def test_silence_is_broken_off_in_time(script: Script, endpoint: str) -> None:
    script.act = lambda _: time.sleep(3)
    began = time.monotonic()
    with pytest.raises(RemoteFailed, match="took too long"):
        _rows(endpoint, seconds=1)
    assert time.monotonic() - began < 3


def test_half_an_answer_is_none(script: Script, endpoint: str) -> None:
    script.act = _half
    with pytest.raises(RemoteFailed):
        _rows(endpoint)


def test_nobody_there_is_told() -> None:
    with pytest.raises(RemoteFailed, match="An endpoint named by SERVICE failed"):
        _rows("http://127.0.0.1:1/sparql")


def test_a_few_are_waited_for_at_once(script: Script, endpoint: str) -> None:
    going = threading.Event()

    def wait(request: BaseHTTPRequestHandler) -> None:
        going.wait(20)
        script.say(ONE)(request)

    script.act = wait
    federation = Federation()
    given: list[str] = []

    def ask() -> None:
        given.append(federation.values(endpoint, QUERY, time.monotonic() + 30))

    threads = [threading.Thread(target=ask) for _ in range(federate.MOST_CALLS)]
    for thread in threads:
        thread.start()
    while len(script.asked) < federate.MOST_CALLS:
        time.sleep(0.01)
    with pytest.raises(EngineBusy):
        federation.values(endpoint, QUERY, time.monotonic() + 0.2)
    going.set()
    for thread in threads:
        thread.join()
    assert given == ["VALUES (?s) { (<http://x/1>) }"] * federate.MOST_CALLS


_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("stv"), inner, max_size=3)
    ),
    max_leaves=6,
)
_CELL = st.fixed_dictionaries(
    {"type": st.sampled_from(["uri", "literal", "bnode", "typed-literal", "x"]), "value": _ANY},
    optional={"xml:lang": _ANY, "datatype": _ANY},
)


@settings(deadline=None, max_examples=300)
@given(_CELL)
def test_any_cell_is_one_term_or_an_error(cell: dict[str, Any]) -> None:
    """Whatever an endpoint sends, the block holds one term of it or is not made."""
    try:
        block = federate._values(
            {"head": {"vars": ["s"]}, "results": {"bindings": [{"s": cell}]}}, SERVER
        )
    except (AttributeError, KeyError, TypeError, ValueError, CetuError):
        return
    answer = ox.Store().query(f"SELECT * {{ {block} }}")
    assert isinstance(answer, ox.QuerySolutions)
    assert [variable.value for variable in answer.variables] == ["s"]
    [row] = answer
    if cell["type"] in {"literal", "typed-literal"}:
        assert isinstance(row["s"], ox.Literal)
        assert row["s"].value == cell["value"]
