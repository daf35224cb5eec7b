"""Security headers on every answer."""

import socket

import httpx
import pytest
from tests.traffic.served import Served


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/"),
        ("GET", "/editor"),
        ("GET", "/sparql?query=ASK%7B%7D"),
        ("GET", "/sparql?query=ASX"),
        ("OPTIONS", "/sparql"),
        ("GET", "/nothing"),
        ("GET", "/static/site.css"),
        ("GET", "/metrics"),
        ("GET", "/readyz"),
        ("GET", "/openapi.json"),
        ("TRACE", "/"),
    ],
)
def test_every_answer_has_them_once(strict: Served, method: str, path: str) -> None:
    answer = httpx.request(method, strict.address + path, timeout=60)
    for name in ("content-security-policy", "x-content-type-options", "referrer-policy"):
        assert len(answer.headers.get_list(name)) == 1, name
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "strict-transport-security" not in answer.headers


def test_a_request_that_is_none_is_answered_with_them_too(strict: Served) -> None:
    with socket.create_connection(("127.0.0.1", strict.port)) as sock:
        sock.sendall(b"NONSENSE\r\n\r\n")
        said = b"".join(iter(lambda: sock.recv(65536), b"")).decode()
    assert said.startswith("HTTP/1.1 400 Bad Request\r\n")
    for name in ("content-security-policy: ", "x-content-type-options: nosniff", "x-request-id: "):
        assert f"\r\n{name}" in said.lower()
    assert '"status": 400' in said


def test_behind_tls_a_browser_is_told_to_keep_to_it(strict: Served) -> None:
    answer = httpx.get(f"{strict.address}/healthz", headers={"X-Forwarded-Proto": "https"})
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
