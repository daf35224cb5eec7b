"""Servers with the first document loaded, by `cetu load`'s own way, and engines on them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from tests.remote.servers import Server, oxigraph, virtuoso

from cetu import store
from cetu.engine import Engine
from cetu.engine.remote import Remote
from cetu.pipeline.load import load
from cetu.settings import Settings

STARTS: dict[str, Callable[[Path], AbstractContextManager[Server]]] = {
    "oxigraph": oxigraph,
    "virtuoso": virtuoso,
}


@pytest.fixture(scope="session", params=list(STARTS))
def server(
    request: pytest.FixtureRequest, first: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Each server in turn, holding the first document."""
    place = tmp_path_factory.mktemp(request.param)
    with STARTS[request.param](place) as running:
        done = load(settings(running, first, state=place / "state"))
        assert done.graphs
        assert done.triples
        yield running


def settings(server: Server, root: Path, **others: object) -> Settings:
    """Settings that make `server` the engine; generous with time, as many tests run at once."""
    given = {"engine": server.engine, "root": root, "query_timeout_s": 30.0} | others
    return Settings.model_validate(given)


@pytest.fixture(scope="session")
def remote(server: Server, first: Path) -> Iterator[Remote]:
    """The engine on that server."""
    with Remote(settings(server, first)) as running:
        yield running


@pytest.fixture(scope="session")
def own(first: Path) -> Iterator[Engine]:
    """Our own engine on the same document."""
    with Engine(store.snapshot(first), Settings(root=first, query_timeout_s=60)) as running:
        yield running
