"""Pages of answers over HTTP."""

import re
from itertools import chain

import httpx
import pytest

NEXT = "SELECT ?a ?b { ?a <urn:x:next> ?b }"


def _links(answer: httpx.Response) -> dict[str, str]:
    found = re.findall(r'<([^>]*)>; rel="(first|prev|next|last)"', answer.headers["link"])
    return {relation: where for where, relation in found}


def _subjects(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["a"]["value"] for row in answer.json()["results"]["bindings"]]


def test_pages_that_are_followed_give_every_row_once(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": NEXT, "per-page": 300})
    seen = [_subjects(answer)]
    while following := _links(answer).get("next"):
        answer = client.get(following)
        seen.append(_subjects(answer))
    assert [len(page) for page in seen] == [300] * 6 + [200]
    assert sorted(chain(*seen)) == sorted(f"urn:x:{i}" for i in range(2000))


def test_where_the_links_lead(client: httpx.Client) -> None:
    first = _links(client.get("/sparql", params={"query": NEXT, "page": 1, "per-page": 1000}))
    assert first.keys() == {"first", "next", "last"}
    middle = client.get("/sparql", params={"query": NEXT, "page": 2, "per-page": 700})
    assert _links(middle).keys() == {"first", "prev", "next", "last"}
    assert all("snapshot=1111111111111111" in where for where in _links(middle).values())
    beyond = client.get("/sparql", params={"query": NEXT, "page": 9, "per-page": 700})
    assert _subjects(beyond) == []
    assert _links(beyond).keys() == {"first", "last"}
    none = client.get("/sparql", params={"query": "SELECT * { ?s <urn:x:no> ?o }", "page": 1})
    assert _links(none).keys() == {"first", "last"}


def test_an_order_that_is_asked_for_is_kept(client: httpx.Client) -> None:
    query = "SELECT ?a { ?a <urn:x:next> ?b } ORDER BY DESC(xsd:integer(STRAFTER(STR(?a), 'x:')))"
    query = f"PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> {query}"
    answer = client.get("/sparql", params={"query": query, "page": 2, "per-page": 2})
    assert _subjects(answer) == ["urn:x:1997", "urn:x:1996"]


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("csv", "a,b\r\nurn:x:"),
        ("tsv", "?a\t?b\n<urn:x:"),
        ("xml", "<?xml"),
        ("json", '{"head"'),
    ],
)
def test_pages_come_in_every_format(client: httpx.Client, name: str, begins: str) -> None:
    params = {"query": NEXT, "page": "1", "per-page": "3", "format": name}
    answer = client.get("/sparql", params=params)
    assert answer.text.startswith(begins)
    assert answer.text.count("urn:x:") == 6


def test_pages_of_a_body_sent_again(client: httpx.Client) -> None:
    direct = {"Content-Type": "application/sparql-query"}
    first = client.post("/sparql", params={"page": 1, "per-page": 9}, content=NEXT, headers=direct)
    second = client.post(_links(first)["next"], content=NEXT, headers=direct)
    assert len({*_subjects(first), *_subjects(second)}) == 18


def test_a_page_of_a_snapshot_that_is_gone(client: httpx.Client) -> None:
    gone = {"query": NEXT, "page": "2", "snapshot": "2222222222222222"}
    answer = client.get("/sparql", params=gone)
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("/snapshot-gone")
    assert "page=1" in answer.json()["hint"]


@pytest.mark.parametrize(
    "fields",
    [
        {"page": "0"},
        {"page": "-1"},
        {"page": "x"},
        {"page": "1" * 5000},
        {"per-page": "0"},
        {"per-page": "10001"},
        {"page": "1", "snapshot": "zz"},
        {"page": "1", "query": "ASK {}"},
        {"page": "1", "query": "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"},
    ],
)
def test_what_is_no_page(client: httpx.Client, fields: dict[str, str]) -> None:
    answer = client.get("/sparql", params={"query": NEXT} | fields)
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/parameter-invalid")
