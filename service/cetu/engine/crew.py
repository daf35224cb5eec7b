"""The host process and its workers, whoever of them falls: replaced, revived, lent out."""

from __future__ import annotations

import contextlib
import logging
import signal
import socket
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from cetu.engine.line import Line, closing
from cetu.engine.process import Host
from cetu.errors import CetuError

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from collections.abc import Callable

    from cetu.engine.process import Worker
    from cetu.model.change import Delta
    from cetu.model.snapshot import Snapshot
    from cetu.settings import Settings

_log = logging.getLogger(__name__)


class Crew:
    """A host, the workers it forked, and the line of those who wait for one."""

    def __init__(self, snapshot: Snapshot, settings: Settings) -> None:
        """Keep what to load; nothing is started yet."""
        self.snapshot = snapshot
        self.line = Line(settings.workers, settings.queue_size, self._send_to_renew)
        self._settings = settings
        self._starting = threading.Lock()
        self._changing = threading.Lock()
        self._host: Host | None = None
        self._left: list[Host] = []  # hosts of older snapshots, with workers still at work
        self._renewing: ThreadPoolExecutor | None = None
        self._counting = threading.Lock()
        self._restarts: Counter[str] = Counter()

    @property
    def restarts(self) -> dict[str, int]:
        """Workers replaced since the start, by reason (see `replace`)."""
        with self._counting:
            return dict(self._restarts)

    @property
    def host_now(self) -> Host | None:
        """The host that runs now, if one does."""
        return self._host

    @property
    def host(self) -> Host:
        """The host that runs now.

        Raises:
            EngineBusy: none does.
        """
        if self._host is None:
            raise closing()
        return self._host

    def start(self) -> None:
        """Load the snapshot and start the workers; no effect when running.

        Raises:
            GraphMissing: a file of the snapshot cannot be loaded.
        """
        if self._host is not None:
            return
        self._host = host = self._new_host(self.snapshot)
        try:
            self._renewing = ThreadPoolExecutor(1, "cetu-renew")
            workers = [host.replace()[0] for _ in range(self._settings.workers)]
            self.line.open(workers, self.snapshot.digest)
        except BaseException:
            self.close()
            raise
        _log.info("%d triples, %d workers", host.triples, self._settings.workers)

    def close(self) -> None:
        """End every process, busy ones included; no effect when not running."""
        idle = self.line.close()
        if self._renewing:
            self._renewing.shutdown()
            self._renewing = None
        with self._starting:
            host, self._host = self._host, None
            left, self._left = self._left, []
        for one in (host, *left):
            if one is not None:
                one.close()
        for worker in idle:
            worker.sock.close()

    def scratch(self) -> Worker:
        """Fork a process that works out one change; the caller ends it (`worker.host.end`).

        Raises:
            EngineBusy: there is no host, and none can be started.
        """
        host = self.host
        try:
            return host.scratch()
        except (EOFError, OSError):
            _log.exception("the host of the workers died")
            return self._revive(host).scratch()

    def apply(self, delta: Delta, digest: str) -> None:
        """Bring a difference in: whoever asks from now on is answered with it.

        Raises:
            EngineBusy: there is no host, and none can be started.
            EOFError, OSError: it fell twice; it will be started again by whoever asks next.
        """
        seconds = self._settings.write_timeout_s
        with self._changing:
            host = self.host
            try:
                host.apply(delta, digest, seconds)
            except (EOFError, OSError):
                _log.exception("the host of the workers died")
                # The journal may have it by now; to bring it in twice changes nothing.
                self._revive(host).apply(delta, digest, seconds)
            self.snapshot = self.snapshot.later(digest)
            self._turn(digest)

    def switch(self, snapshot: Snapshot) -> None:
        """Load another snapshot, then answer from it; queries under way end on the old one.

        Raises:
            GraphMissing: a file of it cannot be loaded; the old one stays.
            EngineBusy: the engine is not running.
        """
        with self._changing:
            new = self._new_host(snapshot)
            with self._starting:
                if self.line.closed:
                    new.close()
                    raise closing()
                if self._host is not None:
                    self._left.append(self._host)
                self._host, self.snapshot = new, snapshot
            self._turn(snapshot.digest)

    def _turn(self, state: str) -> None:
        """Replace the idle workers now, and the others as they come back."""
        for worker in self.line.turn(state):
            self._renew(worker)

    def _send_to_renew(self, worker: Worker) -> None:
        # In a thread of its own: whoever brings a worker back has an answer to give.
        if self._renewing:
            self._renewing.submit(self._renew, worker)

    def _renew(self, worker: Worker) -> None:
        fresh, _ = self.replace(worker, "renewed")
        self.line.add(fresh)
        with self._starting:
            empty = [host for host in self._left if host.forked <= 0]
            self._left = [host for host in self._left if host.forked > 0]
        for host in empty:
            host.close()

    def retire(
        self,
        worker: Worker,
        reason: str,
        *,
        leave_one: bool,
        then: Callable[[int], None] = lambda _: None,
    ) -> None:
        """End a worker now, and give a fresh one back for it soon, in another thread.

        `reason` is counted (see `replace`), and `then` told the signal the worker died of.
        """
        with contextlib.suppress(OSError):  # it is gone already
            worker.sock.shutdown(socket.SHUT_RDWR)  # at which it ends, before the host is asked

        def renew() -> None:
            fresh, died_of = self.replace(worker, reason)
            self.line.give_back(fresh, leave_one=leave_one)
            then(died_of)

        renewing = self._renewing
        try:
            if renewing is not None:
                renewing.submit(renew)
                return
        except RuntimeError:  # closed in this very moment
            pass
        renew()

    def replace(self, worker: Worker, reason: str = "") -> tuple[Worker, int]:
        """End a worker and return a fresh one and the signal the old died of.

        `reason` is what is counted; without one, what it died of says it: memory or crash.
        A host that died is started again. Where that fails too, the dead worker stays in its place,
        and the next query to meet it tries again.
        """
        fresh, died_of = self._replace(worker)
        if fresh is not worker:
            with self._counting:
                self._restarts[reason or _cause(died_of)] += 1
        return fresh, died_of

    def _replace(self, worker: Worker) -> tuple[Worker, int]:
        host = self._host
        try:
            if host is not None and not self.line.closed:
                return host.replace(worker)
        except (EOFError, OSError):
            _log.exception("the host of the workers died")
            try:
                return self._revive(host).replace(worker)
            except (CetuError, EOFError, OSError):
                _log.exception("the host of the workers cannot be started again")
        return worker, 0

    def _revive(self, dead: Host | None) -> Host:
        with self._starting:  # the first thread to notice starts it, the others find it there
            if self.line.closed:
                raise closing()
            if self._host is dead:
                if dead is not None:
                    dead.close()
                self.snapshot = self.snapshot.later(self.snapshot.digest)
                self._host = self._new_host(self.snapshot)
            return self.host

    def _new_host(self, snapshot: Snapshot) -> Host:
        # Deferred: namespaces loads rdflib, which the host process must not carry.
        from cetu.namespaces import BASE, PREFIXES  # noqa: PLC0415

        return Host(snapshot, self._settings, PREFIXES, BASE)


def _cause(died_of: int) -> str:
    """Why a worker ended that was not ended by us: the engine aborts where it gets no memory."""
    return "memory" if died_of == signal.SIGABRT else "crash"
