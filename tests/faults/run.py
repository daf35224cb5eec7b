"""`make faults`: every fault of the catalogue is put into the clean graph, and must be found.

Found is: by the rule that should, about the thing that should, nothing beside it, with premises
that are all in the graph and all needed. Exits 1 where anything is amiss. See docs/faults.md.
"""

import argparse
import multiprocessing
import os
import statistics
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[2]))  # started by path; its parts are tests.faults

from rich import box
from rich.console import Console
from rich.table import Table
from tests.faults import trial
from tests.faults.catalogue import LAYERS, NONE, Fault, faults
from tests.faults.trial import Outcome

from cetu import assets

_COLUMNS: Final = ("fault", "layer", "rule", "premises", "needed", "beside", "seconds", "")
_WIDTH: Final = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the faults, print the table, and return 0 if nothing is amiss."""
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("names", nargs="*", help="those whose name holds one of these; all if none")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--format", choices=("text", "markdown"), default="text")
    options = parser.parse_args(arguments)
    chosen = [
        one
        for one in faults()
        if not options.names or any(part in one.name for part in options.names)
    ]
    outcomes = []
    for outcome in run(chosen, assets.root(), options.jobs):
        outcomes.append(outcome)
        mark = "ok" if outcome.green else "; ".join(outcome.amiss)
        sys.stderr.write(f"{outcome.fault.name} ({outcome.seconds:.0f} s): {mark}\n")
    outcomes.sort(key=lambda one: one.fault.name)
    table = markdown(outcomes) if options.format == "markdown" else text(outcomes)
    sys.stdout.write(f"{table}\n")
    return 0 if outcomes and all(one.green for one in outcomes) else 1


def run(chosen: Sequence[Fault], root: Path, jobs: int = 1) -> Iterator[Outcome]:
    """Yield the outcome of each fault as it comes, tried in `jobs` processes."""
    before = trial.known(root)
    if jobs <= 1 or len(chosen) <= 1:
        yield from (trial.tried(one, root, before) for one in chosen)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(chosen)), mp_context=context) as pool:
        running = [pool.submit(trial.tried, one, root, before) for one in chosen]
        yield from (each.result() for each in as_completed(running))


def row(outcome: Outcome) -> tuple[str, ...]:
    """Return the cells of one outcome."""
    fault = outcome.fault
    spared = f" + {outcome.spared}" if outcome.spared else ""
    return (
        fault.name,
        fault.layer,
        fault.rule or "—",
        str(outcome.premises),
        f"{outcome.needed}{spared}",
        str(outcome.beside),
        f"{outcome.seconds:.1f}",
        "ok" if outcome.green else "; ".join(outcome.amiss),
    )


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return the last line: how many of each layer are found, and the time that one takes."""
    counts = Counter(one.fault.layer for one in outcomes)
    green = Counter(one.fault.layer for one in outcomes if one.green)
    parts = [f"{layer} {green[layer]}/{counts[layer]}" for layer in LAYERS if counts[layer]]
    if counts[NONE]:
        parts.append(f"controls {green[NONE]}/{counts[NONE]}")
    premises, needed = (sum(getattr(one, n) for one in outcomes) for n in ("premises", "needed"))
    median = statistics.median([one.seconds for one in outcomes] or [0.0])
    return f"{', '.join(parts)}; {needed} of {premises} premises needed; median {median:.1f} s"


def text(outcomes: Sequence[Outcome]) -> str:
    """Return the table for a terminal."""
    table = Table(*_COLUMNS, box=box.SIMPLE)
    for outcome in outcomes:
        table.add_row(*row(outcome))
    console = Console(width=_WIDTH)
    with console.capture() as captured:
        console.print(table, markup=False)
    return captured.get() + summary(outcomes)


def markdown(outcomes: Sequence[Outcome]) -> str:
    """Return the table in Markdown."""
    lines = [_COLUMNS, ("---",) * len(_COLUMNS), *map(row, outcomes)]
    return (
        "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + f"\n\n{summary(outcomes)}"
    )


if __name__ == "__main__":
    sys.exit(main())
