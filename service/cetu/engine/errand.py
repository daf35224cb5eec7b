"""A query on its way: through the line to a worker and back, on an event loop.

Nothing here blocks, and nothing is awaited: each step is called when it can be taken. So a query
costs no task, and goes on when one of those who wait for it gives up.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from typing import TYPE_CHECKING

from cetu.engine import complaint, wire
from cetu.engine.exchange import Brought
from cetu.engine.flights import here
from cetu.engine.line import Place, closing, late
from cetu.errors import EngineBusy

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from collections.abc import Callable

    from cetu.engine.crew import Crew
    from cetu.engine.exchange import Order
    from cetu.engine.process import Worker
    from cetu.errors import CetuError
    from cetu.settings import Settings

_log = logging.getLogger(__name__)


class Errand:
    """One order being carried out on the running loop; `done` is called with what comes of it."""

    __slots__ = (
        "_began",
        "_crew",
        "_done",
        "_entered",
        "_incoming",
        "_listening",
        "_loop",
        "_order",
        "_over",
        "_place",
        "_settings",
        "_timer",
        "_tries",
        "_unsent",
        "_worker",
    )

    def __init__(
        self,
        order: Order,
        crew: Crew,
        settings: Settings,
        done: Callable[[Brought | CetuError], None],
    ) -> None:
        """Nothing is begun yet; see `start`."""
        self._order = order
        self._crew = crew
        self._settings = settings
        self._done = done
        self._loop = asyncio.get_running_loop()
        self._over = False
        self._listening = False
        self._tries = 0
        self._worker: Worker | None = None
        self._place: Place | None = None

    def start(self) -> None:
        """Go to the line."""
        self._entered = self._began = time.monotonic()
        remaining = self._order.deadline - self._entered
        self._timer = self._loop.call_later(max(0.0, remaining), self._overdue)
        self._enter()

    def stop(self) -> None:
        """Give up: the worker is ended and replaced, and `done` is not called. Any thread may."""
        if not here(self._loop):
            with contextlib.suppress(RuntimeError):  # the loop has ended, and nothing runs on it
                self._loop.call_soon_threadsafe(self._stop)
                return
        self._stop()

    def _stop(self) -> None:
        if self._over:
            return
        self._over = True
        self._timer.cancel()
        if self._place:
            self._crew.line.leave(self._place)  # else `_given` gives the worker back
        if self._worker:
            self._let_go(self._worker, "cancelled")

    def _enter(self) -> None:
        place = Place(self._order.leave_one, self._called)
        try:
            worker = self._crew.line.enter(place)
        except EngineBusy as error:
            self._finish(error)
            return
        if worker:
            self._begin(worker)
        else:
            self._place = place

    def _called(self, worker: Worker | None) -> None:
        """Be given a worker, in whatever thread it came free."""
        try:
            self._loop.call_soon_threadsafe(self._given, worker)
        except RuntimeError:  # the loop has ended
            if worker:
                self._crew.line.give_back(worker, leave_one=self._order.leave_one)

    def _given(self, worker: Worker | None) -> None:
        self._place = None
        if worker is None:
            self._finish(closing())
        elif self._over:
            self._crew.line.give_back(worker, leave_one=self._order.leave_one)
        else:
            self._begin(worker)

    def _begin(self, worker: Worker) -> None:
        """Send the query, and listen for the answer."""
        self._began = time.monotonic()
        if self._order.deadline - self._began < self._order.least:
            self._crew.line.give_back(worker, leave_one=self._order.leave_one)
            self._finish(late())
            return
        if worker.state != self._crew.line.state:  # kept where none could be forked
            self._fall(worker, idle=True)
            return
        self._worker = worker
        self._incoming = wire.Incoming(spool=True)
        self._unsent = memoryview(self._order.message)
        try:
            if worker.sock.gettimeout() != 0.0:  # a thread had it before
                worker.sock.setblocking(False)
            self._send(worker)
        except OSError:  # killed while idle: not the fault of this query
            self._fall(worker, idle=True)
            return
        self._listening = True
        # By number: asyncio makes a text of a socket whenever it looks for one in vain.
        self._loop.add_reader(worker.sock.fileno(), self._readable, worker)

    def _send(self, worker: Worker) -> None:
        """Send what the socket takes; the rest when it can take more."""
        with contextlib.suppress(BlockingIOError):
            self._unsent = self._unsent[worker.sock.send(self._unsent) :]
        if self._unsent:
            self._loop.add_writer(worker.sock.fileno(), self._writable, worker)

    def _writable(self, worker: Worker) -> None:
        self._loop.remove_writer(worker.sock.fileno())
        with contextlib.suppress(OSError):  # its end will be read in a moment
            self._send(worker)

    def _readable(self, worker: Worker) -> None:
        try:
            whole = self._incoming.read(worker.sock)
        except (BlockingIOError, InterruptedError):
            return
        except (EOFError, OSError):
            self._fall(worker, idle=False)
            return
        except wire.NoRoom as error:
            self._let_go(worker, "cancelled")
            self._finish(complaint.no_room(str(error)))
            return
        if whole:
            self._worker = None
            self._unlisten(worker)
            ran = time.monotonic() - self._began
            self._crew.line.give_back(worker, leave_one=self._order.leave_one)
            self._finish(self._brought(worker, ran))

    def _brought(self, worker: Worker, ran: float) -> Brought:
        incoming, waited = self._incoming, self._began - self._entered
        return Brought(incoming.head, incoming.body, worker.state, waited, ran)

    def _overdue(self) -> None:
        """The time is up, wherever the query is."""
        if self._worker:
            worker = self._worker
            waited, ran = self._began - self._entered, time.monotonic() - self._began
            self._finish(complaint.too_long(waited, ran))
            self._let_go(worker, "timeout")
        elif self._place is None or self._crew.line.leave(self._place):
            self._finish(late())
        # Else a worker is being handed over in this very moment: `_given` finds it too late.

    def _fall(self, worker: Worker, *, idle: bool) -> None:
        """The worker is gone: have it replaced, and learn what it died of."""
        self._worker = None
        self._unlisten(worker)
        host = self._crew.host_now

        def fell(died_of: int) -> None:
            with contextlib.suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._fell, died_of, blameless())

        def blameless() -> bool:
            # It fell with its host, or before the query reached it.
            return idle or self._crew.host_now is not host

        self._crew.retire(worker, "", leave_one=self._order.leave_one, then=fell)

    def _fell(self, died_of: int, blameless: bool) -> None:
        if self._over:
            return
        if self._crew.line.closed:
            self._finish(closing())
        elif blameless and self._tries <= self._settings.workers:
            self._tries += 1  # all the others may have been killed with this one
            self._enter()
        elif blameless:  # and none can be forked now
            self._finish(late())
        else:
            _log.warning("a worker died of signal %d", died_of)
            ran = time.monotonic() - self._began
            self._finish(complaint.died(died_of, ran, self._settings))

    def _let_go(self, worker: Worker, reason: str) -> None:
        self._worker = None
        self._unlisten(worker)
        self._crew.retire(worker, reason, leave_one=self._order.leave_one)

    def _unlisten(self, worker: Worker) -> None:
        if self._listening and not self._loop.is_closed():
            self._listening = False
            self._loop.remove_reader(worker.sock.fileno())
            if self._unsent:
                self._loop.remove_writer(worker.sock.fileno())

    def _finish(self, outcome: Brought | CetuError) -> None:
        if not self._over:
            self._over = True
            self._timer.cancel()
            self._done(outcome)
