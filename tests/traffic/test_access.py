"""The log: a line for every request, one more for a slow query, and no secrets."""

import hashlib
import socket
from urllib.parse import quote

import httpx
from tests.traffic.served import Served, until

_SLOW = "SELECT (COUNT(*) AS ?many) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . # 秘密 secret-words\n}"


def test_a_query_is_logged_by_its_hash(strict: Served) -> None:
    query = "ASK { # only-its-client-knows-this\n}"
    answer = httpx.get(
        f"{strict.address}/sparql",
        params={"query": query},
        headers={
            "Authorization": "Bearer cetu_aaaa_very-secret-token",
            "X-Request-ID": "hash-test-1",
            "X-Forwarded-For": "198.51.100.20",
        },
        timeout=60,
    )
    assert answer.status_code == 200
    event = strict.wait_for(request_id="hash-test-1")
    assert event["event"] == "request"
    assert event["level"] == "info"
    assert (event["method"], event["path"], event["status"]) == ("GET", "/sparql", 200)
    assert event["bytes"] == len(answer.content)
    assert 0 < event["seconds"] < 60
    assert event["client"] == "198.51.100.20"
    assert event["outcome"] == "ok"
    assert event["query_hash"] == hashlib.sha256(query.encode()).hexdigest()[:16]
    assert "key" not in event
    assert "only-its-client-knows-this" not in strict.said()
    assert "very-secret-token" not in strict.said()


def test_a_slow_query_is_logged_with_its_text(strict: Served) -> None:
    headers = {"X-Request-ID": "slow-test-1", "X-Forwarded-For": "198.51.100.21"}
    answer = httpx.post(
        f"{strict.address}/sparql", data={"query": _SLOW}, headers=headers, timeout=60
    )
    assert answer.status_code == 503
    slow = strict.wait_for(event="slow query", request_id="slow-test-1")
    assert slow["level"] == "warning"
    assert slow["query"] == _SLOW
    assert slow["client"] == "198.51.100.21"
    assert slow["outcome"] == "timeout"
    assert slow["seconds"] > 1.5  # of the two that a query may take here
    assert slow["waited"] >= 0
    (access,) = strict.events(event="request", request_id="slow-test-1")
    assert access["query_hash"] == slow["query_hash"]
    assert access["outcome"] == "timeout"
    assert access["fault"] == "query-timeout"


def test_who_leaves_before_the_answer_is_logged_without_one(strict: Served) -> None:
    with socket.create_connection(("127.0.0.1", strict.port)) as sock:
        query = quote(_SLOW)
        sock.sendall(
            f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\nX-Request-ID: gone-test-1\r\n"
            "X-Forwarded-For: 198.51.100.22\r\n\r\n".encode()
        )
        until(lambda: 'cetu_workers{state="busy"} 0.0' not in _numbers(strict))  # it runs
    event = strict.wait_for(event="request", request_id="gone-test-1")
    assert event["status"] == 499
    assert event["outcome"] == "cancelled"


def _numbers(served: Served) -> str:
    return httpx.get(f"{served.address}/metrics", timeout=60).text


def test_a_write_is_logged_with_its_key(strict: Served, token: str) -> None:
    update = "INSERT DATA { GRAPH <urn:traffic> { <urn:s> <urn:p> 'written-words' } }"
    answer = httpx.post(
        f"{strict.address}/update?mode=warn",
        content=update,
        headers={
            "Authorization": f"Bearer {token}",
            "Content-Type": "application/sparql-update",
            "X-Request-ID": "write-test-1",
        },
        timeout=60,
    )
    assert answer.status_code == 200, answer.text
    event = strict.wait_for(request_id="write-test-1", event="request")
    assert event["key"] == token.split("_")[1]
    assert event["outcome"] == "ok"
    assert token not in strict.said()
    assert token.split("_", 2)[2] not in strict.said()


def test_probes_are_logged_only_where_they_fail(strict: Served) -> None:
    httpx.get(f"{strict.address}/healthz", headers={"X-Request-ID": "probe-test-1"}, timeout=60)
    httpx.post(f"{strict.address}/healthz", headers={"X-Request-ID": "probe-test-2"}, timeout=60)
    strict.wait_for(request_id="probe-test-2", status=405)
    assert strict.events(request_id="probe-test-1") == []


def test_every_line_after_the_greeting_is_json(strict: Served) -> None:
    httpx.get(f"{strict.address}/one%0Atwo%1B", headers={"X-Request-ID": "line-test-1"}, timeout=60)
    assert strict.wait_for(request_id="line-test-1")["path"] == "/one%0Atwo%1B"
    _, _, after = strict.said().partition("Press Ctrl-C to stop.\n")
    assert [line for line in after.split("\n") if line and not line.startswith("{")] == []
    assert len(strict.events()) == len([x for x in strict.said().splitlines() if x[:1] == "{"])
