"""Doing the same to many things in several processes."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from typing import Final, TypeVar

_T = TypeVar("_T")
_R = TypeVar("_R")

_FEW: Final = 3
"""So many are done here sooner than processes start."""


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(
    function: Callable[..., _R], items: Sequence[_T], *given: object, jobs: int | None = None
) -> Iterator[tuple[_T, Callable[[], _R]]]:
    """Call `function(item, *given)` for each item, and yield each as it is done, in any order.

    What is yielded with an item gives its result, or raises its error, when called. Leaving the
    loop calls off what has not begun.

    Args:
        function: a function of a module, which another process can find.
        items: what to call it with; the costly ones first.
        given: its further arguments, the same for all.
        jobs: how many processes; all processors by default. One, or few items: this process.
    """
    processes = min(jobs or cores(), len(items))
    if processes <= 1 or (jobs is None and len(items) <= _FEW):
        for item in items:
            yield item, _called(function, item, given)
        return
    # Spawned, not forked: threads of this process (a progress bar, the engine's) may hold locks.
    pool = ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))
    try:
        futures: dict[Future[_R], _T] = {
            pool.submit(function, item, *given): item for item in items
        }
        for future in as_completed(futures):
            yield futures[future], future.result
    finally:
        pool.shutdown(cancel_futures=True)


def _called(function: Callable[..., _R], item: _T, given: tuple[object, ...]) -> Callable[[], _R]:
    try:
        result = function(item, *given)
    except Exception as error:  # noqa: BLE001 - raised again where the result is asked for
        kept = error

        def fail() -> _R:
            raise kept

        return fail
    return lambda: result
