"""Interleaved rounds: in each, every engine is asked every query once.

So whatever else the machine does in between falls on all of them alike, and ratios within one run
hold where times do not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final, Protocol, TypeVar

from tests.bench import answers
from tests.bench.asked import Asked, accept
from tests.bench.client import Failed

BUDGET_S: Final = 4.0
"""Seconds that one engine may take for one query in all rounds together."""
_FEWEST: Final = 3
_T = TypeVar("_T")


class Engine(Protocol):
    """Something that answers queries."""

    @property
    def name(self) -> str:
        """The heading of its column."""
        ...

    @property
    def accept_graph(self) -> str:
        """The media type in which it is asked for graphs."""
        ...

    def ask(self, query: str, accept: str) -> tuple[float, bytes]:
        """Return the seconds taken and the answer.

        Raises:
            Failed: there was none.
        """
        ...


@dataclass(slots=True)
class Course:
    """How one engine did with one query."""

    rows: int | None = None
    differs: str = ""
    """How its answer differs from that of the first engine."""
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
        enough = len(self.seconds) >= _FEWEST and sum(self.seconds) > BUDGET_S
        return bool(self.failure) or enough


Results = dict[str, dict[str, Course]]
"""By query, then by engine."""


def run(
    asked: Sequence[Asked], engines: Sequence[Engine], rounds: int, step: Callable[[str], None]
) -> Results:
    """Ask; `step` is called before each query of a round with its name.

    A round goes before those counted: it finds the failures, compares the answers with those of the
    first engine that gives one, and lets each engine keep what it keeps between requests. Who is
    asked first, and which query, changes each time.
    """
    results: Results = {one.name: {it.name: Course() for it in engines} for one in asked}
    for one in asked:
        step(one.name)
        _compare(one, engines, results[one.name])
    for number in range(rounds):
        for place, one in enumerate(_turned(asked, number)):
            step(one.name)
            for engine in _turned(engines, number + place):
                _ask(engine, one, results[one.name][engine.name])
    return results


def _compare(asked: Asked, engines: Sequence[Engine], courses: dict[str, Course]) -> None:
    expected: answers.Rows | None = None
    for engine in engines:
        course = courses[engine.name]
        answer = _ask(engine, asked, course)
        course.seconds.clear()
        if answer is None:
            continue
        found = answers.of(answer, graph=asked.graph)
        course.rows = found.total()
        if expected is None:
            expected = found
        elif found != expected:
            missing, more = (expected - found).total(), (found - expected).total()
            course.differs = f"{missing} rows missing, {more} more"


def _ask(engine: Engine, asked: Asked, course: Course) -> bytes | None:
    if course.over:
        return None
    try:
        seconds, answer = engine.ask(asked.text, accept(asked, engine.accept_graph))
    except Failed as failure:
        course.failure = str(failure)
        return None
    course.seconds.append(seconds)
    return answer


def _turned(items: Sequence[_T], by: int) -> list[_T]:
    at = by % len(items)
    return [*items[at:], *items[:at]]
