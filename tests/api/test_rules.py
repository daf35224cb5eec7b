"""The rules at their own addresses: HTML to a browser, Turtle to everyone else."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from cetu.answer.rules import SHELVES, rules, shelf_of
from cetu.api import problem
from cetu.api.rules import router
from cetu.namespaces import BASE, PREFIXES


class _Pages:
    def rules(self, _request: Request, shelf: str) -> Response:
        return HTMLResponse(f"<h1>{shelf}</h1>")


@pytest.fixture(scope="module")
def http(
    serve: Callable[[FastAPI], AbstractContextManager[str]], root: Path
) -> Iterator[httpx.Client]:
    """A client of a server of the rules."""
    app = FastAPI()
    problem.install(app)
    app.include_router(router(root, _Pages()))
    with serve(app) as url, httpx.Client(base_url=url, timeout=30) as client:
        yield client


@pytest.mark.parametrize("shelf", SHELVES)
def test_every_rule_is_described_where_its_iri_leads(
    http: httpx.Client, root: Path, shelf: str
) -> None:
    answer = http.get(f"/{shelf}", headers={"Accept": "text/turtle"})
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    assert answer.headers["vary"] == "Accept"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert f'<{BASE}{shelf}>; rel="describes"' in answer.headers["link"]
    told = {str(quad.subject) for quad in ox.parse(answer.text, format=ox.RdfFormat.TURTLE)}
    named = {rule.iri for rule in rules(root) if shelf_of(rule) == shelf}
    assert len(named) > 5
    if shelf == "shapes":  # one of them stands in the program, and is no shape
        named.remove(f"{BASE}shapes#Unchecked")
    assert {f"<{iri}>" for iri in named} <= told
    again = http.get(f"/{shelf}.ttl").text  # nodes without a name get another label each time
    assert len(again.splitlines()) == len(answer.text.splitlines())


def test_a_query_is_an_executable_of_shacl(http: httpx.Client) -> None:
    graph = ox.Store()
    graph.load(http.get("/checks.ttl").text, format=ox.RdfFormat.TURTLE)
    thing = ox.NamedNode(f"{BASE}checks#citation-circle")
    said = {
        quad.predicate.value: str(quad.object)
        for quad in graph.quads_for_pattern(thing, None, None)
    }
    assert "SELECT" in said[f"{PREFIXES['sh']}select"]
    assert said[f"{PREFIXES['sh']}severity"].startswith(f"<{PREFIXES['sh']}")
    assert said[f"{PREFIXES['dcterms']}type"]


def test_a_browser_gets_the_page(http: httpx.Client) -> None:
    answer = http.get("/checks", headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.text == "<h1>checks</h1>"
    assert answer.headers["vary"] == "Accept"
    assert http.head("/checks").status_code == 200


def test_another_form_is_refused(http: httpx.Client) -> None:
    answer = http.get("/checks", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.json()["hint"]
