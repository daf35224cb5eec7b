"""Interleaved rounds: in each, every engine is asked every question once.

So whatever else the machine does in between falls on all of them alike, and ratios within one run
hold where times do not.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final, TypeVar

from tests.bench.engines import Engine, Failed

_BUDGET_S: Final = 10.0
_FEWEST: Final = 3
_T = TypeVar("_T")


@dataclass(slots=True)
class Course:
    """How one engine did with one question."""

    rows: int | None = None
    seconds: list[float] = field(default_factory=list)
    failure: str = ""
    """Why there was no answer; the engine was not asked again."""

    @property
    def median_s(self) -> float | None:
        """The median of the rounds, None after a failure."""
        return None if self.failure or not self.seconds else median(self.seconds)

    @property
    def over(self) -> bool:
        """Whether to ask no more: it failed, or is so slow that few rounds say enough."""
        return bool(self.failure) or (
            len(self.seconds) >= _FEWEST and sum(self.seconds) > _BUDGET_S
        )


Results = dict[str, dict[str, Course]]
"""By question, then by engine."""


def run(
    questions: Mapping[str, str],
    engines: Sequence[Engine],
    rounds: int,
    step: Callable[[str], None],
) -> Results:
    """Ask; `step` is called before each question of a round with its name.

    A round goes before those counted: it finds the failures, counts the rows and lets each engine
    keep what it keeps between requests. Who is asked first, and which question, changes each time.
    """
    results: Results = {name: {one.name: Course() for one in engines} for name in questions}
    names = list(questions)
    for number in range(rounds + 1):
        for place, name in enumerate(_turned(names, number)):
            step(name)
            for engine in _turned(engines, number + place):
                _ask(engine, questions[name], results[name][engine.name], counted=number > 0)
    return results


def _ask(engine: Engine, query: str, course: Course, *, counted: bool) -> None:
    if course.over:
        return
    try:
        seconds, answer = engine.ask(query)
    except Failed as failure:
        course.failure = str(failure)
        return
    if counted:
        course.seconds.append(seconds)
    else:
        course.rows = _rows(answer)


def _rows(answer: bytes) -> int:
    result = json.loads(answer)
    return 1 if "boolean" in result else len(result["results"]["bindings"])


def _turned(items: Sequence[_T], by: int) -> list[_T]:
    at = by % len(items)
    return [*items[at:], *items[:at]]
