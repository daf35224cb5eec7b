"""Turns at a remote server: how many requests may be under way at once, and how many may wait."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from cetu.engine.call import Call
from cetu.engine.line import closing, late


class Turns:
    """Takes in calls and lets so many go on at once. Any thread may come.

    Those who leave one together never have all turns, where there are several.
    """

    def __init__(self, at_once: int, places: int) -> None:
        """`places`: how many may wait."""
        self._free = threading.BoundedSemaphore(at_once)
        self._lendable = threading.BoundedSemaphore(max(1, at_once - 1))
        self._most = at_once + places
        self._lock = threading.Lock()
        self._calls: set[Call] = set()
        self._closed = True

    @property
    def closed(self) -> bool:
        """Whether nobody has a turn any more."""
        return self._closed

    @property
    def under_way(self) -> int:
        """How many calls have a turn, or wait for one."""
        return len(self._calls)

    def open(self) -> None:
        """Begin."""
        self._closed = False

    def close(self) -> None:
        """Cut off every call under way, and let none in."""
        with self._lock:
            self._closed = True
            calls = list(self._calls)
        for call in calls:
            call.cut()

    @contextmanager
    def taken(self, call: Call, *, leave_one: bool) -> Iterator[None]:
        """Wait for a turn, within the time of `call`, and hold it while in the block.

        Raises:
            EngineBusy: none came in time, too many wait already, or this is closed.
        """
        self._enter(call)
        try:
            with _held(self._lendable if leave_one else None, call), _held(self._free, call):
                yield
        finally:
            with self._lock:
                self._calls.discard(call)

    def _enter(self, call: Call) -> None:
        with self._lock:
            if self._closed:
                raise closing()
            if len(self._calls) >= self._most:
                raise late()
            self._calls.add(call)


@contextmanager
def _held(turn: threading.BoundedSemaphore | None, call: Call) -> Iterator[None]:
    if turn is None:
        yield
        return
    if not turn.acquire(timeout=call.remaining):
        raise late()
    try:
        yield
    finally:
        turn.release()
