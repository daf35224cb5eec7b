"""A small engine behind a real server."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from cetu.api import doors, problem
from cetu.api.compression import Compression
from cetu.api.writing import Writing
from cetu.engine import Engine
from cetu.keys import Keys
from cetu.model.snapshot import GraphFile, Snapshot
from cetu.settings import Settings

Serve = Callable[[FastAPI], AbstractContextManager[str]]

_DATA = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/cetu/id/task/1> rdfs:label "设立风险补偿资金池"@zh , "Set up a risk pool"@en .
<https://w3id.org/cetu/id/task/2> rdfs:label "支持信用贷款"@zh .
"""


@pytest.fixture(scope="session")
def small_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Three labels in one graph, and filler enough for an endless product in another."""
    folder = tmp_path_factory.mktemp("api")
    (folder / "labels.ttl").write_text(_DATA, encoding="utf-8")
    filler = "".join(f"<urn:x:{i}> <urn:x:next> <urn:x:{i + 1}> .\n" for i in range(2000))
    (folder / "filler.ttl").write_text(filler)
    return Snapshot(
        "1" * 64,
        (
            GraphFile(folder / "labels.ttl", "https://w3id.org/cetu/graph/labels"),
            GraphFile(folder / "filler.ttl", "https://w3id.org/cetu/graph/filler"),
        ),
    )


@pytest.fixture(scope="session")
def small_engine(small_snapshot: Snapshot) -> Iterator[Engine]:
    """An engine with a limit of one second."""
    with Engine(small_snapshot, Settings(workers=2, query_timeout_s=1)) as engine:
        yield engine


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with no keys in it."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(scope="session")
def address(small_engine: Engine, serve: Serve, keys: Path) -> Iterator[str]:
    """The address of a server of the SPARQL doors, and nobody who may write."""
    app = FastAPI()
    app.add_middleware(Compression)
    writing = Writing(small_engine, Keys(keys), None)
    app.include_router(doors.router(small_engine, writing))
    problem.install(app)
    with serve(app) as url:
        yield url


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    """A client of that server."""
    with httpx.Client(base_url=address, timeout=30) as http:
        yield http
