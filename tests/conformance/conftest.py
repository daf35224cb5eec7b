"""The suites, servers that the runner is tried on, and the runner itself as a process."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

RUNNER: Final = Path(__file__).with_name("run.py")
_PATIENCE_S: Final = 900
_STARTING_S: Final = 60

Runs = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def suites(shared: Path) -> Path:
    """The folder with the suites of SPARQL 1.0 and 1.1."""
    folder = shared / "w3c" / "sparql"
    if not folder.is_dir():
        pytest.skip(f"no W3C suites at {folder}")
    return folder


@pytest.fixture(scope="session")
def runs(suites: Path) -> Runs:
    """Run the runner with arguments, on the suites; return the finished process."""

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(  # noqa: S603
            [sys.executable, str(RUNNER), "--suites", str(suites), *arguments],
            capture_output=True,
            text=True,
            timeout=_PATIENCE_S,
            check=False,
            env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1"},
        )

    return run


@contextmanager
def oxigraph() -> Iterator[str]:
    """The address of an empty Oxigraph server in memory, on a free port of loopback."""
    process, address = _started()
    try:
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _started() -> "tuple[subprocess.Popen[bytes], str]":
    """A server that answers, and its address.

    It does not tell which port it was given for 0, so one that is free is looked for; should
    another take it meanwhile, the server ends, and the next is tried.
    """
    binary = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    assert binary is not None
    deadline = time.monotonic() + _STARTING_S
    while time.monotonic() < deadline:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            address = f"127.0.0.1:{free.getsockname()[1]}"
        process = subprocess.Popen(  # noqa: S603
            [binary, "serve", "--bind", address], stderr=subprocess.DEVNULL
        )
        while process.poll() is None and time.monotonic() < deadline:
            with suppress(httpx.TransportError):
                httpx.get(f"http://{address}/query", timeout=30).raise_for_status()
                return process, f"http://{address}"
            time.sleep(0.05)
        process.kill()
        process.wait()
    raise AssertionError("no Oxigraph server could be started")


@pytest.fixture
def server() -> Iterator[str]:
    """An Oxigraph server of the test's own."""
    with oxigraph() as address:
        yield address


def addresses(base: str) -> list[str]:
    """The arguments that name an Oxigraph server."""
    return [f"--{name}={base}/{name}" for name in ("query", "update", "store")]


def failures(report: dict[str, Any]) -> dict[str, str]:
    """What failed, and why; each suite's tests, told apart by suite and name."""
    return {
        f"{test['suite']} {test['name']}": test["detail"]
        for test in report["tests"]
        if test["outcome"] == "failed"
    }


def report_of(done: "subprocess.CompletedProcess[str]") -> dict[str, Any]:
    """The report of a run that came to one."""
    assert done.returncode in {0, 1}, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read
