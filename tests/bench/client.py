"""The load generator's side of HTTP: a kept connection, as little work as can be between the bytes.

What it costs itself is measured against `null`, a server that does nothing.
"""

import socket
import time
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

LIMIT_S: Final = 15.0
"""Seconds an engine may take for one query."""

_HEAD_END: Final = b"\r\n\r\n"
_CHUNK_END: Final = b"\r\n"
_READ: Final = 1 << 18


class Failed(Exception):
    """An engine gave no answer; the text is short enough for a cell of the table."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where an engine takes queries, and how it is asked."""

    port: int
    path: str
    form: bool = False
    """A query goes as a form field (SPARQL 1.1 Protocol, 2.1.2), not as the body itself (2.1.3)."""

    def request(self, query: str, accept: str) -> bytes:
        """Return the bytes of a POST of the query."""
        body = (urlencode({"query": query}) if self.form else query).encode()
        kind = "application/x-www-form-urlencoded" if self.form else "application/sparql-query"
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: {accept}\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@dataclass(slots=True)
class Reply:
    """Takes the bytes of one answer as they come; `whole` tells when it is all there."""

    status: int = 0
    body: bytearray = field(default_factory=bytearray)
    whole: bool = False
    closes: bool = False
    _rest: bytearray = field(default_factory=bytearray)
    _length: int | None = None
    _chunked: bool = False

    def feed(self, data: bytes) -> bool:
        """Take more bytes; return whether the answer is whole."""
        if self.status:
            return self._take(data)
        self._rest += data
        end = self._rest.find(_HEAD_END)
        if end < 0:
            return False
        head = bytes(self._rest[:end])
        data = bytes(self._rest[end + len(_HEAD_END) :])
        self._rest.clear()
        self.status = int(head[9:12])
        lower = head.lower()
        self._chunked = b"transfer-encoding: chunked" in lower
        self.closes = b"connection: close" in lower
        if not self._chunked:
            at = lower.find(b"content-length:")
            self._length = int(lower[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else None
        return self._take(data)

    def end(self) -> bool:
        """Take the end of the connection; return whether the answer is whole now."""
        self.whole = self.whole or bool(self.status and self._length is None and not self._chunked)
        return self.whole

    def _take(self, data: bytes) -> bool:
        if not self._chunked:
            self.body += data
            self.whole = self._length is not None and len(self.body) >= self._length
            return self.whole
        self._rest += data
        while not self.whole:
            line = self._rest.find(_CHUNK_END)
            if line < 0:
                break
            size = int(self._rest[:line].split(b";")[0], 16)
            if len(self._rest) < line + size + 2 * len(_CHUNK_END):
                break
            self.body += self._rest[line + 2 : line + 2 + size]
            del self._rest[: line + size + 2 * len(_CHUNK_END)]
            self.whole = size == 0
        return self.whole


class Line:
    """A connection that is kept between requests."""

    def __init__(self, port: int, limit_s: float = LIMIT_S) -> None:
        """Keep where to, and how long an answer may take; it is opened when first asked."""
        self._port = port
        self._limit_s = limit_s
        self._socket: socket.socket | None = None

    def ask(self, request: bytes) -> tuple[float, bytes]:
        """Send a request; return the seconds to the last byte of its answer, and its body.

        Raises:
            Failed: the answer is no success, or there is none in time.
        """
        fresh = self._socket is None
        try:
            return self._ask(request)
        except ConnectionError:
            self.close()
            if fresh:
                raise Failed("connection lost") from None
        try:
            return self._ask(request)  # an idle connection that the server had closed
        except ConnectionError:
            self.close()
            raise Failed("connection lost") from None

    def close(self) -> None:
        """Close it; the next request opens another."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _ask(self, request: bytes) -> tuple[float, bytes]:
        if self._socket is None:
            self._socket = connect(self._port, self._limit_s)
        sock, reply = self._socket, Reply()
        begin = time.perf_counter()
        try:
            sock.sendall(request)
            while True:
                data = sock.recv(_READ)
                if reply.feed(data) if data else reply.end():
                    break
                if not data:
                    raise ConnectionResetError
        except TimeoutError:
            self.close()
            raise Failed(f"> {self._limit_s:g} s") from None
        spent = time.perf_counter() - begin
        if reply.closes:
            self.close()
        if reply.status != 200:
            raise Failed(f"HTTP {reply.status}")
        return spent, bytes(reply.body)


def connect(port: int, limit_s: float = LIMIT_S) -> socket.socket:
    """Open a connection to a port of this machine; small writes go out at once."""
    sock = socket.create_connection(("127.0.0.1", port), timeout=limit_s)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return sock
