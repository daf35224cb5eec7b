"""Things, the ontology and graphs in every form, over HTTP."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from pyoxigraph import RdfFormat, parse, serialize
from rdflib import Graph, URIRef
from rdflib.namespace import RDFS

from cetu.api import problem, things
from cetu.engine import Engine
from cetu.model.snapshot import GraphFile, Snapshot
from cetu.namespaces import CETU
from cetu.settings import Settings
from cetu.web.things import Things

TASK = "/id/task/dongguan-techfin-2024-annex/t17aaaaa"
IRI = URIRef("https://w3id.org/cetu" + TASK)
FORMS = [
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/n-quads",
    "application/trig",
]


@pytest.fixture(scope="module")
def http(serve: Callable[[FastAPI], AbstractContextManager[str]]) -> Iterator[httpx.Client]:
    """A client of a server of the sample's things."""
    sample = Path(__file__).parents[1] / "answer" / "sample.trig"
    snapshot = Snapshot("c" * 64, (GraphFile(sample, None),))
    with Engine(snapshot, Settings(workers=1)) as engine:
        app = FastAPI()
        problem.install(app)
        app.include_router(things.router(engine, Things(engine)))
        with serve(app) as url, httpx.Client(base_url=url, timeout=30) as client:
            yield client


def _parse(answer: httpx.Response) -> Graph:
    """Read an answer in whatever form it came (rdflib warns of itself when it reads JSON-LD)."""
    form = RdfFormat.from_media_type(answer.headers["content-type"].partition(";")[0])
    assert form is not None
    triples = (quad.triple for quad in parse(answer.content, format=form))
    return Graph().parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")


@pytest.mark.parametrize("media_type", FORMS)
def test_a_thing_comes_in_the_form_asked_for(http: httpx.Client, media_type: str) -> None:
    answer = http.get(TASK, headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.headers["access-control-allow-origin"] == "*"
    assert str(_parse(answer).value(IRI, CETU.taskNumber)) == "17"


@pytest.mark.parametrize(
    ("suffix", "media_type"),
    [(".ttl", "text/turtle"), (".jsonld", "application/ld+json"), (".nt", "application/n-triples")],
)
def test_a_suffix_asks_for_a_form(http: httpx.Client, suffix: str, media_type: str) -> None:
    answer = http.get(TASK + suffix, headers={"Accept": "text/html"})
    assert answer.headers["content-type"].partition(";")[0] == media_type


def test_the_description_can_be_read_on_its_own(http: httpx.Client) -> None:
    graph = _parse(http.get(TASK + ".ttl"))
    limit = graph.value(IRI, CETU.hasLimit)
    evidence = graph.value(limit, CETU.evidence)
    assert str(graph.value(evidence, CETU.exactQuote)) == "最高给予贷款本金 80%"
    measure = graph.value(IRI, CETU.ofMeasure)
    assert {str(label) for label in graph.objects(measure, RDFS.label)} == {
        "五、健全科技信贷风险分担和补偿机制",
        "Measure 5",
    }
    assert (None, CETU.orders, IRI) in graph


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("*/*", "text/turtle"),
        ("application/rdf+xml;q=0.5, text/turtle", "text/turtle"),
        ("text/html;q=0.1, application/ld+json", "application/ld+json"),
        ("application/json", "application/ld+json"),
    ],
)
def test_browsers_get_pages_and_programs_data(
    http: httpx.Client, accept: str, media_type: str
) -> None:
    answer = http.get(TASK, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.headers["vary"] == "Accept"


def test_what_cannot_be_given_is_refused(http: httpx.Client) -> None:
    assert http.get(TASK, headers={"Accept": "image/png"}).status_code == 406


def test_headers_tell_what_is_described_and_the_other_forms(http: httpx.Client) -> None:
    for accept in ("text/html", "text/turtle"):
        answer = http.get(TASK, headers={"Accept": accept})
        link = answer.headers["link"]
        assert f'<{IRI}>; rel="describes"' in link
        assert f'<{TASK}.ttl>; rel="alternate"; type="text/turtle"' in link


def test_an_unchanged_answer_is_not_sent_again(http: httpx.Client) -> None:
    first = http.get(TASK + ".ttl")
    again = http.get(TASK + ".ttl", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = http.get(TASK + ".nt")
    assert other.headers["etag"] != first.headers["etag"]


def test_head_gives_the_headers(http: httpx.Client) -> None:
    answer = http.head(TASK, headers={"Accept": "text/turtle"})
    assert answer.status_code == 200
    assert answer.content == b""


@pytest.mark.parametrize(
    "path",
    [
        "/id/nothing",
        "/id/nothing.nt",
        "/id/%3E%20x",
        "/graph/nothing",
        "/ontologyx",
        "/ontology/nope",
    ],
)
def test_the_unknown_is_a_problem(http: httpx.Client, path: str) -> None:
    answer = http.get(path, headers={"Accept": "application/n-triples"})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_an_unknown_thing_is_unknown_even_to_who_holds_a_copy(http: httpx.Client) -> None:
    tag = http.get(TASK + ".nt").headers["etag"]
    assert http.get("/id/nothing.nt", headers={"If-None-Match": tag}).status_code == 404


def test_the_ontology_is_one_file(http: httpx.Client) -> None:
    graph = _parse(http.get("/ontology.ttl"))
    assert (CETU.Task, RDFS.subClassOf, CETU.Reading) in graph
    assert http.get("/ontology/task", headers={"Accept": "text/turtle"}).status_code == 200


def test_graphs_are_listed_and_downloaded(http: httpx.Client) -> None:
    name = "/graph/dongguan-techfin-2024-annex/033ce048e173"
    graph = _parse(http.get(name + ".nt"))
    assert str(graph.value(IRI, CETU.taskNumber)) == "17"
    listing = _parse(http.get("/graph/", headers={"Accept": "text/turtle"}))
    assert (URIRef("https://w3id.org/cetu" + name), None, None) in listing
