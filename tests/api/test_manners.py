"""HTTP manners of the answers: tags, gzip, links, formats by name, a client that goes."""

import gzip
import socket
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from cetu.api import doors
from cetu.api.writing import Writing
from cetu.engine import Engine
from cetu.keys import Keys
from cetu.model.snapshot import Snapshot
from cetu.settings import Settings

Serve = Callable[[FastAPI], AbstractContextManager[str]]

MANY = "SELECT ?a ?b { ?a <urn:x:next> ?b }"
FEW = "SELECT ?l { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GZIP = {"Accept-Encoding": "gzip"}
PLAIN = {"Accept-Encoding": "identity"}


def test_an_unchanged_answer_is_neither_sent_nor_worked_out(
    client: httpx.Client, small_engine: Engine
) -> None:
    first = client.get("/sparql", params={"query": FEW})
    assert first.headers["cache-control"] == "public, no-cache"
    held = {"If-None-Match": f'"other", {first.headers["etag"]}'}
    again = client.get("/sparql", params={"query": FEW}, headers=held)
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["vary"] == "Accept"
    other = client.get("/sparql", params={"query": FEW, "format": "csv"}, headers=held)
    assert other.status_code == 200
    assert other.headers["etag"] != first.headers["etag"]
    # The tag alone decides: a query that would take all its time is known at once.
    tag = client.get("/sparql", params={"query": "ASK { ?s ?p 5 }"}).headers["etag"]
    began = time.monotonic()
    known = client.get("/sparql", params={"query": ENDLESS}, headers={"If-None-Match": "*"})
    assert known.status_code == 304
    assert time.monotonic() - began < small_engine.settings.query_timeout_s
    assert known.headers["etag"] != tag


def test_what_is_not_the_same_each_time_has_no_tag(client: httpx.Client) -> None:
    for query in ("SELECT (NOW() AS ?n) {}", "SELECT (RAND() AS ?n) {}"):
        answer = client.get("/sparql", params={"query": query}, headers={"If-None-Match": "*"})
        assert answer.status_code == 200
        assert "etag" not in answer.headers
    posted = client.post("/sparql", data={"query": FEW})
    assert "etag" not in posted.headers
    assert posted.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/sparql", "/store?graph=https://w3id.org/cetu/graph/filler"])
def test_large_answers_are_packed_for_who_can_unpack(client: httpx.Client, path: str) -> None:
    params = {"query": MANY} if path == "/sparql" else None
    plain = client.get(path, params=params, headers=PLAIN)
    assert "content-encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["vary"]
    with client.stream("GET", path, params=params, headers=GZIP) as packed:
        raw = b"".join(packed.iter_raw())
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept, Accept-Encoding"
    assert gzip.decompress(raw) == plain.content
    assert len(raw) < len(plain.content) / 2
    # Other bytes, another tag; and either tag is known.
    assert packed.headers["etag"] == f'{plain.headers["etag"][:-1]}-gzip"'
    for answer in (plain, packed):
        held = GZIP | {"If-None-Match": answer.headers["etag"]}
        again = client.get(path, params=params, headers=held)
        assert again.status_code == 304
        assert again.headers["etag"] == answer.headers["etag"]


def test_small_answers_and_refused_packing(client: httpx.Client) -> None:
    small = client.get("/sparql", params={"query": FEW}, headers=GZIP)
    assert "content-encoding" not in small.headers
    for refused in ("gzip;q=0", "br", ""):
        answer = client.get("/sparql", params={"query": MANY}, headers={"Accept-Encoding": refused})
        assert "content-encoding" not in answer.headers


def test_links_to_the_other_formats_the_description_and_the_licence(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": FEW, "format": "json"})
    link = answer.headers["link"]
    assert '</.well-known/void>; rel="describedby"' in link
    assert 'rel="license"' in link
    others = [one for one in link.split(", ") if 'rel="alternate"' in one]
    assert len(others) == 5
    (csv,) = [one for one in others if 'type="text/csv"' in one]
    linked = client.get(csv.partition(">")[0].removeprefix("<"))
    assert linked.headers["content-type"].startswith("text/csv")
    assert linked.text.startswith("l\r\n")


@pytest.mark.parametrize(
    ("name", "query", "given"),
    [
        ("csv", FEW, "text/csv"),
        ("tsv", FEW, "text/tab-separated-values"),
        ("json", FEW, "application/sparql-results+json"),
        ("xml", "ASK {}", "application/sparql-results+xml"),
        ("ttl", "DESCRIBE <urn:x:1>", "text/turtle"),
        ("json", "DESCRIBE <urn:x:1>", "application/ld+json"),
        ("nq", "DESCRIBE <urn:x:1>", "application/n-quads"),
        ("trig", "DESCRIBE <urn:x:1>", "application/trig"),
        ("application/n-triples", "DESCRIBE <urn:x:1>", "application/n-triples"),
    ],
)
def test_a_format_by_name_goes_before_accept(
    client: httpx.Client, name: str, query: str, given: str
) -> None:
    answer = client.get(
        "/sparql", params={"query": query, "format": name}, headers={"Accept": "image/png"}
    )
    assert answer.headers["content-type"].partition(";")[0] == given


@pytest.mark.parametrize("name", ["doc", "", "text/html"])
def test_a_format_that_is_none(client: httpx.Client, name: str) -> None:
    answer = client.get("/sparql", params={"query": FEW, "format": name})
    assert answer.status_code == 406
    assert "csv" in answer.json()["hint"]


def test_a_query_stops_when_its_client_goes(
    small_snapshot: Snapshot, serve: Serve, keys: Path
) -> None:
    settings = Settings(workers=2, query_timeout_s=60)
    app = FastAPI()
    with Engine(small_snapshot, settings) as engine:
        app.include_router(doors.router(engine, Writing(engine, Keys(keys), None)))
        with serve(app) as url:
            host, _, port = url.removeprefix("http://").partition(":")
            path = httpx.URL(f"{url}/sparql", params={"query": ENDLESS}).raw_path
            began = time.monotonic()
            with socket.create_connection((host, int(port))) as client:
                client.sendall(b"GET " + path + f" HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                while not engine.statistics().busy:
                    assert time.monotonic() - began < 30
                    time.sleep(0.02)
                time.sleep(0.2)
            while not engine.statistics().restarts.get("cancelled"):
                assert time.monotonic() - began < 30
                time.sleep(0.02)
            assert engine.ask("ASK {}")


def test_a_large_answer_comes_in_pieces(client: httpx.Client) -> None:
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    query = f"SELECT * {{ ?a <urn:x:next> ?b . ?c {label} ?l }}"
    plain = client.get("/sparql", params={"query": query}, headers=PLAIN)
    assert len(plain.json()["results"]["bindings"]) == 6000
    assert int(plain.headers["content-length"]) == len(plain.content) > 1 << 20
    head = client.head("/sparql", params={"query": query}, headers=PLAIN)
    assert (head.content, head.headers["etag"]) == (b"", plain.headers["etag"])
    assert head.headers["content-length"] == plain.headers["content-length"]
    packed = client.get("/sparql", params={"query": query}, headers=GZIP)
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
