"""Bodies and heads over their caps."""

import socket
from contextlib import suppress

import httpx
import psutil
import pytest
from tests.traffic.served import Served

_MIB = 1 << 20


def _exchange(port: int, sent: bytes) -> str:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as sock:
        sock.sendall(sent)
        return b"".join(iter(lambda: sock.recv(1 << 16), b"")).decode()


@pytest.mark.parametrize(
    ("path", "kind", "size"),
    [
        ("/sparql", "application/sparql-query", (64 << 10) + 1),
        ("/sparql", "application/x-www-form-urlencoded", (208 << 10) + 1),
        ("/sparql", "application/sparql-update", _MIB),  # nobody with a key
        ("/update", "application/sparql-update", _MIB),
        ("/store?default", "text/turtle", _MIB + 1),
    ],
)
def test_a_body_declared_too_large_is_refused_before_a_byte_of_it_is_sent(
    strict: Served, path: str, kind: str, size: int
) -> None:
    said = _exchange(
        strict.port,
        f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: {kind}\r\n"
        f"Content-Length: {size}\r\nExpect: 100-continue\r\n\r\n".encode(),
    )
    assert said.startswith("HTTP/1.1 413 ")
    assert "100 Continue" not in said
    assert "\r\nconnection: close\r\n" in said
    assert "problem/content-too-large" in said


def test_who_has_a_key_may_send_more(strict: Served, token: str) -> None:
    headers = {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/sparql-update",
    }
    for size, statuses in ((500 << 10, {200, 204}), (_MIB + 1, {413})):
        update = "INSERT DATA { GRAPH <urn:traffic> { <urn:s> <urn:p> 1 } } #"
        answer = httpx.post(
            f"{strict.address}/update?mode=warn",
            content=update + "x" * (size - len(update)),
            headers=headers,
            timeout=60,
        )
        assert answer.status_code in statuses, answer.text


def test_a_backup_may_be_larger_than_what_is_written(strict: Served, token: str) -> None:
    sent = {"Authorization": f"Bearer {token}", "Content-Type": "application/gzip"}
    body, path = b"x" * (2 * _MIB), f"{strict.address}/admin/restore"
    # Its key is not for that: refused for who asks, not for how much.
    assert httpx.post(path, content=body, headers=sent, timeout=60).status_code == 403
    assert httpx.post(path, content=body, timeout=60).status_code == 413


def test_a_body_of_unknown_length_is_cut_where_it_passes_the_cap(strict: Served) -> None:
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    sent = 0
    with socket.create_connection(("127.0.0.1", strict.port), timeout=60) as sock:
        sock.sendall(
            b"PUT /store?default HTTP/1.1\r\nHost: x\r\nContent-Type: text/turtle\r\n"
            b"Authorization: Bearer nonsense\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        # A client that sends on and on, and never looks at the answer meanwhile.
        with suppress(ConnectionError):
            while sent < 256 * _MIB:
                sock.sendall(chunk)
                sent += len(chunk)
    assert sent < 64 * _MIB


def test_the_refusal_reaches_a_client_that_is_still_sending(strict: Served) -> None:
    for _ in range(5):
        answer = httpx.post(
            f"{strict.address}/sparql",
            content=b"#" * (8 * _MIB),
            headers={"Content-Type": "application/sparql-query"},
            timeout=60,
        )
        assert answer.status_code == 413


def test_large_bodies_leave_the_memory_as_it_was(strict: Served) -> None:
    process = psutil.Process(strict.process.pid)
    chunks = (b" " * _MIB for _ in range(200))
    before = process.memory_info().rss
    with httpx.Client(timeout=60) as client:
        try:
            answer = client.post(
                f"{strict.address}/update",
                content=chunks,
                headers={"Content-Type": "application/sparql-update"},
            )
        except httpx.HTTPError:  # cut off while it was sending
            pass
        else:
            assert answer.status_code in {401, 413}
    assert process.memory_info().rss - before < 24 * _MIB


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"x" * 200_000 + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"A: b\r\n" * 200 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Endless: " + b"x" * 2_000_000, 431),
    ],
)
def test_a_head_too_large_is_refused(strict: Served, head: bytes, status: int) -> None:
    said = _exchange(strict.port, head)
    assert said.startswith(f"HTTP/1.1 {status} ")
    assert "application/problem+json" in said


def test_a_flood_of_requests_on_one_connection_is_ended(strict: Served) -> None:
    one = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    got = b""
    with socket.create_connection(("127.0.0.1", strict.port), timeout=60) as sock:
        sock.sendall(one * 5000)
        with suppress(ConnectionError):
            while data := sock.recv(1 << 20):
                got += data
    assert got.count(b"HTTP/1.1 200 ") < 5000


def test_nonsense_behind_requests_that_are_being_answered_is_no_fault_of_ours(
    strict: Served,
) -> None:
    one = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n\r\n"
    for nonsense in (b"\0\r\n\r\n", b"CONNECT a:1 HTTP/1.1\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", strict.port), timeout=60) as sock:
            sock.sendall(one * 3 + nonsense)
            with suppress(ConnectionError):
                while sock.recv(1 << 16):
                    pass
    assert httpx.get(f"{strict.address}/healthz", timeout=60).status_code == 200
    assert "Traceback" not in strict.said()


def test_a_long_query_in_the_address_is_still_answered(strict: Served) -> None:
    query = "ASK {} #" + "x" * 50_000
    answer = httpx.get(f"{strict.address}/sparql", params={"query": query}, timeout=60)
    assert answer.status_code == 200
