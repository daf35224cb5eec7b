"""The caller's side of the host process and of its workers."""

from __future__ import annotations

import os
import select
import socket
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cetu.engine import wire
from cetu.errors import GraphMissing

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from collections.abc import Mapping

    from cetu.model.change import Delta
    from cetu.model.snapshot import Snapshot
    from cetu.settings import Settings

_LOAD_SECONDS: Final = 600.0
_FORK_SECONDS: Final = 30.0
_END_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Worker:
    """One forked process: its number, our end of its socket, whose it is, and what it holds.

    `state` is the digest of the dataset as it was when the process was forked.
    """

    pid: int
    sock: socket.socket
    host: Host
    state: str

    def ask(
        self, request: Mapping[str, object], deadline: float, content: bytes = b""
    ) -> tuple[dict[str, Any], bytes]:
        """Send a request and wait for its answer.

        Raises:
            TimeoutError: no answer at the deadline.
            EOFError, OSError: the worker is gone.
        """
        self.sock.settimeout(max(0.001, deadline - time.monotonic()))
        wire.send(self.sock, request, content)
        return wire.receive(self.sock, deadline)

    def gone(self) -> bool:
        """Tell whether an idle worker has died: only a dead one has anything to read.

        Where none could be forked in its place it stays, its socket closed.
        """
        if self.sock.fileno() < 0:
            return True
        poll = select.poll()
        poll.register(self.sock, select.POLLIN)
        return bool(poll.poll(0))


class Host:
    """A host process with the snapshot loaded; `graphs` and `triples` say what it holds.

    `base` is what relative IRIs in queries and updates resolve against.
    """

    def __init__(
        self, snapshot: Snapshot, settings: Settings, prefixes: Mapping[str, str], base: str
    ) -> None:
        """Start the process and wait until it has loaded.

        Raises:
            GraphMissing: a file of the snapshot cannot be loaded.
        """
        self.base = base
        self._lock = threading.Lock()
        self._control, theirs = socket.socketpair()
        # A clean start, not a fork of a process with threads; a session of its own, so that Ctrl-C
        # reaches the service only, which then ends us by closing the socket.
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", "cetu.engine.host", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        try:
            loaded = self._load(snapshot, settings, prefixes)
        except BaseException:
            self.close()
            raise
        self.state = snapshot.digest
        self.isolated = bool(loaded["isolated"])
        self.forked = 0
        self._holds(loaded)

    def _holds(self, told: Mapping[str, Any]) -> None:
        self.graphs = frozenset(told["graphs"])
        self.triples = int(told["triples"])

    def _load(
        self, snapshot: Snapshot, settings: Settings, prefixes: Mapping[str, str]
    ) -> dict[str, Any]:
        setup = {
            "files": [(str(file.path), file.graph) for file in snapshot.files],
            "changes": [str(path) for path in snapshot.changes],
            "union": settings.default_graph == "union",
            "prefixes": dict(prefixes),
            "base": self.base,
            "infer": settings.infer == "on",
            "limits": {
                "memory_bytes": settings.worker_memory_bytes,
                "max_rows": settings.max_rows,
                "max_bytes": settings.max_result_bytes,
            },
        }
        try:
            wire.send(self._control, setup)
            loaded, _ = wire.receive(self._control, time.monotonic() + _LOAD_SECONDS)
        except (EOFError, OSError) as error:
            loaded = {"error": f"the process that loads it ended ({error!r})"}
        if "error" in loaded:
            raise GraphMissing(
                f"The graph cannot be loaded: {loaded['error']}",
                f"图谱无法载入：{loaded['error']}",
                hint="Run `cetu build`.",
                hint_zh="请运行 `cetu build`。",
            )
        self._control.settimeout(_FORK_SECONDS)
        return loaded

    def replace(self, old: Worker | None = None) -> tuple[Worker, int]:
        """End `old` if given, and fork a fresh worker; return it and the signal `old` died of.

        Raises:
            EOFError, OSError: the host is gone.
        """
        ours_too = old is not None and old.host is self
        status = 0 if old is None or ours_too else old.host.end(old)
        worker, ended = self._fork(wire.READER, old if ours_too else None)
        return worker, ended if ours_too else status

    def scratch(self) -> Worker:
        """Fork a process that works out what one change comes to; it is ended with `end`.

        Raises:
            EOFError, OSError: the host is gone.
        """
        return self._fork(wire.SCRATCH, None)[0]

    def end(self, old: Worker) -> int:
        """End a process of ours and return the signal it died of; none if we are gone ourselves."""
        old.sock.close()
        self.forked -= 1
        try:
            with self._lock:
                self._control.sendall(wire.ORDER.pack(wire.END, old.pid))
                return _signal(self._reply()[1])
        except (EOFError, OSError):
            return 0

    def apply(self, delta: Delta, digest: str, seconds: float) -> None:
        """Bring a difference into the dataset; what is forked from now on holds it.

        Raises:
            EOFError, OSError: the host is gone, and the difference with it, or not yet.
        """
        added, removed = delta.added.encode(), delta.removed.encode()
        head = {"size": len(added), "created": delta.created, "dropped": delta.dropped}
        with self._lock:
            self._control.sendall(wire.ORDER.pack(wire.APPLY, 0))
            self._control.settimeout(seconds)
            wire.send(self._control, head, added + removed)
            told, _ = wire.receive(self._control, time.monotonic() + seconds)
            self._control.settimeout(_FORK_SECONDS)
            self._holds(told)
            self.state = digest

    def _fork(self, order: bytes, old: Worker | None) -> tuple[Worker, int]:
        ours, theirs = socket.socketpair()
        try:
            with self._lock, theirs:
                packed = wire.ORDER.pack(order, old.pid if old else 0)
                socket.send_fds(self._control, [packed], [theirs.fileno()])
                pid, status = self._reply()
                worker = Worker(pid, ours, self, self.state)
        except BaseException:
            ours.close()
            raise
        if old:
            old.sock.close()
        else:
            self.forked += 1
        return worker, _signal(status)

    def _reply(self) -> tuple[int, int]:
        """Receive what the host did (the lock is held)."""
        reply = self._control.recv(wire.REPLY.size, socket.MSG_WAITALL)
        try:
            pid, status = wire.REPLY.unpack(reply)
        except struct.error:  # cut short: the host ended
            raise EOFError from None
        return pid, status

    def close(self) -> None:
        """End the host, and with it its workers; return when they are gone."""
        with self._lock:
            self._control.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _signal(status: int) -> int:
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
