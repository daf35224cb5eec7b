"""What every test may use: the checkout, the folder of shared material, the first document."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from tests import announced

from cetu import pipeline

Serve = Callable[[FastAPI], AbstractContextManager[str]]
Serving = Callable[..., AbstractContextManager[str]]
Run = Callable[..., "subprocess.CompletedProcess[str]"]

ROOT = Path(__file__).resolve().parents[1]

LONG = (
    "cli/test_check.py",
    "api/test_documents.py",
    "test_pipeline.py",
    "test_package.py",
    "conformance/test_service.py",
    "shapes/test_shapes.py",
    "pipeline/test_add.py",
    "remote/test_servers.py",
    "queries/test_questions.py",
    "read/forms/test_corpus.py",
    "reason/test_dl.py",
)
"""Files that take ten seconds and more: they go first, so that none is left to one worker alone."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first; within a file nothing changes."""
    places = {ROOT / "tests" / name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path, len(LONG)))


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout: the folder with `ontology/`, `shapes/`, `queries/`, `data/`."""
    return ROOT


@pytest.fixture(scope="session")
def annex(root: Path) -> Path:
    """The first document, as received."""
    return root / "data" / "source" / "000_094825ea34a464ce.txt"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with gold readings and vocabularies; tests that need it skip without it."""
    folder = Path(os.environ.get("CETU_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no shared material at {folder} (set CETU_SHARED)")
    return folder


@pytest.fixture(scope="session")
def first(root: Path, annex: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with the assets of the checkout and the first document alone, its graph built.

    Every worker of a session uses the same one: a test that changes it copies it.
    """
    session = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        session = session.parent
    place = session / "first"
    with (session / "first.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            made = session / "first.half"
            shutil.rmtree(made, ignore_errors=True)
            _only(root, annex, made)
            pipeline.build(made, jobs=1)
            made.rename(place)
    return place


def _only(root: Path, document: Path, place: Path) -> None:
    """Copy the assets of `root`, with one document and its line in the list, to `place`."""
    for folder in ("ontology", "queries", "shapes", "data/reference"):
        shutil.copytree(root / folder, place / folder)
    (place / "data" / "source").mkdir()
    shutil.copy(document, place / "data" / "source")
    head, *lines = (root / "data" / "sources.csv").read_text("utf-8").splitlines(keepends=True)
    (line,) = [line for line in lines if f",source/{document.name}," in line]
    (place / "data" / "sources.csv").write_text(head + line, "utf-8")


@pytest.fixture(scope="session")
def service(first: Path) -> Iterator[str]:
    """The address of `cetu serve` on the first document alone."""
    with running(first) as address:
        yield address


@pytest.fixture(scope="session")
def shipped(root: Path) -> Iterator[str]:
    """The address of `cetu serve` on the graph that is shipped."""
    with running(root) as address:
        yield address


@pytest.fixture(scope="session")
def serving() -> Serving:
    """A context manager that runs `cetu serve` on a root, with settings; it gives the address."""
    return running


@contextmanager
def running(place: Path, **settings: str) -> Iterator[str]:
    """Run `cetu serve` as a process of its own, on a free port of loopback; give its address."""
    environment = os.environ | {"CETU_LANG": "en", "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}
    environment |= settings
    process = subprocess.Popen(
        [sys.executable, "-m", "cetu", "serve", "--port", "0"],
        cwd=place,
        env=environment | {"CETU_ROOT": str(place)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    # Its log is taken from it line by line: it would wait when the pipe is full.
    reader = threading.Thread(target=deque, args=(process.stderr, 0))
    try:
        address = announced.address(process.stderr)
        reader.start()
        httpx.get(f"{address}/sparql", timeout=30).raise_for_status()
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        if reader.ident is not None:
            reader.join()
        process.stderr.close()


@pytest.fixture(scope="session")
def cetu() -> Run:
    """Run `cetu` with arguments; return the finished process. English unless told otherwise."""

    def run(
        *arguments: str, stdin: str | None = None, **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(  # noqa: S603
            [sys.executable, "-m", "cetu", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env=os.environ | {"CETU_LANG": "en", "COLUMNS": "200", "NO_COLOR": "1"} | environment,
        )

    return run


@pytest.fixture(scope="session")
def serve() -> Serve:
    """A context manager that serves an application on a free port and gives its address."""

    @contextmanager
    def serving(app: FastAPI) -> Iterator[str]:
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", lifespan="off"))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            threading.Event().wait(0.01)
        try:
            yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()

    return serving
