"""`make bench`: ratios for the stored questions over HTTP, and the time of each build step.

Everything happens on a copy of the checkout in a temporary folder, which is built first: nothing
here is written, and every engine has the same data. See README.md for how to read the tables.
"""

import argparse
import json
import platform
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import asdict
from fnmatch import fnmatch
from importlib.metadata import version
from pathlib import Path
from types import FrameType
from typing import Any, Final, NoReturn

sys.path.insert(0, str(Path(__file__).parents[2]))  # started by path; its parts are tests.bench

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from tests.bench import adding, reading, report, rounds, steps
from tests.bench.engines import EMPTY, Bare, peer, service
from tests.bench.memory import measure

from cetu import queries, store
from cetu.errors import CetuError
from cetu.model.question import Question

_ROOT: Final = Path(__file__).resolve().parents[2]
_FOLDERS: Final = ("ontology", "shapes", "queries", "data")
_WIDTH: Final = 120


def main() -> int:
    """Run; 0: done, 1: the service failed on a question or disagrees with the engine."""
    options = _options()
    signal.signal(signal.SIGTERM, _end)  # so that the servers are stopped then too
    console = Console()
    console = Console(width=min(_WIDTH, console.width) if console.is_terminal else _WIDTH)
    with tempfile.TemporaryDirectory(prefix="cetu-bench-") as folder:
        root = Path(folder)
        for name in _FOLDERS:
            shutil.copytree(_ROOT / name, root / name)
        try:
            return _run(options, root, console)
        except KeyboardInterrupt:
            return 130
        except (CetuError, RuntimeError) as error:
            Console(stderr=True).print(str(error), style="red", markup=False)
            return 2


def _run(options: argparse.Namespace, root: Path, console: Console) -> int:
    asked = {
        name: _text(question)
        for name, question in queries.load(root).items()
        if fnmatch(name, options.questions)
    }
    if not asked:
        raise RuntimeError(f"No question is called “{options.questions}”.")
    with _progress() as progress:
        bar = progress.add_task("build", total=options.builds)
        built = steps.build(root, options.builds, lambda: progress.advance(bar))
        checked: dict[str, float] = {}
        if options.check:
            bar = progress.add_task("check", total=options.builds)
            checked = steps.check(root, options.builds, lambda: progress.advance(bar))
        bar = progress.add_task("read", total=3 * options.builds)
        with tempfile.TemporaryDirectory(prefix="cetu-bench-") as folder:
            read = reading.measure(
                root, Path(folder), options.builds, lambda: progress.advance(bar)
            )
        added = [
            adding.measure(size, _following(progress, f"add to {size}")) for size in options.adding
        ]

        with ExitStack() as stack:
            bar = progress.add_task("start", total=None)
            bare = Bare(store.snapshot(root))
            servers = [stack.enter_context(server) for server in (service(root), peer(root))]
            progress.remove_task(bar)
            results = _ask(progress, asked, [bare, *servers], options.rounds)
            running = [report.Running(bare.name, bare.started_s, None)]
            running += [
                report.Running(one.name, one.started_s, measure(one.pid)) for one in servers
            ]

    console.print(
        f"\n{len(asked)} questions, {options.rounds} rounds, {bare.triples:,} triples; Python "
        f"{platform.python_version()}, pyoxigraph {version('pyoxigraph')}, "
        f"rdflib {version('rdflib')}, rdflib-endpoint {version('rdflib-endpoint')}\n",
        highlight=False,
    )
    console.print(report.questions(results, bare.name))
    console.print(report.processes(running))
    console.print(report.steps("Build", built, steps.WHOLE))
    if checked:
        console.print(report.steps("Check", checked, steps.WHOLE))
    console.print(reading.shown(read))
    if added:
        console.print(adding.table(added))
    if options.json:
        found = report.document(results, running, bare.name)
        found |= {"build_s": built, "check_s": checked, "triples": bare.triples}
        found |= {"reading": [asdict(one) for one in read]}
        found |= {"adding": [asdict(one) for one in added]}
        _write(options.json, found)
    return 1 if any(_wrong(courses, bare.name) for courses in results.values()) else 0


def _following(progress: Progress, name: str) -> Callable[[int, int], None]:
    bar = progress.add_task(name, total=None)
    return lambda done, total: progress.update(bar, completed=done, total=total or None)


def _ask(
    progress: Progress,
    asked: Mapping[str, str],
    engines: list[Any],
    count: int,
) -> rounds.Results:
    texts = {EMPTY: EMPTY, **asked}
    bar = progress.add_task("", total=len(texts) * (count + 1))

    def step(name: str) -> None:
        progress.update(bar, advance=1, description=name)

    return rounds.run(texts, engines, count, step)


def _wrong(courses: Mapping[str, rounds.Course], base: str) -> bool:
    mine = {name: courses[name] for name in (base, "cetu")}
    return bool(courses["cetu"].failure or report.disagreement(mine, base))


def _text(question: Question) -> str:
    """Return the query with each parameter at its default, or else its example."""
    return queries.bind(
        question, {one.name: one.example for one in question.parameters if one.default is None}
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--rounds", type=_positive, default=15, help="rounds that count (15)")
    parser.add_argument(
        "--questions", default="*", metavar="PATTERN", help="names to ask, such as 'limit*'"
    )
    parser.add_argument("--builds", type=_positive, default=3, help="runs of a build or check (3)")
    parser.add_argument("--check", action="store_true", help="time the checks too (HermiT is slow)")
    parser.add_argument(
        "--adding",
        type=lambda text: [_positive(size) for size in text.split(",") if size],
        default=[30, 3000],
        metavar="SIZES",
        help="documents in the graphs to which one is added (30,3000; '' for none)",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single time there")
    return parser.parse_args()


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description:24}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _write(path: Path, found: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(143)


if __name__ == "__main__":
    sys.exit(main())
