"""The host process and its workers, whoever of them falls: replaced, revived, lent out."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from cetu.engine.line import Line, closing
from cetu.engine.process import Host
from cetu.errors import CetuError

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from cetu.engine.process import Worker
    from cetu.model.snapshot import Snapshot
    from cetu.settings import Settings

_log = logging.getLogger(__name__)


class Crew:
    """A host, the workers it forked, and the line of those who wait for one."""

    def __init__(self, snapshot: Snapshot, settings: Settings) -> None:
        """Keep what to load; nothing is started yet."""
        self.snapshot = snapshot
        self.line = Line(settings.workers, settings.queue_size)
        self._settings = settings
        self._starting = threading.Lock()
        self._host: Host | None = None

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
        self._host = host = self._new_host()
        try:
            self.line.open([host.replace()[0] for _ in range(self._settings.workers)])
        except BaseException:
            self.close()
            raise
        _log.info("%d triples, %d workers", host.triples, self._settings.workers)

    def close(self) -> None:
        """End every process, busy ones included; no effect when not running."""
        idle = self.line.close()
        with self._starting:
            host, self._host = self._host, None
        if host is not None:
            host.close()
        for worker in idle:
            worker.sock.close()

    def replace(self, worker: Worker) -> tuple[Worker, int]:
        """End a worker and return a fresh one and the signal the old died of.

        A host that died is started again. Where that fails too, the dead worker stays in its place,
        and the next query to meet it tries again.
        """
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
                self._host = self._new_host()
            return self.host

    def _new_host(self) -> Host:
        # Deferred: namespaces loads rdflib, which the host process must not carry.
        from cetu.namespaces import PREFIXES  # noqa: PLC0415

        return Host(self.snapshot, self._settings, PREFIXES)
