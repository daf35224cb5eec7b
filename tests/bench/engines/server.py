"""A SPARQL endpoint in a process of its own, on loopback."""

import os
import signal
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Final, Self

from tests.bench.client import LIMIT_S, Address, Failed, Line

EMPTY: Final = "ASK { ?s ?p ?o }"
"""A query with next to nothing to evaluate: what it costs is the way there and back."""
JSON: Final = "application/sparql-results+json"
TURTLE: Final = "text/turtle"

_START_S: Final = 900.0
_END_S: Final = 20.0


class Absent(Exception):
    """An engine that cannot be compared here; the text says why."""


class Server(ABC):
    """One engine at work; a context manager. Sub-classes say what to start and how to load."""

    name = ""
    accept_graph = TURTLE
    limit_s = LIMIT_S
    """Seconds it may take for one query."""

    def __init__(self, folder: Path) -> None:
        """Keep where it may write. Nothing runs yet."""
        self.folder = folder / self.name.replace(" ", "-")
        self.load_s = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None
        self._address = Address(0, "/")
        self._line: Line | None = None

    def __enter__(self) -> Self:
        """Load the data and start it; `load_s` is what that took, to the first answer.

        Raises:
            Absent: it is not installed, or too slow or large for the data.
            RuntimeError: it ended, or gave no answer in time; with the end of what it printed.
        """
        self.folder.mkdir(parents=True)
        begin = time.perf_counter()
        try:
            self.prepare()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        self.load_s = time.perf_counter() - begin
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self.stop()

    def prepare(self) -> None:  # noqa: B027 - many have nothing to make
        """Make what it serves, before it is started."""

    @abstractmethod
    def start(self) -> None:
        """Start it, and wait for an answer."""

    @property
    def address(self) -> Address:
        """Where it takes queries."""
        return self._address

    @property
    def pid(self) -> int:
        """The number of its process."""
        if self._process is None:
            raise RuntimeError(f"{self.name} is not running")
        return self._process.pid

    @property
    def disk_bytes(self) -> int:
        """What it keeps on disk, as the file system counts it; 0: all is in memory."""
        files = (path.stat() for path in self.folder.rglob("*") if path.is_file())
        return sum(512 * stat.st_blocks for stat in files)

    def ask(self, query: str, accept: str = JSON) -> tuple[float, bytes]:
        """Return the seconds taken and the answer.

        Raises:
            Failed: no answer. One that took too long is started afresh: it may be busy for ever.
        """
        assert self._line is not None
        try:
            return self._line.ask(self._address.request(query, accept))
        except Failed as failure:
            if str(failure).startswith(">"):
                self.stop()
                self.start()
            raise

    def launch(
        self, command: Sequence[str | Path], env: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a process whose output goes to a log, in the folder."""
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed by stop()
        self._process = subprocess.Popen(  # noqa: S603 - what a sub-class of ours names
            command,
            cwd=self.folder,
            env=os.environ | (env or {}),
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=self._log,
        )
        return self._process

    def answers(self, address: Address) -> None:
        """Wait until it answers there, and ask it there from now on.

        Raises:
            RuntimeError: it ended, or gave no answer in time; with the end of what it printed.
        """
        self._address = address
        self._line = Line(address.port, self.limit_s)
        begin = time.perf_counter()
        while True:
            try:
                self._line.ask(self._address.request(EMPTY, JSON))
            except (OSError, Failed) as error:
                if str(error).startswith(("HTTP", ">")):
                    raise RuntimeError(f"{self.name} refused {EMPTY}: {error}") from None
                self.alive(begin, error)
                time.sleep(0.02)
            else:
                return

    def alive(self, begin: float, error: object = "") -> None:
        """Check that it may still come up.

        Raises:
            RuntimeError: it ended, or is too late.
        """
        ended = self._process is None or self._process.poll() is not None
        if ended or time.perf_counter() - begin > _START_S:
            raise RuntimeError(f"{self.name} did not start ({error}):\n{self.said()[-2000:]}")

    def said(self) -> str:
        """Return what it printed."""
        if self._log is None:
            return ""
        # By position: the file's offset is shared with the process that writes to it.
        return os.pread(self._log.fileno(), 1 << 20, 0).decode(errors="replace")

    def stop(self) -> None:
        """Stop it, if it runs."""
        if self._line is not None:
            self._line.close()
        process, self._process = self._process, None
        if process is not None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(_END_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._log is not None:
            self._log.close()
            self._log = None


def free_port() -> int:
    """Return a port of loopback that nobody holds now, for servers that take no 0."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
