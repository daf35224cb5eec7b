"""The idle workers, and the line of queries that wait for one: first come, first served."""

from __future__ import annotations

import threading
import time
from collections import deque
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cetu.errors import EngineBusy

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from collections.abc import Callable, Iterable

    from cetu.engine.process import Worker


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A place in the line: whether it leaves a worker to others, and how it is told of its own.

    `called` is called once, in whatever thread a worker comes free, with that worker, or with None
    when the line closes. It must return at once.
    """

    leaves_one: bool
    called: Callable[[Worker | None], None]


class Line:
    """Workers that do nothing now, and who gets them. Any thread may call.

    Those who leave one together never hold the last worker, where there are several.
    """

    def __init__(
        self, workers: int, places: int, outdated: Callable[[Worker], None] | None = None
    ) -> None:
        """Know how many there are, and who takes workers whose state is no longer that of now.

        `places`: how many of each kind (those who leave one, and the others) may wait. `outdated`
        must return at once.
        """
        self._most = max(1, workers - 1)  # that those who leave one may hold
        self._places = places
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._waiting: deque[Place] = deque()
        self._busy = 0  # workers given to anyone
        self._lent = 0  # those of them held by those who leave one
        self._closed = True
        self._outdated = outdated
        self._state = ""

    @property
    def state(self) -> str:
        """The state (a digest) that workers must hold to be given to anyone."""
        return self._state

    @property
    def closed(self) -> bool:
        """Whether nobody is given a worker any more."""
        return self._closed

    @property
    def idle(self) -> int:
        """How many workers do nothing now."""
        return len(self._idle)

    @property
    def busy(self) -> int:
        """How many workers somebody has."""
        return self._busy

    @property
    def alive(self) -> int:
        """How many workers live: of the idle ones those that do, and the busy ones."""
        with self._lock:
            return self._busy + sum(not worker.gone() for worker in self._idle)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)

    def open(self, workers: Iterable[Worker], state: str) -> None:
        """Begin, with these workers idle, who hold `state`."""
        with self._lock:
            self._state = state
            self._busy = self._lent = 0
            self._idle = list(workers)
            self._closed = False

    def close(self) -> list[Worker]:
        """Send away all who wait; return the workers that were idle."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            waiting, self._waiting = self._waiting, deque()
        for place in waiting:
            place.called(None)
        return idle

    def turn(self, state: str) -> list[Worker]:
        """Give out only workers that hold `state` from now on; return the others that were idle."""
        with self._lock:
            self._state = state
            old = [worker for worker in self._idle if worker.state != state]
            self._idle = [worker for worker in self._idle if worker.state == state]
        return old

    def add(self, worker: Worker) -> None:
        """Take in a worker that nobody had."""
        self._take_in(worker, busy=0, lent=0)

    def enter(self, place: Place) -> Worker | None:
        """Give a worker at once, if one is idle for this place; else let it wait to be called.

        Raises:
            EngineBusy: too many wait already, or the line is closed.
        """
        with self._lock:
            if self._closed:
                raise closing()
            # Whoever waits may have none of the idle ones, so this place goes before nobody.
            if self._idle and not (place.leaves_one and self._lent >= self._most):
                return self._give(place)
            # Each kind has a queue of its own length, so that neither fills the other's.
            before = sum(other.leaves_one == place.leaves_one for other in self._waiting)
            if before >= self._places:
                raise _busy(f"{before} queries wait already", "排队的查询已满")
            self._waiting.append(place)
            return None

    def leave(self, place: Place) -> bool:
        """Leave the line; False if the place has been called, or is about to be."""
        with self._lock:
            if place in self._waiting:
                self._waiting.remove(place)
                return True
            return False

    def take(self, deadline: float, *, leave_one: bool) -> Worker:
        """Wait for a worker until `deadline` (of `time.monotonic`).

        Raises:
            EngineBusy: none came free in time, too many wait already, or the line is closed.
        """
        given: Future[Worker | None] = Future()
        place = Place(leave_one, given.set_result)
        if worker := self.enter(place):
            return worker
        try:
            worker = given.result(max(0.0, deadline - time.monotonic()))
        except FutureTimeout:
            if self.leave(place):
                raise late() from None
            worker = given.result()  # handed over in this very moment
        except BaseException:  # Ctrl-C in this thread
            if not self.leave(place) and (worker := given.result()):
                self.give_back(worker, leave_one=leave_one)
            raise
        if worker is None:
            raise closing()
        return worker

    def give_back(self, worker: Worker, *, leave_one: bool) -> None:
        """Let others have a worker; `leave_one` as when it was taken."""
        self._take_in(worker, busy=1, lent=int(leave_one))

    def _take_in(self, worker: Worker, *, busy: int, lent: int) -> None:
        with self._lock:
            self._busy -= busy
            self._lent -= lent
            if self._closed:
                worker.sock.close()
                return
            current = worker.state == self._state or self._outdated is None
            if current:
                self._idle.append(worker)
            called = self._hand_out()  # the worker, or the right to one that was left to others
        for place, given in called:
            place.called(given)
        if not current and self._outdated is not None:
            self._outdated(worker)

    def _hand_out(self) -> list[tuple[Place, Worker]]:
        """Match idle workers with those who wait; the lock is held."""
        called = []
        for place in tuple(self._waiting):
            if not self._idle:
                break
            if place.leaves_one and self._lent >= self._most:
                continue
            self._waiting.remove(place)
            called.append((place, self._give(place)))
        return called

    def _give(self, place: Place) -> Worker:
        self._busy += 1
        self._lent += place.leaves_one
        return self._idle.pop()


def _busy(reason: str, reason_zh: str) -> EngineBusy:
    return EngineBusy(
        f"The service is busy: {reason}.",
        f"服务繁忙：{reason_zh}。",
        hint="Ask again in a second.",
        hint_zh="请稍后再试。",
    )


def late() -> EngineBusy:
    """The error when no worker came free in time."""
    return _busy("no worker came free in time", "等待超时，没有空闲的进程")


def closing() -> EngineBusy:
    """The error when the engine does not run, or ends."""
    return EngineBusy("The engine is not running.", "查询引擎未在运行。")
