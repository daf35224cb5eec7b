"""Holding the shapes against a change before it is made: what would it break?

Foreign data meets the shapes in a process of its own (`judge`), which is warm, and killed and
replaced when it takes too long or too much. The process that serves never runs them.
"""

import select
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from cetu.engine import Engine, wire
from cetu.errors import CetuError, CheckFailed
from cetu.model.change import Delta
from cetu.model.finding import Finding
from cetu.model.quad import Statement, plain, statements
from cetu.pipeline.neighbours import UNJUDGED, Case, cases
from cetu.validate.reach import Reach

_END_SECONDS: Final = 5.0


class Guard:
    """Judges changes one at a time; its process starts with it, and is ready when first asked."""

    def __init__(self, engine: Engine, root: Path) -> None:
        """Start the process, without waiting for it.

        Args:
            engine: asked what bears on a change; it still has the state before it.
            root: the folder with `shapes/` and `ontology/`.
        """
        self._engine = engine
        self._root = root
        self._reach: Reach | None = None
        self._sock: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._idle = not any((root / "shapes").glob("*.ttl"))
        if not self._idle:
            self._start()

    def close(self) -> None:
        """End the process."""
        if self._sock:
            self._sock.close()
            self._sock = None
        if self._process:
            self._process.kill()
            self._process.wait(_END_SECONDS)
            self._process = None

    def findings(self, delta: Delta, deadline: float) -> list[Finding]:
        """Return what shapes would find after the change that they do not find before it.

        Args:
            delta: the change, not yet made.
            deadline: of `time.monotonic`.

        Raises:
            CheckFailed: it could not be told, within time and limits.
        """
        if self._idle:  # there are no shapes
            return []
        try:
            reach = self._ready(deadline)
            found: list[Finding] = []
            for graph, parts in _by_graph(delta).items():
                for one in cases(self._engine, reach, graph, parts, deadline):
                    found += self._judge(one, deadline)
        except CheckFailed:
            raise
        except CetuError as error:  # of the questions asked of the engine
            raise _untold(error.detail, error.detail_zh) from error
        return found

    def _judge(self, judged: Case, deadline: float) -> list[Finding]:
        parts = [text.encode() for text in judged[:4]]
        head = {
            "seconds": max(0.0, deadline - time.monotonic()),
            "sizes": [len(part) for part in parts],
            "things": judged.things,
        }
        told = self._told(deadline, head, b"".join(parts))
        return [Finding.of(one) for one in told["findings"]]

    def _ready(self, deadline: float) -> Reach:
        if self._process is None or self._process.poll() is not None:
            self._replace()
        if self._reach is None:
            self._await_start(deadline)
            told = self._told(deadline)
            self._reach = Reach(
                links=frozenset(told["links"]),
                backward=frozenset(told["backward"]),
                deep=frozenset(told["deep"]),
                targets=frozenset(told["targets"]),
                depth=told["depth"],
            )
        return self._reach

    def _await_start(self, deadline: float) -> None:
        """Wait until it has loaded; if that takes too long for this change, it goes on loading."""
        seconds = max(0.0, deadline - time.monotonic())
        if self._sock and not select.select([self._sock], [], [], seconds)[0]:
            raise _untold("the shapes are still being loaded", "形状约束尚在载入")

    def _told(
        self, deadline: float, head: Mapping[str, object] | None = None, body: bytes = b""
    ) -> dict[str, Any]:
        """Ask, and return the answer; a process that gives none is replaced."""
        assert self._sock is not None  # noqa: S101 - it is started with us
        try:
            self._sock.settimeout(max(0.001, deadline - time.monotonic()))
            if head is not None:
                wire.send(self._sock, head, body)
            told, _ = wire.receive(self._sock, deadline)
        except TimeoutError:
            self._replace()
            raise _untold("time was up", "时限已到") from None
        except (EOFError, OSError):
            self._replace()
            raise _untold("it took too much memory or time", "所需内存或时间过多") from None
        if "error" in told:
            raise _untold(told["error"], told["error"])
        return told

    def _replace(self) -> None:
        self.close()
        self._start()

    def _start(self) -> None:
        self._reach = None
        self._sock, theirs = socket.socketpair()
        memory = self._engine.settings.worker_memory_bytes
        arguments = (str(theirs.fileno()), str(self._root), str(memory))
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", "cetu.pipeline.judge", *arguments],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches the service only
        )
        theirs.close()


def _by_graph(delta: Delta) -> dict[str, tuple[list[Statement], list[Statement]]]:
    """The statements taken away and added, by the IRI of their graph."""
    found: dict[str, tuple[list[Statement], list[Statement]]] = {}
    for place, text in enumerate((delta.removed, delta.added)):
        for statement in statements(text):
            graph = plain(statement.graph)
            if graph not in UNJUDGED:
                found.setdefault(graph, ([], []))[place].append(statement)
    return found


def _untold(reason: str, reason_zh: str) -> CheckFailed:
    return CheckFailed(
        f"Whether the change breaks a shape could not be told: {reason}.",
        f"无法判断改动是否符合形状约束：{reason_zh}。",
        hint="Write less at a time, or with mode=warn, which writes what cannot be told.",
        hint_zh="请分次写入，或使用 mode=warn（无法判断时照常写入）。",
    )
