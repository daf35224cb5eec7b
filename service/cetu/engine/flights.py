"""Identical queries asked at the same moment: one of them is run, and all have its answer."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import TYPE_CHECKING

from cetu.errors import CetuError
from cetu.model.result import Answer

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from collections.abc import Callable, Hashable

Landing = Answer | CetuError | None
"""What comes of a query that runs; None: whoever ran it gave up, and each asks for itself."""


class Flight:
    """A query that runs, and who is told when it has run. `stop` ends it before."""

    __slots__ = ("key", "stop", "waiting")

    def __init__(self, key: Hashable) -> None:
        """Nobody waits yet."""
        self.key = key
        self.stop: Callable[[], None] | None = None
        self.waiting: list[Callable[[Landing], None]] = []


class Flights:
    """The queries that run now, by what they ask. Any thread may call."""

    def __init__(self) -> None:
        """None runs."""
        self._lock = threading.Lock()
        self._under_way: dict[Hashable, Flight] = {}

    def board(self, key: Hashable | None, told: Callable[[Landing], None]) -> tuple[Flight, bool]:
        """Join the query with this key; True with it: there was none, and the caller runs it.

        `told` is called once, in any thread, and must return at once. Without a key nobody joins.
        """
        with self._lock:
            if key is not None and (flight := self._under_way.get(key)):
                flight.waiting.append(told)
                return flight, False
            flight = Flight(key)
            flight.waiting.append(told)
            if key is not None:
                self._under_way[key] = flight
            return flight, True

    def leave(self, flight: Flight, told: Callable[[Landing], None]) -> None:
        """Wait no more; a query that nobody waits for is stopped."""
        with self._lock:
            if told not in flight.waiting:
                return  # it has landed
            flight.waiting.remove(told)
            if flight.waiting:
                return
            self._forget(flight)
        if flight.stop:
            flight.stop()

    def land(self, flight: Flight, landing: Landing) -> None:
        """Tell all who wait."""
        with self._lock:
            self._forget(flight)
            waiting, flight.waiting = flight.waiting, []
        for told in waiting:
            told(landing)

    def _forget(self, flight: Flight) -> None:
        if self._under_way.get(flight.key) is flight:
            del self._under_way[flight.key]


class Ear:
    """Hears in its event loop what another thread tells, or the same."""

    __slots__ = ("_loop", "heard")

    def __init__(self) -> None:
        """Listen on the running loop."""
        self._loop = asyncio.get_running_loop()
        self.heard: asyncio.Future[Landing] = self._loop.create_future()

    def told(self, landing: Landing) -> None:
        """Have it heard; any thread may call."""
        if here(self._loop):
            self._hear(landing)
        else:
            with contextlib.suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._hear, landing)

    def _hear(self, landing: Landing) -> None:
        if not self.heard.done():
            self.heard.set_result(landing)


def here(loop: asyncio.AbstractEventLoop) -> bool:
    """Tell whether this is the thread in which `loop` runs now."""
    with contextlib.suppress(RuntimeError):  # none runs in this thread
        return asyncio.get_running_loop() is loop
    return False
