"""What a run found, as tables for people and as JSON for programs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import geometric_mean
from typing import Any, Final

from rich import box
from rich.table import Table
from tests.bench.engines import EMPTY
from tests.bench.memory import Memory
from tests.bench.rounds import Course, Results

_NONE: Final = "—"


@dataclass(frozen=True, slots=True)
class Running:
    """One engine at the end of the rounds."""

    name: str
    started_s: float
    memory: Memory | None


def questions(results: Results, base: str) -> Table:
    """Return the table of the questions; ratios are to the engine called `base`."""
    engines = _engines(results)
    others = [name for name in engines if name != base]
    table = _table("Question", "rows", *(f"{name} ms" for name in engines))
    for name in others:
        table.add_column(f"{name} ×", justify="right")
    table.add_column("", style="red")
    for question, courses in results.items():
        table.add_row(
            question,
            _rows(courses[base].rows),
            *(_milliseconds(courses[name]) for name in engines),
            *(_times(ratio(courses, name, base)) for name in others),
            disagreement(courses, base),
            end_section=question == EMPTY,
        )
    table.add_section()
    means = geometric_means(results, base)
    table.add_row(
        f"geometric mean of {len(_common(results))}",
        *([""] * (1 + len(engines))),
        *(_times(means.get(name)) for name in others),
    )
    return table


def processes(running: Sequence[Running]) -> Table:
    """Return the table of memory and start time."""
    table = _table("Process", "first answer s", "together MB", "RSS of each process MB")
    for one in running:
        memory = one.memory
        table.add_row(
            one.name,
            f"{one.started_s:.2f}",
            f"{memory.together:.0f}" if memory else _NONE,
            " + ".join(f"{size:.0f}" for size in memory.rss) if memory else _NONE,
        )
    return table


def steps(title: str, seconds: Mapping[str, float], whole: str) -> Table:
    """Return the table of the steps of a build or check."""
    table = _table(title, "median ms", "share %")
    for name, value in seconds.items():
        share = 100 * value / seconds[whole]
        table.add_row(name, f"{1000 * value:.1f}", f"{share:.0f}")
    return table


def disagreement(courses: Mapping[str, Course], base: str) -> str:
    """Say which engines gave another number of rows than `base`; nothing if none."""
    expected = courses[base].rows
    return ", ".join(
        f"{name}: {course.rows} rows"
        for name, course in courses.items()
        if not course.failure and None not in {expected, course.rows} and course.rows != expected
    )


def ratio(courses: Mapping[str, Course], name: str, base: str) -> float | None:
    """Return the median of one engine over that of `base`, None where either is missing."""
    upper, lower = courses[name].median_s, courses[base].median_s
    return None if upper is None or lower is None else upper / lower


def geometric_means(results: Results, base: str) -> dict[str, float]:
    """Return the mean ratio of each engine over the questions that every engine answered."""
    common = _common(results)
    return {
        name: geometric_mean([ratio(courses, name, base) or 0 for courses in common])
        for name in _engines(results)
        if name != base and common
    }


def document(results: Results, running: Iterable[Running], base: str) -> dict[str, Any]:
    """Return everything as plain values, each single time included."""
    return {
        "questions": {
            question: {name: asdict(course) for name, course in courses.items()}
            for question, courses in results.items()
        },
        "geometric_mean_ratios": {"to": base, **geometric_means(results, base)},
        "processes": [asdict(one) for one in running],
    }


def _common(results: Results) -> list[dict[str, Course]]:
    return [
        courses
        for question, courses in results.items()
        if question != EMPTY and all(course.median_s is not None for course in courses.values())
    ]


def _engines(results: Results) -> list[str]:
    return list(next(iter(results.values())))


def _table(first: str, *numbers: str) -> Table:
    table = Table(first, box=box.SIMPLE_HEAD, pad_edge=False, title_justify="left")
    for name in numbers:
        table.add_column(name, justify="right")
    return table


def _rows(count: int | None) -> str:
    return _NONE if count is None else str(count)


def _milliseconds(course: Course) -> str:
    median = course.median_s
    return course.failure or _NONE if median is None else f"{1000 * median:.2f}"


def _times(value: float | None) -> str:
    return _NONE if value is None else f"{value:.1f}"
