"""`make eval`: the scores of all gold readings, and what is found in the whole corpus.

Nothing is kept between runs. See README.md for the tables and the exit codes.
"""

import argparse
import csv
import json
import multiprocessing
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any, Final

sys.path.insert(0, str(Path(__file__).parents[2]))  # started by path; its parts are tests.eval

from rich import box
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from tests.eval import scores
from tests.eval.reader import Outcome, outcome

_ROOT: Final = Path(__file__).resolve().parents[2]
_COLUMNS: Final = (
    *scores.COUNTED[:2],
    "role",
    "full name",
    "instruments",
    "type",
    *scores.COUNTED[3:5],
    "bound",
    "deadline",
    "measure",
)
_WIDTH: Final = 150
_NEGATIVE: Final = "b-neg"
_NOTHING: Final[dict[str, Any]] = {"measures": [], "tasks": []}
"""The reading of a document that could not be read: all of it is missed."""

Scored = dict[str, tuple[scores.Figures, list[scores.Miss]]]


def main() -> int:
    """Run; the exit code is that of README.md."""
    options = _options()
    console = Console()
    console = Console(width=max(_WIDTH, console.width))
    shared = Path(os.environ.get("CETU_SHARED", _ROOT.parent / "shared"))
    if not shared.is_dir():
        return _stop(f"There is no shared material at {shared}; set CETU_SHARED.")
    golds = [g for g in scores.golds(shared) if _named(options.only, g.name, g.document.name)]
    index = {row["file"]: row for row in _index(shared / "corpus" / "INDEX.tsv")}
    files = {shared / "corpus" / file for file in index if _named(options.only, file)}
    files |= {gold.document for gold in golds}
    if not files:
        return _stop(f"Nothing is called “{options.only}”.")
    read = _read(sorted(files), options.jobs)
    score = scores.scorer(shared)
    scored = {
        gold.name: score(gold.content, read[gold.document.name].reading or _NOTHING)
        for gold in golds
    }
    totals = scores.total(figures for figures, _ in scored.values())
    wrong = _wrong(read.values(), index)
    missed = {name for name, bar in scores.BARS.items() if totals[name] < bar} if golds else set()
    if options.json:
        _print_json(scored, totals, read, wrong)
    else:
        if golds:
            console.print(_gold(golds, scored, totals))
        console.print(_corpus(read.values(), index, wrong))
        if options.show:
            _show(console, scored)
    return 1 if missed or wrong else 0


def _read(files: Sequence[Path], jobs: int) -> dict[str, Outcome]:
    # Spawned, not forked: the progress bar has a thread.
    context = multiprocessing.get_context("spawn")
    found: dict[str, Outcome] = {}
    with (
        Progress(console=Console(stderr=True), transient=True) as progress,
        ProcessPoolExecutor(jobs, mp_context=context) as pool,
    ):
        bar = progress.add_task("", total=len(files))
        # The largest first: the last one is then never the only one that runs.
        for future in as_completed(
            pool.submit(outcome, path, _ROOT)
            for path in sorted(files, key=lambda path: -path.stat().st_size)
        ):
            done = future.result()
            found[done.file] = done
            progress.update(bar, advance=1, description=done.file)
    return dict(sorted(found.items()))


def _wrong(read: Iterable[Outcome], index: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Say what is wrong with a document, by file."""
    found = {}
    for one in read:
        family = index.get(one.file, {}).get("family", "")
        if one.error:
            found[one.file] = one.error
        elif family == _NEGATIVE and one.with_bodies:
            found[one.file] = f"{one.with_bodies} tasks with bodies, and it orders none"
    return found


def _gold(golds: Sequence[scores.Gold], scored: Scored, totals: Mapping[str, float]) -> Table:
    table = _table("Gold: F1, or share of found", *_COLUMNS)
    for gold in golds:
        columns = scores.line(scored[gold.name][0])
        table.add_row(
            gold.name, *(_ratio(columns[name], scores.BARS.get(name)) for name in _COLUMNS)
        )
    table.add_section()
    table.add_row("together", *(_ratio(totals[name], scores.BARS.get(name)) for name in _COLUMNS))
    bars = (scores.BARS.get(name) for name in _COLUMNS)
    table.add_row("bar", *(f"{bar:.2f}" if bar else "" for bar in bars))
    return table


def _corpus(
    read: Iterable[Outcome], index: Mapping[str, Mapping[str, str]], wrong: Mapping[str, str]
) -> Table:
    heads = ("form", "family", "pages", "tasks", "index", "with bodies", "bodies", "unresolved")
    table = _table("Corpus", *heads, "candidates", "doubts", "s")
    table.add_column("", style="red", overflow="fold", max_width=40)
    for one in read:
        row = index.get(one.file, {})
        table.add_row(
            one.file,
            one.form,
            row.get("family", ""),
            str(one.pages or ""),
            str(one.tasks),
            row.get("tasks_roughly", ""),
            f"{one.with_bodies / one.tasks:.0%}" if one.tasks else "",
            str(one.bodies),
            str(one.unresolved),
            str(one.candidates),
            str(one.doubts),
            f"{one.seconds:.1f}",
            wrong.get(one.file, ""),
        )
    return table


def _show(console: Console, scored: Scored) -> None:
    for name, (_, misses) in scored.items():
        console.print(f"[bold]{name}[/]")
        for task, kind, what, value in misses:
            console.print(task, kind, what, json.dumps(value, ensure_ascii=False), markup=False)


def _print_json(
    scored: Scored,
    totals: Mapping[str, float],
    read: Mapping[str, Outcome],
    wrong: Mapping[str, str],
) -> None:
    found: dict[str, Any] = {
        "gold": {name: scores.line(figures) for name, (figures, _) in scored.items()},
        "together": totals,
        "bars": scores.BARS,
        "corpus": [one.figures() for one in read.values()],
        "wrong": wrong,
    }
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def _ratio(value: float, bar: float | None) -> str:
    words = f"{value:.3f}"
    return f"[red]{words}[/]" if bar and value < bar else words


def _table(first: str, *heads: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, title=None)
    table.add_column(first, overflow="fold", max_width=38)
    for head in heads:
        table.add_column(head, justify="right", overflow="fold")
    return table


def _index(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _named(only: str, *names: str) -> bool:
    return any(only in name for name in names)


def _stop(words: str) -> int:
    Console(stderr=True).print(words, style="red", markup=False)
    return 2


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make eval ARGS=…", description=__doc__)
    parser.add_argument("--only", default="", metavar="NAME", help="names that hold NAME")
    parser.add_argument("--show", action="store_true", help="list what was missed or invented")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--jobs", type=int, default=2, help="processes (2)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
