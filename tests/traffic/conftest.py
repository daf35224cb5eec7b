"""A service that every test of traffic may ask."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.traffic.served import Served, serving


@pytest.fixture(scope="session")
def strict(first: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service behind a proxy (this machine), with tight limits and a log in JSON."""
    log = tmp_path_factory.mktemp("strict") / "log"
    with serving(
        first,
        log,
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
