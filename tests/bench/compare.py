"""One size: the graph, the engines on it, their rounds and throughput, and the tables."""

import argparse
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Final

import pyoxigraph as ox
from tests.bench import asked, lineup, report, rounds, throughput
from tests.bench.generate import generate, quads_of
from tests.bench.memory import measure

from cetu import pipeline

_PEER: Final = "oxigraph"
"""The fastest of the others that hold everything in memory."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What came out: tables, plain values, and whether our answers stand."""

    text: str
    values: dict[str, Any]
    sound: bool


def run(
    chosen: argparse.Namespace, quads: int, folder: Path, step: Callable[[str], None]
) -> Compared:
    """Compare the chosen engines on a graph of about so many quads; files go into `folder`."""
    root = _root(chosen, quads, folder, step)
    data = folder / "data" / "graph.nq"
    data.parent.mkdir(parents=True)
    step("write N-Quads")
    everything = quads_of(root)
    count, triples = len(everything), len({quad.triple for quad in everything})
    ox.serialize(everything, data, format=ox.RdfFormat.N_QUADS)
    del everything
    queries = asked.load(root, chosen.queries)
    mix = [one for one in asked.load(root) if one.name in asked.LOOKUPS]
    with ExitStack() as stack:
        servers, absent = lineup.start(
            chosen.engines, (root, data, folder / "engines"), count, stack, step
        )
        results = rounds.run(queries, servers, chosen.rounds, step)
        running = [
            report.Running(one.name, one.load_s, one.disk_bytes, measure(one.pid))
            for one in servers
        ]
        nothing = lineup.null(folder / "engines", stack)
        spent = median(nothing.ask(queries[0].text)[0] for _ in range(500))
        paces = throughput.run(
            [*servers, nothing] if chosen.turns else [],
            mix,
            (chosen.clients, chosen.turn, chosen.turns),
            step,
        )
    parts = [
        f"## {count:,} quads, {triples:,} triples",
        f"{len(queries)} queries, {chosen.rounds} rounds, medians; × is to the fastest. "
        f"{1e6 * spent:.0f} µs of each are the load generator's, told by one that does nothing.",
        report.questions(results, queries),
    ]
    if goals := report.goals(results, queries, _PEER):
        parts.append(goals)
    if paces:
        parts.append(report.throughput(paces, chosen.clients))
    parts.append(report.processes([*running, *absent]))
    if lines := report.disagreements(results):
        parts.append("Answers that differ, or are missing:\n\n" + "\n".join(lines))
    values = report.document(results, [*running, *absent], paces)
    values |= {"quads": count, "triples": triples, "client_s": spent}
    return Compared("\n\n".join(parts), values, all(_stands(one) for one in results.values()))


def _root(
    chosen: argparse.Namespace, quads: int, folder: Path, step: Callable[[str], None]
) -> Path:
    """Return a root with a graph of this size: one that was kept, or a new one."""
    name = f"{quads}-{chosen.seed}"
    root: Path = (chosen.data.resolve() if chosen.data else folder) / name
    if not root.exists():
        making = root.with_name(f"{name}.making")
        making.mkdir(parents=True)
        generate(making, quads, chosen.seed, lambda _done, _total: step(f"generate {quads:,}"))
        making.rename(root)
    step("bring up to date")
    pipeline.build(root)  # one that was kept may be of an older pipeline
    return root


def _stands(courses: dict[str, rounds.Course]) -> bool:
    """Whether this service answered, if it was asked, and some other engine gives the same rows."""
    mine = [course for name, course in courses.items() if name.startswith("cetu")]
    others = [
        course
        for name, course in courses.items()
        if not name.startswith("cetu") and not course.failure
    ]
    agreed = not others or any(not course.differs for course in others)
    return not any(course.failure or course.differs for course in mine) and agreed
