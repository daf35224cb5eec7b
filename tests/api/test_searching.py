"""SERVICE through the door: described, answered, of one snapshot with what it is joined with."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from rdflib import DCTERMS, Graph, Namespace, URIRef

from cetu.answer.lookup import Finder
from cetu.answer.services import Services
from cetu.api import doors, problem
from cetu.api.writing import Writing
from cetu.engine import Engine
from cetu.engine.gate import Filled
from cetu.keys import Keys
from cetu.model.snapshot import GraphFile, Snapshot
from cetu.namespaces import SEARCH_SERVICE
from cetu.settings import Settings

Serve = Callable[[FastAPI], AbstractContextManager[str]]
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
OTHER = "http://127.0.0.1:1/sparql"
QUERY = """PREFIX cetu: <https://w3id.org/cetu/ontology#>
  PREFIX search: <https://w3id.org/cetu/search#>
  SELECT ?number { SERVICE <https://w3id.org/cetu/search> { ?task search:words "竹编" }
    ?task cetu:taskNumber ?number }"""
ROWS = {"Accept": "text/csv"}


def _snapshot(folder: Path, name: str) -> Snapshot:
    """One task, called `name`, whose words are the same in every snapshot."""
    (folder / f"{name}.trig").write_text(
        f"""@prefix cetu: <https://w3id.org/cetu/ontology#> .
        <https://w3id.org/cetu/graph/{name}> {{
          <https://w3id.org/cetu/id/task/{name}> cetu:taskNumber "{name}" ;
            cetu:taskText "推广竹编技艺。" . }}""",
        "utf-8",
    )
    return Snapshot(name * 64, (GraphFile(folder / f"{name}.trig", None),))


@contextmanager
def _client(
    serve: Serve, engine: Engine, folder: Path, services: Services | None = None
) -> Iterator[httpx.Client]:
    app = FastAPI()
    problem.install(app)
    services = services or Services(Finder(engine), engine.settings)
    app.include_router(doors.router(engine, Writing(engine, Keys(folder), None), services))
    with serve(app) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture
def settings() -> Settings:
    return Settings(workers=2, federate=(OTHER,))


def test_the_description_names_what_may_be_called(
    serve: Serve, settings: Settings, tmp_path: Path
) -> None:
    with (
        Engine(_snapshot(tmp_path, "a"), settings) as engine,
        _client(serve, engine, tmp_path) as client,
    ):
        turtle = client.get("/sparql", headers={"Accept": "text/turtle"}).text
    described = Graph().parse(data=turtle, format="turtle")
    [service] = described.subjects(SD.endpoint, None)
    assert set(described.objects(service, SD.feature)) == {
        SD.UnionDefaultGraph,
        SD.BasicFederatedQuery,
        URIRef(SEARCH_SERVICE),
    }
    assert set(described.objects(service, DCTERMS.relation)) == {URIRef(OTHER)}


def test_a_failure_elsewhere_is_told_as_such(
    serve: Serve, settings: Settings, tmp_path: Path
) -> None:
    with (
        Engine(_snapshot(tmp_path, "a"), settings) as engine,
        _client(serve, engine, tmp_path) as client,
    ):
        assert client.get("/sparql", params={"query": QUERY}, headers=ROWS).text.split() == [
            "number",
            "a",
        ]
        query = f"SELECT * {{ SERVICE <{OTHER}> {{ ?s ?p ?o }} }}"
        failed = client.post("/sparql", data={"query": query}, headers=ROWS)
        assert (failed.status_code, failed.json()["type"][-13:]) == (502, "remote-failed")
        query = query.replace("SERVICE", "SERVICE SILENT")
        assert client.post("/sparql", data={"query": query}, headers=ROWS).status_code == 200
        query = query.replace(OTHER, "http://127.0.0.1:2/sparql")
        refused = client.post("/sparql", data={"query": query}, headers=ROWS)
        assert refused.status_code == 400
        assert f"<{OTHER}>" in refused.json()["hint"]


class Changing(Services):
    """Just after a search, the graph changes: to each of these snapshots in turn."""

    def __init__(self, engine: Engine, snapshots: list[Snapshot]) -> None:
        super().__init__(Finder(engine), engine.settings)
        self.engine = engine
        self.snapshots = snapshots

    def fill(self, text: str) -> Filled:
        filled = super().fill(text)
        if self.snapshots:
            self.engine.switch(self.snapshots.pop(0))
        return filled


@pytest.mark.parametrize("times", [1, 2])
def test_hits_and_what_they_are_joined_with_are_of_one_snapshot(
    serve: Serve, settings: Settings, tmp_path: Path, times: int
) -> None:
    """The task found in one snapshot has no number in the other: a mixed answer has no row."""
    states = [_snapshot(tmp_path, name) for name in "abc"]
    with (
        Engine(states[0], settings) as engine,
        _client(serve, engine, tmp_path, Changing(engine, states[1 : times + 1])) as client,
    ):
        answer = client.get("/sparql", params={"query": QUERY}, headers=ROWS)
    assert answer.raise_for_status().text.split() == ["number", "abc"[times]]
