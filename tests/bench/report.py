"""What a run found, as Markdown tables for people and as plain values for programs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import geometric_mean
from typing import Any, Final

from tests.bench.asked import LOOKUPS, Asked
from tests.bench.memory import Memory
from tests.bench.rounds import Course, Results
from tests.bench.throughput import Pace

_NONE: Final = "—"
_GROUPS: Final = {"family": "the ten families", "question": "the stored questions"}


@dataclass(frozen=True, slots=True)
class Running:
    """One engine at the end of the rounds; `absent` says why it was not asked."""

    name: str
    load_s: float = 0.0
    disk_bytes: int = 0
    memory: Memory | None = None
    absent: str = ""


def grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table, the first column of words, the others of numbers."""
    lines = [list(heads), ["---", *["---:"] * (len(heads) - 1)], *map(list, rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def questions(results: Results, asked: Sequence[Asked]) -> str:
    """Return the table of medians, each with its ratio to the fastest, and the geometric means."""
    engines = _engines(results)
    rows = [
        [one.name, _rows(results[one.name]), *(_cell(results[one.name], name) for name in engines)]
        for one in asked
    ]
    for group, title in _GROUPS.items():
        names = [one.name for one in asked if one.group == group]
        means, count = geometric_means(results, names)
        if count:
            cells = [f"**{means[name]:.2f}×**" if name in means else _NONE for name in engines]
            rows.append([f"**geometric mean of {count} of {title}**", "", *cells])
    return grid(["query", "rows", *engines], rows)


def goals(results: Results, asked: Sequence[Asked], peer: str) -> str:
    """Return the table of this service against one peer: geometric means, and the worst lookup."""
    ours = [name for name in _engines(results) if name.startswith("cetu")]
    if peer not in _engines(results) or not ours:
        return ""
    groups = [[one.name for one in asked if one.group == group] for group in _GROUPS]
    groups += [[name for names in groups for name in names], list(LOOKUPS)]
    rows = []
    for name in ours:
        found = [
            [mine / theirs for mine, theirs in _pairs(results, names, name, peer)]
            for names in groups
        ]
        *means, lookups = found
        cells = [f"{geometric_mean(ratios):.2f}×" if ratios else _NONE for ratios in means]
        rows.append([name, *cells, f"{max(lookups):.2f}×" if lookups else _NONE])
    titles = [f"mean of {title}" for title in _GROUPS.values()]
    return grid([f"time over that of {peer}", *titles, "mean of all", "slowest lookup"], rows)


def throughput(paces: Mapping[str, Pace], clients: int) -> str:
    """Return the table of answers a second."""
    rows = [
        [
            name,
            pace.failure or f"{pace.median or 0:,.0f}",
            ", ".join(f"{r:,.0f}" for r in pace.rates),
        ]
        for name, pace in paces.items()
    ]
    return grid(["engine", f"lookups a second, {clients} clients", "each turn"], rows)


def processes(running: Sequence[Running]) -> str:
    """Return the table of load time, memory and disk."""
    rows = [
        [one.name, one.absent, *[_NONE] * 3]
        if one.absent
        else [
            one.name,
            f"{one.load_s:.1f}",
            f"{one.memory.together:,.0f}" if one.memory else _NONE,
            " + ".join(f"{size:,.0f}" for size in one.memory.rss) if one.memory else _NONE,
            f"{one.disk_bytes / 2**20:,.0f}" if one.disk_bytes else _NONE,
        ]
        for one in running
    ]
    heads = ["engine", "load to first answer s", "memory MB", "RSS of each process MB", "disk MB"]
    return grid(heads, rows)


def disagreements(results: Results) -> list[str]:
    """Say which engines gave other rows than the first, and which gave none."""
    return [
        f"- {query}: {name} "
        + (f"gave no answer ({course.failure})" if course.failure else course.differs)
        for query, courses in results.items()
        for name, course in courses.items()
        if course.failure or course.differs
    ]


def geometric_means(results: Results, names: Iterable[str]) -> tuple[dict[str, float], int]:
    """Return the mean ratio of each engine to the fastest of each query, and of how many queries.

    An engine that failed on more than half of them has none; a query counts where every engine that
    has one gave the same rows.
    """
    chosen = [results[name] for name in names]
    engines = [
        name
        for name in _engines(results)
        if sum(courses[name].median_s is not None for courses in chosen) * 2 > len(chosen)
    ]
    common = [
        courses
        for courses in chosen
        if all(courses[name].median_s is not None and not courses[name].differs for name in engines)
    ]
    if not common:
        return {}, 0
    means = {
        name: geometric_mean([_ratio(courses, name, engines) for courses in common])
        for name in engines
    }
    return means, len(common)


def document(
    results: Results, running: Iterable[Running], paces: Mapping[str, Pace]
) -> dict[str, Any]:
    """Return everything as plain values, each single time included."""
    return {
        "queries": {
            query: {name: asdict(course) for name, course in courses.items()}
            for query, courses in results.items()
        },
        "throughput": {name: asdict(pace) for name, pace in paces.items()},
        "processes": [asdict(one) for one in running],
    }


def _pairs(
    results: Results, names: Iterable[str], name: str, peer: str
) -> Iterator[tuple[float, float]]:
    """Yield the medians of two engines, query by query, where their answers are the same."""
    for query in names:
        courses = results.get(query, {})
        if courses and not (courses[name].differs or courses[peer].differs):
            mine, theirs = courses[name].median_s, courses[peer].median_s
            if mine and theirs:
                yield mine, theirs


def _ratio(courses: Mapping[str, Course], name: str, engines: Sequence[str]) -> float:
    fastest = min(courses[one].median_s or 0 for one in engines)
    return (courses[name].median_s or 0) / fastest


def _cell(courses: Mapping[str, Course], name: str) -> str:
    course, fastest = courses[name], min(c.median_s for c in courses.values() if c.median_s)
    if course.median_s is None:
        return course.failure or _NONE
    mark = " ≠" if course.differs else ""
    return f"{course.median_s / fastest:.1f}× ({1000 * course.median_s:.2f} ms){mark}"


def _rows(courses: Mapping[str, Course]) -> str:
    return next((f"{one.rows:,}" for one in courses.values() if one.rows is not None), _NONE)


def _engines(results: Results) -> list[str]:
    return list(next(iter(results.values())))
