"""Numbers for Prometheus, and who may read them."""

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from tests.traffic.served import Served


def _read(served: Served) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    answer = httpx.get(f"{served.address}/metrics", timeout=60)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_a_query_moves_its_numbers(strict: Served) -> None:
    def value(name: str, **labels: str) -> float:
        return numbers.get((name, frozenset(labels.items())), 0.0)

    numbers = _read(strict)
    places = [
        ("cetu_queries_total", {"outcome": "ok"}),
        ("cetu_queries_total", {"outcome": "syntax"}),
        ("cetu_query_seconds_count", {}),
        ("cetu_requests_total", {"route": "/sparql", "status": "400"}),
        ("cetu_requests_total", {"route": "(none)", "status": "404"}),
    ]
    before = [value(name, **labels) for name, labels in places]
    for path in ("/sparql?query=ASK%7B%7D", "/sparql?query=ASX", "/no/such/path/1", "/no/such/2"):
        httpx.get(strict.address + path, timeout=60)
    numbers = _read(strict)
    after = [value(name, **labels) for name, labels in places]
    assert [b - a for a, b in zip(before, after, strict=True)] == [1, 1, 2, 1, 2]
    assert value("cetu_workers", state="alive") == 3
    assert value("cetu_snapshot_triples") > 1000
    assert 0 < value("cetu_snapshot_age_seconds") < 3600
    assert value("cetu_connections") >= 1
    assert ("cetu_queue", frozenset()) in numbers
    for outcome in ("timeout", "memory", "crash", "rejected", "cancelled", "busy"):
        assert ("cetu_queries_total", frozenset({("outcome", outcome)})) in numbers


def test_a_write_moves_its_numbers(strict: Served, token: str) -> None:
    def written() -> tuple[float, float, float]:
        numbers = _read(strict)
        return (
            numbers.get(("cetu_writes_total", frozenset({("outcome", "ok")})), 0.0),
            numbers.get(("cetu_writes_total", frozenset({("outcome", "query-malformed")})), 0.0),
            numbers[("cetu_commit_seconds_count", frozenset())],
        )

    before = written()
    for update in ("INSERT DATA { GRAPH <urn:traffic> { <urn:s> <urn:p> 2 } }", "INSERT WORDS"):
        httpx.post(
            f"{strict.address}/update?mode=warn",
            content=update,
            headers={
                "Authorization": f"Bearer {token}",
                "Content-Type": "application/sparql-update",
            },
            timeout=60,
        )
    assert [b - a for a, b in zip(before, written(), strict=True)] == [1, 1, 1]


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Forwarded-For": "198.51.100.1"},
        {"X-Forwarded-For": "127.0.0.1"},  # a client may write that
        {"X-Forwarded-For": ""},
        {"Forwarded": "for=127.0.0.1"},
        {"Via": "1.1 proxy"},
        {"X-Real-IP": "127.0.0.1"},
        {"Host": "example.org"},  # a name that leads to loopback, in a browser
    ],
)
def test_through_a_proxy_they_are_not_there(strict: Served, headers: dict[str, str]) -> None:
    answer = httpx.get(f"{strict.address}/metrics", headers=headers, timeout=60)
    assert answer.status_code == 404
    assert "cetu_requests" not in answer.text
