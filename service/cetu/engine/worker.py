"""A worker: answers queries from the store it was forked with, and can do nothing else.

It may not open a file or a socket (its limit of descriptors is what it already holds), has a cap on
memory, and ends when its caller or its host ends.
"""

import contextlib
import ctypes
import itertools
import operator
import os
import re
import resource
import select
import signal
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

import pyoxigraph as ox

from cetu.engine import wire
from cetu.engine.dataset import Datasets
from cetu.engine.state import Stores

STACK_BYTES: Final = 512 << 20
"""Stack of the thread that runs queries: the parser recurses, and 8 MiB ended the process."""
_SOCKET: Final = 3
_PR_SET_PDEATHSIG: Final = 1

ROW_FORMATS: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS: Final = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/trig": ox.RdfFormat.TRIG,
}
_JSON_STRING: Final = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
_CSV_STRING: Final = re.compile(rb'"[^"]*+"')


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps of a worker; the memory is what it may take beyond the snapshot it shares."""

    memory_bytes: int
    max_rows: int
    max_bytes: int


class _CapCrossed(Exception):
    """The answer has more rows or bytes than allowed."""


class _Sink:
    """Takes the bytes of an answer, up to a cap."""

    def __init__(self, cap: int) -> None:
        self.body = bytearray()
        self._cap = cap

    def write(self, data: bytes) -> int:
        if len(self.body) + len(data) > self._cap:
            raise _CapCrossed("bytes")
        self.body += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""


def run(stores: Stores, caller: int, limits: Limits, prefixes: Mapping[str, str]) -> NoReturn:
    """Answer queries at the socket with descriptor `caller` until it closes; never return."""
    datasets = Datasets(stores)
    serve(caller, limits, lambda head, _: answer(datasets, head, limits, prefixes))


Handle = Callable[[dict[str, Any], bytes], tuple[dict[str, object], bytes | bytearray]]
"""What a process does with a message (head, body): it gives the message to send back."""


def serve(caller: int, limits: Limits, handle: Handle) -> NoReturn:
    """Be a process that can do nothing but `handle` what comes in at a socket; never return."""
    try:
        _confine(caller, limits.memory_bytes)
        sock = socket.socket(fileno=_SOCKET)
        threading.stack_size(STACK_BYTES)
        threading.Thread(target=_answer_all, args=(sock, handle), daemon=True).start()
        hangup = select.poll()
        hangup.register(_SOCKET, 0)  # no event asked for: woken by the hang-up only
        hangup.poll()
    finally:
        os._exit(0)


def _confine(caller: int, memory_bytes: int) -> None:
    host = os.getsid(0)  # it began this session; who our parent is may have changed by now
    with contextlib.suppress(AttributeError, OSError):  # Linux; elsewhere the hang-up ends us
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != host:  # the host died before it could be said
        os._exit(0)
    null = os.open(os.devnull, os.O_RDWR)
    for number in range(3):
        os.dup2(null, number)
    os.dup2(caller, _SOCKET)
    os.closerange(_SOCKET + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    used = 0
    with contextlib.suppress(OSError):
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    for limit, value in (
        (resource.RLIMIT_AS, used + memory_bytes),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _SOCKET + 1),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))


def _answer_all(sock: socket.socket, handle: Handle) -> None:
    try:
        while True:
            wire.send(sock, *handle(*wire.receive(sock)))
    finally:  # a panic of the engine, or the caller gone: let the host put a fresh worker here
        os._exit(1)


def answer(
    datasets: Datasets, request: Mapping[str, Any], limits: Limits, prefixes: Mapping[str, str]
) -> tuple[dict[str, object], bytes | bytearray]:
    """Run one query; return the head (`kind`, or `error` and `message`) and the body."""
    try:
        return _evaluate(datasets, request, limits, prefixes)
    except SyntaxError as error:
        return {"error": "malformed", "message": str(error)}, b""
    except _CapCrossed as error:
        return {"error": "exhausted", "message": str(error)}, b""
    except MemoryError:
        return {"error": "exhausted", "message": "memory"}, b""
    except (RuntimeError, ValueError, OSError) as error:
        return {"error": "failed", "message": str(error)}, b""


def _evaluate(
    datasets: Datasets, request: Mapping[str, Any], limits: Limits, prefixes: Mapping[str, str]
) -> tuple[dict[str, object], bytes | bytearray]:
    stores = datasets.stores
    default, named = request["default_graphs"], request["named_graphs"]
    if default or named:
        # A dataset given from outside is all there is: what it does not name is empty.
        store, graphs, names = datasets.given(default, named)
        results = store.query(
            request["query"],
            base_iri=stores.base or None,
            default_graph=graphs,
            named_graphs=names,
        )
    else:
        store = stores.named if request["names_graphs"] else stores.merged
        results = store.query(request["query"], base_iri=stores.base or None)
    sink = _Sink(limits.max_bytes)
    if isinstance(results, ox.QueryTriples):
        count = itertools.count()
        # Drawn and counted without a line of Python for each.
        capped = itertools.islice(zip(results, count, strict=False), limits.max_rows + 1)
        ox.serialize(
            map(operator.itemgetter(0), capped),
            sink,  # type: ignore[arg-type]  # it needs write and flush only
            GRAPH_FORMATS[request["graph"]],
            prefixes=dict(prefixes),
        )
        found = next(count)
        if found > limits.max_rows:
            raise _CapCrossed("rows")
        body = in_order(sink.body, request["graph"], len(prefixes))
        return {"kind": "graph", "rows": found}, body
    rows = request["rows"]
    if isinstance(results, ox.QueryBoolean):
        return {"kind": "boolean", "rows": None}, boolean(results, rows)
    results.serialize(sink, ROW_FORMATS[rows])  # type: ignore[arg-type]  # as above
    found = _rows(sink.body, rows, limits.max_rows)
    if found > limits.max_rows:
        raise _CapCrossed("rows")
    return {"kind": "bindings", "rows": found}, sink.body


def _rows(body: bytearray, media_type: str, cap: int) -> int:
    """Count the rows of a serialised answer: the engine writes it whole and fast, uncounted.

    What parts rows may stand in a literal too, where it counts; past the cap literals are left out.
    """
    if media_type == "application/sparql-results+xml":
        return body.count(b"<result>")
    if media_type == "application/sparql-results+json":
        found = body.count(b"},{") + (not body.endswith(b"[]}}"))
        if found <= cap:
            return found
        bare = _JSON_STRING.sub(b"", body)
        return bare.count(b"[{") + bare.count(b",{")
    found = body.count(b"\n") - 1
    if media_type == "text/csv" and found > cap:
        found = _CSV_STRING.sub(b"", body).count(b"\n") - 1
    return found


def in_order(body: bytes | bytearray, media_type: str, prefixes: int) -> bytes:
    """Sort the prefix lines, which the engine writes in another order each time."""
    if media_type not in {"text/turtle", "application/trig"}:
        return bytes(body)
    *head, rest = bytes(body).split(b"\n", prefixes)
    return b"\n".join([*sorted(head), rest])


def boolean(result: ox.QueryBoolean, media_type: str) -> bytes:
    """Serialise an ASK; no standard gives it a CSV or TSV, so there it is a table of one cell."""
    body = result.serialize(format=ROW_FORMATS[media_type]) or b""
    if media_type == "text/csv":
        return b"boolean\r\n" + body + b"\r\n"
    if media_type == "text/tab-separated-values":
        return b"?boolean\n" + body + b"\n"
    return body
