"""Servers that misbehave: each a listener on loopback that sends what it is told to."""

import asyncio
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cetu.engine.remote import Remote
from cetu.errors import CetuError, EngineBusy, QueryMalformed, QueryTimeout, RemoteFailed
from cetu.settings import Settings

_OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"
_NONE = b'{"head":{"vars":["g","n"]},"results":{"bindings":[]}}'
_EMPTY = _OK + b"Connection: close\r\n\r\n" + _NONE
_LOOKS = 3
"""Requests that a start makes: graphs, record, and one triple."""


class _Listener:
    """Answers the requests of a start well, and every later one with `then`; counts them."""

    def __init__(self, then: bytes, *, hold: bool = False) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.requests, self.heard = 0, b""
        self.asked, self.left = threading.Event(), threading.Event()
        self._then, self._hold = then, hold
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                peer, _ = self._socket.accept()
            except OSError:
                return
            with peer:
                self.heard = _read(peer)
                self.requests += 1
                later = self.requests > _LOOKS
                if later:
                    self.asked.set()
                peer.sendall(self._then if later else _EMPTY)
                if later and self._hold and not peer.recv(1):
                    self.left.set()

    def close(self) -> None:
        self._socket.close()


def _read(peer: socket.socket) -> bytes:
    """Read one request, and return its head.

    All of it: what is left unread would reset the connection at its end.
    """
    got = b""
    while b"\r\n\r\n" not in got:
        got += peer.recv(1 << 16)
    head, _, body = got.partition(b"\r\n\r\n")
    [length] = re.findall(rb"(?i)content-length: *(\d+)", head)
    while len(body) < int(length):
        body += peer.recv(1 << 16)
    return head


@contextmanager
def _asked(
    then: bytes, *, hold: bool = False, seconds: float = 20
) -> Iterator[tuple[Remote, _Listener]]:
    listener = _Listener(then, hold=hold)
    engine = f"sparql+http://name:hidden@127.0.0.1:{listener.port}/sparql"
    try:
        with Remote(Settings(engine=engine, query_timeout_s=seconds, cache_bytes=0)) as remote:
            yield remote, listener
    finally:
        listener.close()


def _head(status: str, kind: str = "text/plain", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nConnection: close\r\n{more}\r\n".encode()


_WORDS = b"Error\x1b[31m at\n\n line 1\n\nSPARQL query:\nASK { secret }"


@pytest.mark.parametrize(
    ("then", "error", "says"),
    [
        (_head("400 Bad Request") + _WORDS, QueryMalformed, "Error [31m at line 1"),
        (_head("500 Oops") + b"S1T00 timed out", QueryTimeout, "S1T00"),
        (_head("500 Oops") + b"Virtuoso HY008 Error SR203", QueryTimeout, "HY008"),
        (_head("504 Slow"), QueryTimeout, "504"),
        (_head("503 Busy") + b"come back", EngineBusy, "come back"),
        (_head("404 None", "text/html") + b"<h1>none</h1>", RemoteFailed, "answered 404"),
        (_head("401 Who"), RemoteFailed, "answered 401"),
        (_head("200 OK", "text/html") + b"<p>hello", RemoteFailed, "no SPARQL results"),
        (_EMPTY[:-5], RemoteFailed, "not all of them"),
        (_OK + b"Content-Length: 4096\r\n\r\n" + _NONE, RemoteFailed, "broke off"),
        (_OK + b"Transfer-Encoding: chunked\r\n\r\n20\r\n" + _NONE[:32], RemoteFailed, "broke off"),
        (b"", RemoteFailed, "broke off"),
        (b"SSH-2.0-no\r\n", RemoteFailed, "broke off"),
    ],
)
def test_what_is_no_answer_is_an_error(then: bytes, error: type[CetuError], says: str) -> None:
    with _asked(then) as (remote, _), pytest.raises(error) as raised:
        remote.query("ASK {}")
    assert type(raised.value) is error
    assert says in raised.value.detail
    assert "secret" not in raised.value.detail
    assert "hidden" not in raised.value.detail + raised.value.hint


@pytest.mark.parametrize("status", ["301", "302", "303", "307", "308"])
def test_a_redirect_is_never_followed(status: str) -> None:
    elsewhere = _Listener(_EMPTY)
    there = f"Location: http://127.0.0.1:{elsewhere.port}/\r\n"
    with (
        _asked(_head(f"{status} There", more=there)) as (remote, _),
        pytest.raises(RemoteFailed, match="redirect"),
    ):
        remote.query("ASK {}")
    assert elsewhere.requests == 0
    elsewhere.close()


def test_name_and_password_are_sent_to_who_asks_for_them() -> None:
    basic = _head("401 Who", more='WWW-Authenticate: Basic realm="here"\r\n')
    with _asked(basic) as (remote, listener):
        with pytest.raises(RemoteFailed, match="answered 401"):
            remote.query("ASK {}")
        assert listener.requests == _LOOKS + 2  # without, and then with them
        assert b"\r\nAuthorization: Basic bmFtZTpoaWRkZW4=" in listener.heard


def test_nobody_there() -> None:
    listener = _Listener(b"")
    listener.close()
    engine = f"sparql+http://127.0.0.1:{listener.port}/sparql"
    with pytest.raises(RemoteFailed, match="cannot be reached"), Remote(Settings(engine=engine)):
        pass


def test_who_sends_nothing_is_given_up_in_time() -> None:
    with _asked(_OK, hold=True, seconds=1) as (remote, listener):
        began = time.monotonic()
        with pytest.raises(QueryTimeout, match="1 s"):
            remote.query("ASK {}")
        assert time.monotonic() - began < 10
        assert listener.left.wait(10)


def test_a_cancelled_reply_hangs_up() -> None:
    with _asked(_OK, hold=True) as (remote, listener):

        async def cancelled() -> None:
            task = asyncio.create_task(remote.reply("ASK {}"))
            assert await asyncio.to_thread(listener.asked.wait, 10)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

        asyncio.run(cancelled())
        assert listener.left.wait(10)


def test_a_reply_is_an_answer() -> None:
    with _asked(_OK + b'\r\n{"head":{},"boolean":true}') as (remote, _):
        assert asyncio.run(remote.reply("ASK {}")).body == b'{"head":{},"boolean":true}'
