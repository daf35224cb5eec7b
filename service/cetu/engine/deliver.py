"""Writing graphs to a remote server, by its Graph Store protocol or by SPARQL Update.

https://www.w3.org/TR/sparql11-http-rdf-update/ · https://www.w3.org/TR/sparql11-update/
"""

import urllib.request
from collections.abc import Callable
from typing import Final, Protocol, cast
from urllib.parse import quote, urlsplit, urlunsplit

from cetu.engine.address import Address
from cetu.engine.call import Call, Received, Response, failed
from cetu.engine.wrapper import Wrapper
from cetu.errors import CetuError, ParameterInvalid, RemoteFailed

_MOST_SAID: Final = 1 << 20
"""Bytes that the answer to a write may have."""
_STORES: Final = {"/query": "/store", "/sparql": "/sparql-graph-crud"}
"""Where the Graph Store is of servers known by the path of their queries: Oxigraph, Virtuoso."""
_WITH_NAME: Final = {"/sparql-graph-crud": "/sparql-graph-crud-auth"}
"""Where those go who have a name and a password."""


class Delivery(Protocol):
    """A way of writing graphs; `triples` are N-Triples."""

    most: int
    """Triples that one request may carry."""

    def put(self, graph: str, triples: str) -> None:
        """Make `triples` what the graph holds."""
        ...

    def add(self, graph: str, triples: str) -> None:
        """Put `triples` beside what the graph holds."""
        ...

    def drop(self, graph: str) -> None:
        """Take the graph away."""
        ...


def delivery(queries: Address, seconds: float, *, store: str = "", update: str = "") -> Delivery:
    """Return the way to write to the server that answers at `queries`.

    Args:
        queries: where the server answers; its name and password are used for writing too.
        seconds: what one request may take.
        store: the address of its Graph Store; "" where the server is one that is known.
        update: instead, the address that takes SPARQL Update.

    Raises:
        ParameterInvalid: no address is given, and none is known; or an address is none.
    """
    if update:
        return Updates(_beside(queries, update), seconds)
    if store:
        return GraphStore(_beside(queries, store), seconds)
    parts = urlsplit(queries.url)
    path = _STORES.get(parts.path, "")
    if not path:
        raise ParameterInvalid(
            f"Where {queries.url} takes graphs is not known.",
            f"不知道 {queries.url} 在何处接受图。",
            hint="Give the address of its Graph Store with --store, or of SPARQL Update with "
            "--update.",
            hint_zh="请用 --store 给出其 Graph Store 地址，或用 --update 给出 SPARQL Update 地址。",
        )
    if queries.user:
        path = _WITH_NAME.get(path, path)
    place = urlunsplit((parts.scheme, parts.netloc, path, "", ""))
    return GraphStore(Address(place, queries.user, queries.password), seconds)


class GraphStore:
    """Writes by PUT, POST and DELETE of `?graph=`."""

    most = 50_000

    def __init__(self, address: Address, seconds: float) -> None:
        """`seconds`: what one request may take."""
        self._address = address
        self._seconds = seconds

    def put(self, graph: str, triples: str) -> None:
        """Make `triples` what the graph holds. Raises as `engine.call.Call.run`."""
        self._send("PUT", graph, triples)

    def add(self, graph: str, triples: str) -> None:
        """Put `triples` beside what the graph holds. Raises as `put`."""
        self._send("POST", graph, triples)

    def drop(self, graph: str) -> None:
        """Take the graph away. Raises as `put`."""
        self._send("DELETE", graph, "")

    def _send(self, method: str, graph: str, triples: str) -> None:
        call = Call(self._address, self._seconds)
        joint = "&" if urlsplit(self._address.url).query else "?"
        request = urllib.request.Request(  # noqa: S310 - an operator's http(s) address
            f"{self._address.url}{joint}graph={quote(graph, safe='')}",
            triples.encode() if triples else None,
            {"Content-Type": "application/n-triples", "User-Agent": "cetu"},
            method=method,
        )
        _run(
            call,
            self._address,
            lambda: cast("Response", call.opener().open(request, timeout=call.remaining)),
        )


class Updates:
    """Writes by INSERT and DROP."""

    most = 1_000
    """Virtuoso compiles each request; ten thousand triples in one are too many for it."""

    def __init__(self, address: Address, seconds: float) -> None:
        """`seconds`: what one request may take."""
        self._address = address
        self._seconds = seconds

    def put(self, graph: str, triples: str) -> None:
        """Make `triples` what the graph holds. Raises as `engine.call.Call.run`."""
        self.drop(graph)
        self.add(graph, triples)

    def add(self, graph: str, triples: str) -> None:
        """Put `triples` beside what the graph holds. Raises as `put`."""
        # Not INSERT DATA, in which Virtuoso takes no blank node; this is the same to all.
        self._send(f"INSERT {{ GRAPH <{graph}> {{\n{triples}}} }} WHERE {{}}", "INSERT")

    def drop(self, graph: str) -> None:
        """Take the graph away. Raises as `put`."""
        self._send(f"DROP SILENT GRAPH <{graph}>", "DROP")

    def _send(self, text: str, form: str) -> None:
        call = Call(self._address, self._seconds)
        _run(call, self._address, Wrapper(self._address, call, text, form).send)


def _beside(queries: Address, written: str) -> Address:
    """An address an operator gave beside that of queries, with the same name and password."""
    parts = urlsplit(written)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise ParameterInvalid(
            f"“{written}” is no address of the form http://host:port/path.",
            f"“{written}”不是 http://主机:端口/路径 形式的地址。",
            hint="Name and password, if any, stand in CETU_ENGINE.",
            hint_zh="用户名和密码（如有）写在 CETU_ENGINE 中。",
        )
    return Address(written, queries.user, queries.password)


def _run(call: Call, address: Address, send: Callable[[], Response]) -> Received:
    """Send a write; whatever keeps it from being written is the remote server's failure."""
    try:
        return call.run(send, _MOST_SAID)
    except RemoteFailed:
        raise
    except CetuError as error:
        raise failed(address, f"nothing was written ({error.detail})", error.detail_zh) from None
