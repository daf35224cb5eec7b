"""The engines compared: each answers one SPARQL query with JSON rows, and says how it starts."""

import contextlib
import http.client
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Final, Protocol, Self

import pyoxigraph as ox

from cetu.engine import gate
from cetu.engine.state import load
from cetu.model.snapshot import Snapshot

LIMIT_S: Final = 30.0
"""Seconds an engine may take for one question."""
EMPTY: Final = "ASK {}"
"""A query with nothing to evaluate: what it costs is the way there and back."""

_START_S: Final = 300.0
_END_S: Final = 10.0
_ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:(\d+)")
_JSON: Final = "application/sparql-results+json"
_LOST: Final = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)


class Failed(Exception):
    """An engine gave no answer; the text is short enough for a cell of the table."""


class Engine(Protocol):
    """Something that answers queries."""

    @property
    def name(self) -> str:
        """The heading of its column."""
        ...

    @property
    def started_s(self) -> float:
        """Seconds from its start to its first answer."""
        ...

    def ask(self, query: str) -> tuple[float, bytes]:
        """Return the seconds taken and the answer as SPARQL JSON.

        Raises:
            Failed: no answer, or not within `LIMIT_S`.
        """
        ...


class Bare:
    """The engine in this process, with the two stores of a worker and nothing around them."""

    name = "engine"

    def __init__(self, snapshot: Snapshot) -> None:
        """Load the snapshot, and answer once."""
        begin = time.perf_counter()
        self._stores = load([(str(file.path), file.graph) for file in snapshot.files])
        self._graphs = {graph.value for graph in self._stores.named.named_graphs()}
        self._asked: dict[str, ox.Store] = {}
        self.ask(EMPTY)
        self.started_s = time.perf_counter() - begin

    @property
    def triples(self) -> int:
        """How many different triples there are."""
        return len(self._stores.merged)

    def ask(self, query: str) -> tuple[float, bytes]:
        """As `Engine.ask`. The first time in a thread: a running query cannot be stopped."""
        if query in self._asked:
            return _timed(lambda: _evaluate(self._asked[query], query))
        names_graphs = gate.check(query, max_bytes=len(query) * 4, graphs=self._graphs).names_graphs
        store = self._stores.named if names_graphs else self._stores.merged
        answers: list[tuple[float, bytes]] = []
        thread = threading.Thread(
            target=lambda: answers.append(_timed(lambda: _evaluate(store, query))), daemon=True
        )
        thread.start()
        thread.join(LIMIT_S)
        if not answers:
            raise Failed(f"> {LIMIT_S:g} s" if thread.is_alive() else "an error")
        self._asked[query] = store
        return answers[0]


class Server:
    """A SPARQL endpoint in a process of its own, on loopback; a context manager."""

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str]) -> None:
        """Keep what to start: a command that prints its address. Nothing runs yet."""
        self.name = name
        self.started_s = 0.0
        self._command = [sys.executable, *command]
        self._env = os.environ | env
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._line = http.client.HTTPConnection("127.0.0.1")

    def __enter__(self) -> Self:
        """Start it, and wait for its first answer.

        Raises:
            RuntimeError: it ended, or gave no answer in time; with the end of what it printed.
        """
        try:
            self.started_s = self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self._stop()
        self._log.close()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._running().pid

    def ask(self, query: str) -> tuple[float, bytes]:
        """As `Engine.ask`, over HTTP: a POST of the query itself."""
        try:
            try:
                return _timed(lambda: self._post(query))
            except _LOST:  # an idle connection, closed by the server: not the question's cost
                self._line.close()
                return _timed(lambda: self._post(query))
        except TimeoutError:
            self._stop()  # it may be busy with this question for ever
            self._start()
            raise Failed(f"> {LIMIT_S:g} s") from None
        except (OSError, http.client.HTTPException) as error:
            self._line.close()
            raise Failed(type(error).__name__) from error

    def _post(self, query: str) -> bytes:
        headers = {"Content-Type": "application/sparql-query", "Accept": _JSON}
        self._line.request("POST", "/sparql", query.encode(), headers)
        response = self._line.getresponse()
        body = response.read()
        if response.status != http.client.OK:
            raise Failed(f"HTTP {response.status}")
        return body

    def _start(self) -> float:
        begin = time.perf_counter()
        self._log.seek(0)
        self._log.truncate()
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and modules
            self._command,
            env=self._env,
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
        )
        while not self._answers():
            if self._process.poll() is not None or time.perf_counter() - begin > _START_S:
                raise RuntimeError(f"{self.name} did not start:\n{self._said()[-2000:]}")
            time.sleep(0.01)
        return time.perf_counter() - begin

    def _answers(self) -> bool:
        address = _ADDRESS.search(self._said())
        if not address:
            return False
        self._line = http.client.HTTPConnection("127.0.0.1", int(address[1]), timeout=LIMIT_S)
        with contextlib.suppress(ConnectionError):
            self._post(EMPTY)
            return True
        self._line.close()
        return False

    def _said(self) -> str:
        # By position: the file's offset is shared with the process that writes to it.
        return os.pread(self._log.fileno(), 1 << 20, 0).decode(errors="replace")

    def _stop(self) -> None:
        self._line.close()
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError(f"{self.name} is not running")
        return self._process


def service(root: Path) -> Server:
    """Return this service, as `cetu serve` runs it on the graph under `root`."""
    command = ["-m", "cetu", "serve", "--host", "127.0.0.1", "--port", "0"]
    return Server("cetu", command, {"CETU_ROOT": str(root)})


def peer(root: Path) -> Server:
    """Return rdflib-endpoint with the same files."""
    return Server("rdflib", [str(Path(__file__).with_name("peer.py")), str(root)], {})


def _evaluate(store: ox.Store, query: str) -> bytes:
    results = store.query(query)
    assert not isinstance(results, ox.QueryTriples)  # the questions ask for rows
    return results.serialize(format=ox.QueryResultsFormat.JSON) or b""


def _timed(ask: Callable[[], bytes]) -> tuple[float, bytes]:
    begin = time.perf_counter()
    answer = ask()
    return time.perf_counter() - begin, answer
