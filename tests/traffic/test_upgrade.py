"""Clients that offer another protocol are answered in the one they speak."""

import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.traffic.served import Served

from cetu.traffic.upgrade import declined

_OFFER = (
    b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
    b"HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n"
)
_NEXT = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n", b""),
        (
            b"POST /sparql HTTP/1.1\r\nContent-Length: 5\r\n"
            b"Content-Type: application/sparql-query\r\n",
            b"ASK{}",
        ),
        (
            b"POST /sparql HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
            b"Content-Type: application/sparql-query\r\n",
            b"2\r\nAS\r\n3\r\nK{}\r\n0\r\n\r\n",
        ),
    ],
)
@pytest.mark.parametrize("pieces", [1, 7, 400])
def test_the_request_is_answered_and_so_is_the_next(
    strict: Served, head: bytes, body: bytes, pieces: int
) -> None:
    sent = head + b"Host: 127.0.0.1\r\nAccept: application/sparql-results+json\r\n" + _OFFER
    sent += b"\r\n" + body + _NEXT
    step = -(-len(sent) // pieces)
    with socket.create_connection(("127.0.0.1", strict.port), timeout=60) as sock:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for start in range(0, len(sent), step):
            sock.sendall(sent[start : start + step])
        said = b"".join(iter(lambda: sock.recv(1 << 16), b""))
    assert said.count(b"HTTP/1.1 200 OK\r\n") == 2
    assert b'"boolean":true' in said.replace(b" ", b"")
    assert b'{"status":"ok"}' in said


def test_it_is_no_proxy(strict: Served) -> None:
    with socket.create_connection(("127.0.0.1", strict.port), timeout=60) as sock:
        sock.sendall(b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n")
        said = b"".join(iter(lambda: sock.recv(1 << 16), b""))
    assert said.startswith(b"HTTP/1.1 501 ")


_NAMES = st.from_regex(rb"[a-z][a-z-]{0,20}", fullmatch=True)
_VALUES = st.from_regex(rb"[!-~]{0,20}", fullmatch=True)


@given(st.lists(st.tuples(_NAMES, _VALUES), max_size=8))
def test_all_but_the_offer_stays(headers: list[tuple[bytes, bytes]]) -> None:
    head = declined(b"POST", b"/x?y", "1.1", [*headers, (b"upgrade", b"h2c")])
    first, *lines = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    assert first == b"POST /x?y HTTP/1.1"
    kept = [(n, v) for n, v in headers if n not in {b"upgrade", b"http2-settings"}]
    assert lines == [name + b": " + value for name, value in kept]
