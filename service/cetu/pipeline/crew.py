"""Doing the same to many things in several processes."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from types import TracebackType
from typing import Final, Self, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")

_FEW: Final = 3
"""So many are done here sooner than processes start."""


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Crew:
    """Processes that share the work; a context manager, whose end calls off what has not begun."""

    def __init__(self, jobs: int | None, items: int) -> None:
        """Plan for `jobs` processes (all processors by default) and about so many `items`.

        One job, or few items: everything is done in this process.
        """
        self.size = min(jobs or cores(), max(items, 1))
        if jobs is None and items <= _FEW:
            self.size = 1
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Return itself; processes start when there is work."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the processes."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def each(
        self, function: Callable[..., _R], items: Sequence[_T], *given: object
    ) -> Iterator[tuple[_T, Callable[[], _R]]]:
        """Call `function(item, *given)` for each item, and yield each as it is done, in any order.

        What is yielded with an item gives its result, or raises its error, when called.

        Args:
            function: a function of a module, which another process can find.
            items: what to call it with; the costly ones first.
            given: its further arguments, the same for all.
        """
        if self.size <= 1:
            for item in items:
                yield item, _called(function, item, given)
            return
        if not self._pool:
            # Spawned, not forked: threads here (a progress bar, the engine's) may hold locks.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.size, mp_context=context)
        futures: dict[Future[_R], _T] = {
            self._pool.submit(function, item, *given): item for item in items
        }
        for future in as_completed(futures):
            yield futures[future], future.result


def _called(function: Callable[..., _R], item: _T, given: tuple[object, ...]) -> Callable[[], _R]:
    try:
        result = function(item, *given)
    except Exception as error:  # noqa: BLE001 - raised again where the result is asked for
        kept = error

        def fail() -> _R:
            raise kept

        return fail
    return lambda: result
