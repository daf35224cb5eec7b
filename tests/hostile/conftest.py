"""A service with short limits, as a process of its own, and what it leaves in the system."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import httpx
import psutil
import pytest
from tests import announced

from cetu.keys import Keys

HARD = os.environ.get("CETU_HARD") == "1"
LIMIT_S = 1.0
"""Seconds that the service gives a query here."""
LENIENT_S = 0.5 if HARD else 10.0
"""Seconds beyond its limit in which a query must be answered; the machine may be busy."""


@dataclass(frozen=True)
class Service:
    """A running service: its address and its process."""

    address: str
    process: psutil.Process

    def offspring(self) -> int:
        """How many processes live below it."""
        return sum(
            p.status() != psutil.STATUS_ZOMBIE for p in self.process.children(recursive=True)
        )


@pytest.fixture(scope="module")
def state(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what the service writes."""
    return tmp_path_factory.mktemp("state")


@pytest.fixture(scope="module")
def key(state: Path) -> str:
    """A key that may write."""
    return Keys(state).add("hostile", ["update", "documents"], timedelta(days=1))


@pytest.fixture(scope="module")
def target(first: Path, state: Path) -> Iterator[Service]:
    """`cetu serve` on the first document, with a limit of one second and no fair-use account."""
    environment = {
        "CETU_LANG": "en", "NO_COLOR": "1", "PYTHONUNBUFFERED": "1", "CETU_ROOT": str(first),
        "CETU_QUERY_TIMEOUT_S": str(LIMIT_S), "CETU_CLIENT_QUERY_S": "0",
        "CETU_CLIENT_PARALLEL": "64", "CETU_CACHE_BYTES": "0",
        "CETU_STATE": str(state),
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "cetu", "serve", "--port", "0"],
        cwd=first,
        env=os.environ | environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    try:
        address = announced.address(process.stderr)
        httpx.get(f"{address}/sparql", timeout=30).raise_for_status()
        yield Service(address, psutil.Process(process.pid))
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
