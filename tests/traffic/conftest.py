"""A service that every test of traffic may ask, and a key to it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.traffic.served import Served, serving

from cetu.keys import Keys


@pytest.fixture(scope="session")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what the service writes."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="session")
def token(state: Path) -> str:
    """A key that may update, as its holder has it."""
    return Keys(state).add("tester", ["update"], timedelta(hours=1))


@pytest.fixture(scope="session")
def strict(
    first: Path, state: Path, token: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A service behind a proxy (this machine), with tight limits and a log in JSON."""
    assert token  # made before it starts, as an operator would
    log = tmp_path_factory.mktemp("strict") / "log"
    with serving(
        first,
        log,
        state=state,
        proxies="127.0.0.1",
        log_format="json",
        client_timeout_s=3,
        max_body_bytes=1 << 20,
        slow_query_s=0.5,
        query_timeout_s=2,
        client_query_s=60,
        client_burst_s=1,
        client_parallel=3,
    ) as served:
        yield served
