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

    from cetu.model.snapshot import Snapshot
    from cetu.settings import Settings

_LOAD_SECONDS: Final = 600.0
_FORK_SECONDS: Final = 30.0
_END_SECONDS: Final = 5.0


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker: its process number and our end of its socket."""

    pid: int
    sock: socket.socket

    def ask(self, request: Mapping[str, object], deadline: float) -> tuple[dict[str, Any], bytes]:
        """Send a query and wait for its answer.

        Raises:
            TimeoutError: no answer at the deadline.
            EOFError, OSError: the worker is gone.
        """
        self.sock.settimeout(max(0.001, deadline - time.monotonic()))
        wire.send(self.sock, request)
        return wire.receive(self.sock, deadline)

    def gone(self) -> bool:
        """Tell whether an idle worker has died: only a dead one has anything to read."""
        poll = select.poll()
        poll.register(self.sock, select.POLLIN)
        return bool(poll.poll(0))


class Host:
    """A host process with the snapshot loaded; `graphs` and `triples` say what it holds."""

    def __init__(self, snapshot: Snapshot, settings: Settings, prefixes: Mapping[str, str]) -> None:
        """Start the process and wait until it has loaded.

        Raises:
            GraphMissing: a file of the snapshot cannot be loaded.
        """
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
        self.graphs = frozenset(loaded["graphs"])
        self.triples = int(loaded["triples"])
        self.isolated = bool(loaded["isolated"])

    def _load(
        self, snapshot: Snapshot, settings: Settings, prefixes: Mapping[str, str]
    ) -> dict[str, Any]:
        setup = {
            "files": [(str(file.path), file.graph) for file in snapshot.files],
            "prefixes": dict(prefixes),
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
        ours, theirs = socket.socketpair()
        try:
            with self._lock, theirs:
                order = wire.ORDER.pack(old.pid if old else 0)
                socket.send_fds(self._control, [order], [theirs.fileno()])
                reply = self._control.recv(wire.REPLY.size, socket.MSG_WAITALL)
            pid, status = wire.REPLY.unpack(reply)
        except struct.error:  # cut short: the host ended
            ours.close()
            raise EOFError from None
        except BaseException:
            ours.close()
            raise
        if old:
            old.sock.close()
        return Worker(pid, ours), os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0

    def close(self) -> None:
        """End the host, and with it its workers; return when they are gone."""
        with self._lock:
            self._control.close()
        try:
            self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
