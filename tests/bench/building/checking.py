"""What the check takes, layer by layer, on generated graphs of several sizes; and adding to them.

Each layer runs in a process of its own, so that the peak of its memory is its own; documents are
checked one after another in it. By itself, one layer of a built root:
`python tests/bench/building/checking.py LAYER ROOT`.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[3]))  # started by path; its parts are tests.bench

from tests.bench import generate, words
from tests.bench.report import grid

from cetu import store
from cetu.model.finding import Finding, Severity
from cetu.pipeline import checking
from cetu.pipeline.add import Terms, add
from cetu.pipeline.crew import Crew
from cetu.pipeline.engines import engine
from cetu.pipeline.progress import silent
from cetu.pipeline.told import Told
from cetu.reason.hermit import warm
from cetu.settings import Settings
from cetu.validate import checks

LAYERS: Final = ("check", "why", "hygiene", "shape", "owl")
"""Rules of the whole graph; on what their findings rest; rules of the terms; documents; HermiT."""
SMALLEST: Final = 50_000
_GRAVE: Final[frozenset[Severity]] = frozenset({"violation", "warning"})
_MEGABYTE: Final = 1024
_ADDED: Final = 3
_LONGEST_S: Final = 900


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds on the clock and of processors, the peak of memory in MB, and what was found."""

    seconds: float
    processor_s: float
    memory_mb: int
    findings: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A graph of so many quads: what each layer takes, and what it takes to add one document.

    `first_s` is the first document that is added, for which the index of the graph is made; `add_s`
    the next, with what it may break looked at; `bare_s` without.
    """

    quads: int
    documents: int
    layers: dict[str, Taken]
    first_s: float
    add_s: float
    bare_s: float


def measure(quads: int, seed: int, folder: Path, told: Callable[[], None]) -> Checked:
    """Make a graph of about so many quads in `folder`, check it, and add documents to it.

    What documents share has some twenty thousand quads: up to `SMALLEST` the graph is that and the
    first document.

    Raises:
        RuntimeError: a layer failed, or did not end in time.
    """
    documents = 0
    if quads > SMALLEST:
        documents = generate.generate(folder, quads, seed, lambda _done, _total: told())
    else:
        generate.smallest(folder)
    layers = {}
    for layer in LAYERS:
        layers[layer] = _apart(layer, folder)
        told()
    quads = generate.count(folder)
    first, *rest = (seconds for seconds in _adding(folder, documents, seed, checks=True))
    bare = list(_adding(folder, documents + _ADDED, seed, checks=False))
    return Checked(quads, documents, layers, first, median(rest), median(bare[1:]))


def table(found: Sequence[Checked]) -> str:
    """Return the figures as Markdown tables; growth is from the size before."""
    rows = []
    for number, one in enumerate(found):
        before = found[number - 1] if number else None
        for layer, taken in one.layers.items():
            growth = taken.seconds / before.layers[layer].seconds if before else None
            rows.append(
                [
                    f"{one.quads:,}",
                    str(one.documents),
                    layer,
                    f"{taken.seconds:.1f}",
                    f"{taken.processor_s:.1f}",
                    f"{growth:.1f}×" if growth else "",
                    str(taken.memory_mb),
                    str(taken.findings),
                ]
            )
    names = ["quads", "documents", "layer", "s", "CPU s", "growth", "peak MB", "findings"]
    added = [
        [f"{one.quads:,}", f"{one.first_s:.1f}", f"{one.add_s:.1f}", f"{one.bare_s:.1f}"]
        for one in found
    ]
    heads = ["quads", "add the first, s", "add one more, s", "without checks, s"]
    return f"{grid(names, rows)}\n\n{grid(heads, added)}"


def _adding(root: Path, number: int, seed: int, *, checks: bool) -> Iterator[float]:
    """Yield the seconds that each of some more documents takes to be added."""
    offered = words.load(generate.ROOT)
    for each in range(number, number + _ADDED):
        path = root / f"added-{each}.html"
        plan = words.plan(offered, each, seed)
        path.write_text(generate.page(plan, plan.orders), "utf-8")
        terms = Terms(Told(received="2026-11-25"), checks=checks)
        begin = time.perf_counter()
        (one,) = add([path], root, terms, jobs=1)
        yield time.perf_counter() - begin
        if one.outcome != "added":
            raise RuntimeError(f"{path.name} was not added: {one.error or one.outcome}")


def _apart(layer: str, root: Path) -> Taken:
    command = [sys.executable, __file__, layer, str(root)]
    done = subprocess.run(  # noqa: S603 - our own file
        command, capture_output=True, text=True, timeout=_LONGEST_S, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{layer}: {done.stderr.strip()[-500:]}")
    return Taken(**json.loads(done.stdout))


def _documents(root: Path) -> int:
    """Check every document by shapes and rules about one; return how many findings there are."""
    published = store.snapshot(root)
    return sum(
        len(checking.document_findings(path, root, published.digest, _GRAVE))
        for path in checking.documents(published)
    )


def _reasoner(root: Path) -> int:
    """Ask HermiT about all documents as the check does; return how many findings there are."""
    published = store.snapshot(root)
    with Crew(1, 2) as crew:
        verdict = checking.consistency(
            checking.documents(published), (root, published.digest), silent, crew
        )
    warm().close()  # what its process took is known when it has ended
    return len(verdict.findings)


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    begin = time.perf_counter()
    found = work()
    return time.perf_counter() - begin, found


def _run(layer: str, root: Path) -> tuple[float, int]:
    """Run one layer; return its seconds and how many findings there are."""
    if layer == "shape":
        return _timed(lambda: _documents(root))
    if layer == "owl":
        return _timed(lambda: _reasoner(root))
    rules = [
        rule
        for rule in checks.rules(root)
        if rule.scope == "graph" and (rule.layer == "hygiene") == (layer == "hygiene")
    ]
    with engine(Settings(root=root, workers=1, query_timeout_s=120)) as running:
        running.select("SELECT * { } LIMIT 1")  # the graph is loaded before the clock starts
        if layer != "why":
            return _timed(lambda: len(checks.run(rules, running.select)))
        rows = [(rule, row) for rule in rules for row in checks.rows(rule, running.select)]
        return _timed(lambda: _told(checks.tell(rows, running.select, explained=_GRAVE)))


def _told(findings: Sequence[Finding]) -> int:
    return sum(bool(finding.premises) for finding in findings)


def main() -> None:
    """Run a layer and say what it took."""
    layer, root = sys.argv[1], Path(sys.argv[2])
    seconds, findings = _run(layer, root)
    own, others = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    processor = sum(one.ru_utime + one.ru_stime for one in (own, others))
    memory = max(own.ru_maxrss, others.ru_maxrss) // _MEGABYTE
    print(json.dumps(asdict(Taken(seconds, processor, memory, findings))))  # noqa: T201


if __name__ == "__main__":
    main()
