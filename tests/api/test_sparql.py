import csv
import io
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Literal

import httpx
import pytest
from fastapi import FastAPI
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import (
    CSV,
    JSON,
    JSONLD,
    N3,
    RDFXML,
    TURTLE,
    XML,
    SPARQLWrapper,
)

from cetu.api import doors, problem
from cetu.api.writing import Writing
from cetu.engine import Engine
from cetu.engine.formats import GRAPH_TYPES, ROW_TYPES
from cetu.keys import Keys
from cetu.model.snapshot import Snapshot
from cetu.settings import Settings

Serve = Callable[[FastAPI], AbstractContextManager[str]]

LABELS = "SELECT ?s ?l { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l } ORDER BY ?l"
GRAPH = LABELS.replace("SELECT ?s ?l", "CONSTRUCT { ?s a ?l } WHERE").replace("ORDER BY ?l", "")
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


def labels(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [row["l"]["value"] for row in answer.json()["results"]["bindings"]]


EXPECTED = ["Set up a risk pool", "支持信用贷款", "设立风险补偿资金池"]


def test_the_three_ways_to_ask(client: httpx.Client) -> None:
    ways = [
        client.get("/sparql", params={"query": LABELS}),
        client.post("/sparql", data={"query": LABELS}),
        client.post("/sparql", content=LABELS, headers=DIRECT),
        client.post(
            "/sparql",
            content=LABELS,
            headers={"Content-Type": "Application/SPARQL-query; charset=UTF-8"},
        ),
    ]
    for answer in ways:
        assert sorted(labels(answer)) == EXPECTED
        assert answer.headers["content-type"] == "application/sparql-results+json"
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["vary"] == "Accept"
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("media_type", ROW_TYPES)
def test_rows_in_the_format_asked_for(client: httpx.Client, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": LABELS}, headers={"Accept": media_type})
    kind, _, charset = answer.headers["content-type"].partition("; ")
    assert kind == media_type
    assert charset == ("charset=utf-8" if media_type.startswith("text/") else "")
    assert "设立风险补偿资金池" in answer.text


@pytest.mark.parametrize("media_type", GRAPH_TYPES)
def test_graphs_in_the_format_asked_for(client: httpx.Client, media_type: str) -> None:
    answer = client.get("/sparql", params={"query": GRAPH}, headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type


@pytest.mark.parametrize(
    ("accept", "query", "given"),
    [
        ("text/csv;q=0.5, application/sparql-results+xml", LABELS, ROW_TYPES[1]),
        ("application/json", LABELS, ROW_TYPES[0]),
        ("application/json", GRAPH, "application/ld+json"),
        ("text/xml", "ASK {}", ROW_TYPES[1]),
        ("application/turtle", GRAPH, "text/turtle"),
        ("text/rdf+n3", GRAPH, "text/turtle"),
        (BROWSER, LABELS, ROW_TYPES[1]),
        (BROWSER, GRAPH, "application/rdf+xml"),
        ("*/*", GRAPH, "text/turtle"),
    ],
)
def test_what_clients_call_the_formats(
    client: httpx.Client, accept: str, query: str, given: str
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == given


@pytest.mark.parametrize(("query", "accept"), [(LABELS, "text/turtle"), (GRAPH, "text/csv")])
def test_no_acceptable_format(client: httpx.Client, query: str, accept: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
    refused(answer, 406, "not-acceptable")


def refused(answer: httpx.Response, status: int, slug: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    details: dict[str, Any] = answer.json()
    assert details["status"] == status
    assert details["type"].endswith(f"/{slug}")
    return details


def test_the_query_is_given_once(client: httpx.Client) -> None:
    twice = {"query": ["ASK {}", "ASK {}"]}
    for answer in (
        client.get("/sparql", params=twice),
        client.get("/sparql", params={"default-graph-uri": "https://w3id.org/cetu/graph/labels"}),
        client.post("/sparql", data=twice),
        client.post("/sparql", data={}, headers=FORM),
        client.post("/sparql", params={"query": "ASK {}"}, content="ASK {}", headers=DIRECT),
    ):
        refused(answer, 400, "bad-request")
    refused(client.get("/sparql", params={"query": ""}), 400, "query-malformed")
    refused(client.post("/sparql", content="", headers=DIRECT), 400, "query-malformed")


def test_updates_need_a_key(client: httpx.Client) -> None:
    text = "INSERT DATA { <a:b> <a:c> 1 }"
    direct = {"Content-Type": "application/sparql-update"}
    for path in ("/sparql", "/update"):
        for answer in (
            client.post(path, data={"update": text}),
            client.post(path, content=text, headers=direct),
            client.post(path, data={"update": text}, headers={"Authorization": "Bearer x"}),
        ):
            refused(answer, 401, "key-required")
            assert answer.headers["www-authenticate"].startswith("Bearer ")
    refused(client.post("/sparql", data={"query": "ASK {}", "update": text}), 401, "key-required")
    refused(client.get("/sparql", params={"update": text}), 400, "bad-request")
    refused(client.get("/update", params={"update": text}), 405, "method-not-allowed")
    answer = client.post("/sparql", content=text, headers=DIRECT)
    assert "sent as a query" in refused(answer, 400, "query-refused")["detail"]


@pytest.mark.parametrize(
    "kind",
    ["text/plain", "multipart/form-data; boundary=x", "", "/"],
)
def test_other_content_types(client: httpx.Client, kind: str) -> None:
    headers = {"Content-Type": kind} if kind else {}
    answer = client.post("/sparql", content="ASK {}", headers=headers)
    refused(answer, 415, "unsupported-media-type")
    assert "application/sparql-query" in answer.headers["accept-post"]


def test_text_that_is_not_utf8(client: httpx.Client) -> None:
    other = {"Content-Type": "application/sparql-query; charset=gbk"}
    refused(client.post("/sparql", content="ASK {}", headers=other), 415, "unsupported-media-type")
    gbk = "ASK { ?s ?p '东莞' }".encode("gbk")
    for answer in (
        client.post("/sparql", content=gbk, headers=DIRECT),
        client.post("/sparql", content="query=ASK%20{}%ff", headers=FORM),
        client.post("/sparql", content=b"query=" + gbk, headers=FORM),
    ):
        assert "UTF-8" in refused(answer, 400, "bad-request")["detail"]
    many = client.post("/sparql", content="a&" * 2000, headers=FORM)
    refused(many, 400, "bad-request")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_other_methods(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/sparql")
    refused(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_scripts_of_any_origin_may_ask(client: httpx.Client) -> None:
    answer = client.options("/sparql", headers={"Origin": "https://example.org"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "Content-Type" in answer.headers["access-control-allow-headers"]
    assert "access-control-allow-credentials" not in answer.headers


def test_head_has_the_headers_of_get(client: httpx.Client) -> None:
    answer = client.head("/sparql", params={"query": "ASK {}"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == ROW_TYPES[0]


def test_malformed_says_where_in_both_languages(client: httpx.Client) -> None:
    query = {"query": "SELECT *\n{ ?s ?p }"}
    english = refused(client.get("/sparql", params=query), 400, "query-malformed")
    assert "line 2, column 10" in english["detail"]
    chinese = client.get("/sparql", params=query, headers={"Accept-Language": "zh-CN"})
    assert "第 2 行第 10 列" in refused(chinese, 400, "query-malformed")["detail"]


def test_a_body_too_large_is_not_read(client: httpx.Client, small_engine: Engine) -> None:
    limit = small_engine.settings.max_query_bytes
    sent = 0

    def chunks() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += limit
            yield b"#" * limit

    answer = client.post("/sparql", content=b"#" * (limit + 1), headers=DIRECT)
    refused(answer, 413, "content-too-large")
    try:
        answer = client.post("/sparql", content=chunks(), headers=DIRECT)
    except httpx.WriteError:  # the server hung up before we had read its answer
        pass
    else:
        refused(answer, 413, "content-too-large")
    assert sent < 1000 * limit
    form = client.post("/sparql", data={"query": f"ASK {{}} #{'东' * limit}"})
    refused(form, 413, "content-too-large")
    # A form may be larger than the query in it, and then the query is measured.
    refused(client.post("/sparql", data={"query": "#" * (limit + 1)}), 413, "query-too-large")


def test_the_dataset_of_the_request(client: httpx.Client) -> None:
    count = "SELECT (COUNT(*) AS ?l) { ?s ?p ?o }"
    named = "SELECT (COUNT(*) AS ?l) { GRAPH ?g { ?s ?p ?o } }"
    one = "https://w3id.org/cetu/graph/labels"
    assert labels(client.get("/sparql", params={"query": count})) == ["2003"]
    for request in (
        {"query": count, "default-graph-uri": one},
        {"query": named, "named-graph-uri": one},
    ):
        assert labels(client.get("/sparql", params=request)) == ["3"]
        assert labels(client.post("/sparql", data=request)) == ["3"]
        text = request.pop("query")
        assert labels(client.post("/sparql", params=request, content=text, headers=DIRECT)) == ["3"]
    elsewhere = {"query": count, "default-graph-uri": "http://127.0.0.1:9/"}
    assert labels(client.get("/sparql", params=elsewhere)) == ["0"]
    nowhere = {"query": count, "default-graph-uri": "labels"}
    refused(client.get("/sparql", params=nowhere), 400, "query-malformed")


def test_a_browser_is_shown_the_editor(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": BROWSER})
    assert (answer.status_code, answer.headers["location"]) == (303, "/editor")


@pytest.mark.parametrize("media_type", GRAPH_TYPES)
def test_the_service_describes_itself(client: httpx.Client, address: str, media_type: str) -> None:
    answer = client.get("/sparql", headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert f"{address}/sparql" in answer.text
    if media_type == "text/turtle":
        description = Graph().parse(data=answer.text, format="turtle")
        service = description.value(None, RDF.type, SD.Service)
        assert description.value(service, SD.endpoint) == URIRef(f"{address}/sparql")
        assert (service, SD.feature, SD.UnionDefaultGraph) in description
        assert set(description.objects(None, SD.name)) == {
            URIRef("https://w3id.org/cetu/graph/labels"),
            URIRef("https://w3id.org/cetu/graph/filler"),
        }


def test_without_a_query_or_a_use_for_a_description(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "application/sparql-results+json"})
    assert "no query" in refused(answer, 400, "bad-request")["detail"]


@pytest.mark.parametrize(
    ("query", "status", "slug"),
    [
        (f"SELECT * {{ {'{' * 5000}?s ?p ?o{'}' * 5000} }}", 400, "query-refused"),
        (ENDLESS, 503, "query-timeout"),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f", 503, None),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400, "query-refused"),
        ("ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> {} } }", 400, "query-refused"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 400, "query-refused"),
    ],
)
def test_a_bomb_is_a_proper_error_within_the_limit(
    client: httpx.Client, small_engine: Engine, query: str, status: int, slug: str | None
) -> None:
    answer = client.post("/sparql", content=query, headers=DIRECT)
    assert answer.elapsed.total_seconds() < small_engine.settings.query_timeout_s + 0.5
    if slug:
        assert refused(answer, status, slug)["hint"]
    assert answer.status_code == status
    assert sorted(labels(client.get("/sparql", params={"query": LABELS}))) == EXPECTED


def test_slow_queries_do_not_block_the_others(
    client: httpx.Client, address: str, small_engine: Engine
) -> None:
    with ThreadPoolExecutor(2) as threads:
        slow = [
            threads.submit(httpx.get, f"{address}/sparql", params={"query": ENDLESS}, timeout=30)
            for _ in range(2)
        ]
        threading.Event().wait(0.2)
        assert client.get("/sparql").status_code == 200
        assert small_engine.ask("ASK {}")  # as a page does: they left it a worker
        assert not any(one.done() for one in slow)
        assert [one.result().status_code for one in slow] == [503, 503]


def test_a_full_queue_says_when_to_come_back(
    small_snapshot: Snapshot, serve: Serve, keys: Path
) -> None:
    settings = Settings(workers=1, queue_size=0, query_timeout_s=2)
    app = FastAPI()
    with Engine(small_snapshot, settings) as engine, ThreadPoolExecutor(1) as threads:
        app.include_router(doors.router(engine, Writing(engine, Keys(keys), None)))
        problem.install(app)
        with serve(app) as url:
            slow = threads.submit(httpx.get, f"{url}/sparql", params={"query": ENDLESS})
            threading.Event().wait(0.5)
            answer = httpx.get(f"{url}/sparql", params={"query": "ASK {}"})
            refused(answer, 503, "engine-busy")
            assert answer.headers["retry-after"] == "1"
            refused(slow.result(), 503, "query-timeout")
            assert httpx.get(f"{url}/sparql", params={"query": "ASK {}"}).status_code == 200


@pytest.mark.parametrize(
    ("method", "encoding"),
    [("GET", "urlencoded"), ("POST", "urlencoded"), ("POST", "postdirectly")],
)
def test_sparqlwrapper_rows(address: str, method: str, encoding: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    wrapper.setMethod(method)
    wrapper.setRequestMethod(encoding)
    wrapper.setQuery(LABELS)
    wrapper.setReturnFormat(JSON)
    found: Any = wrapper.queryAndConvert()
    assert sorted(row["l"]["value"] for row in found["results"]["bindings"]) == EXPECTED
    wrapper.setReturnFormat(XML)
    document: Any = wrapper.queryAndConvert()
    assert len(document.getElementsByTagName("result")) == 3
    wrapper.setReturnFormat(CSV)
    body: Any = wrapper.queryAndConvert()
    rows = csv.DictReader(io.StringIO(body.decode(), newline=""))
    assert sorted(row["l"] for row in rows) == EXPECTED


# rdflib 7.6 makes one of its own deprecated graphs when it reads JSON-LD, and SPARQLWrapper too.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
@pytest.mark.parametrize("wanted", [TURTLE, N3, RDFXML, JSONLD])
def test_sparqlwrapper_graphs(address: str, wanted: str) -> None:
    wrapper = SPARQLWrapper(f"{address}/sparql")
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    wrapper.setQuery(f"CONSTRUCT {{ ?s {label} ?l }} WHERE {{ ?s {label} ?l }}")
    wrapper.setReturnFormat(wanted)
    found: Any = wrapper.queryAndConvert()
    graph = Graph().parse(data=found) if isinstance(found, bytes) else found
    assert len(graph) == 3


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv"])
def test_rdflib_sparqlstore(
    address: str, method: Literal["GET", "POST", "POST_FORM"], form: str
) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql", method=method, returnFormat=form))
    assert sorted(str(row[1]) for row in graph.query(LABELS)) == EXPECTED  # type: ignore[index]
    task = URIRef("https://w3id.org/cetu/id/task/2")
    assert [str(label) for label in graph.objects(task)] == ["支持信用贷款"]
    one = Graph(graph.store, identifier="https://w3id.org/cetu/graph/labels")
    assert len(list(one.query("SELECT * { ?s ?p ?o }"))) == 3
