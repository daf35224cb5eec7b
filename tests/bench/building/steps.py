"""The time of each step of a build and of a check.

The real pipeline runs, in this process; a stopwatch stands around the functions that are a step.
"""

import importlib
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Final, ParamSpec, TypeVar
from unittest.mock import patch

from tests.bench.report import grid

from cetu import pipeline

BUILD: Final = {
    "lexicon": ("cetu.annotate.load",),
    "read": ("cetu.pipeline.reading.read",),
    "annotate": ("cetu.annotate.annotate",),
    "map": ("cetu.mapping.map_document", "cetu.mapping.catalogue"),
    "reason": ("cetu.store.shared", "cetu.reason.rules.ground", "cetu.reason.rules.follows"),
    "write": ("cetu.store.trig", "cetu.store.stage", "cetu.store.publish"),
}
CHECK: Final = {
    "shapes": ("cetu.validate.shapes.shapes",),
    "rules": ("cetu.validate.checks.run",),
    "HermiT": ("cetu.pipeline.checking.consistency",),
}
REST: Final = "the rest"
WHOLE: Final = "whole"

_P = ParamSpec("_P")
_R = TypeVar("_R")


def build(root: Path, runs: int, step: Callable[[], None]) -> dict[str, float]:
    """Build under `root` from nothing `runs` times; return the median seconds of each step."""

    def once() -> None:
        shutil.rmtree(root / "data" / "graph", ignore_errors=True)
        pipeline.build(root, jobs=1)
        step()

    return medians(once, BUILD, runs)


def check(root: Path, runs: int, step: Callable[[], None]) -> dict[str, float]:
    """Check what is built under `root` `runs` times; return the median seconds of each step."""

    def once() -> None:
        pipeline.check(root, jobs=1)
        step()

    return medians(once, CHECK, runs)


def table(title: str, seconds: Mapping[str, float]) -> str:
    """Return the times as a Markdown table."""
    rows = [
        [name, f"{1000 * value:.1f}", f"{100 * value / seconds[WHOLE]:.0f}"]
        for name, value in seconds.items()
    ]
    return grid([title, "median ms", "share %"], rows)


def medians(
    once: Callable[[], None], steps: Mapping[str, Sequence[str]], runs: int
) -> dict[str, float]:
    """Do `once` so many times; return the median seconds of each step, the rest and the whole."""
    found: list[dict[str, float]] = []
    for _ in range(runs):
        with _stopwatch(steps) as spent:
            begin = time.perf_counter()
            once()
            whole = time.perf_counter() - begin
        found.append(spent | {REST: whole - sum(spent.values()), WHOLE: whole})
    return {name: median(one[name] for one in found) for name in found[0]}


@contextmanager
def _stopwatch(steps: Mapping[str, Sequence[str]]) -> Iterator[dict[str, float]]:
    """Time the functions of each step while in the block.

    Raises:
        RuntimeError: one was never called, so the pipeline has changed and the list above has not.
    """
    spent = dict.fromkeys(steps, 0.0)
    called: set[str] = set()
    with ExitStack() as watching:
        for name, targets in steps.items():
            for target in targets:
                module, _, function = target.rpartition(".")
                owner = importlib.import_module(module)
                watched = _watched(getattr(owner, function), spent, name, called, target)
                watching.enter_context(patch.object(owner, function, watched))
        yield spent
    if missed := {target for targets in steps.values() for target in targets} - called:
        raise RuntimeError(f"never called: {', '.join(sorted(missed))}")


def _watched(
    function: Callable[_P, _R], spent: dict[str, float], step: str, called: set[str], target: str
) -> Callable[_P, _R]:
    def watched(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        called.add(target)
        begin = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            spent[step] += time.perf_counter() - begin

    return watched
