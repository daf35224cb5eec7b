"""`make bench`: ratios for SPARQL over HTTP against other engines, and the times of a build.

Everything happens in temporary folders: nothing in the checkout is written. See README.md for how
to read the tables, `--help` for the options.
"""

import argparse
import json
import platform
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from types import FrameType
from typing import Any, Final, NoReturn

sys.path.insert(0, str(Path(__file__).parents[2]))  # started by path; its parts are tests.bench

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from tests.bench import compare, options
from tests.bench.building import adding, checking, reading, steps

from cetu.errors import CetuError

_ROOT: Final = Path(__file__).resolve().parents[2]
_FOLDERS: Final = ("ontology", "shapes", "queries", "data")


def main() -> int:
    """Run; 0: done, 1: the service failed on a query, or no other engine agrees with it."""
    chosen = options.parse()
    signal.signal(signal.SIGTERM, _end)  # so that the servers are stopped then too
    found: dict[str, Any] = {}
    sound = True
    try:
        with _progress() as progress, tempfile.TemporaryDirectory(prefix="cetu-bench-") as folder:
            if "engines" in chosen.parts:
                _say(_versions())
                for quads in chosen.quads:
                    one = compare.run(chosen, quads, Path(folder) / str(quads), _bar(progress))
                    _say(one.text)
                    found[f"{quads} quads"] = one.values
                    sound = sound and one.sound
            found |= _building(chosen, Path(folder), progress)
            if "checking" in chosen.parts:
                found |= _checking(chosen, Path(folder), progress)
    except KeyboardInterrupt:
        return 130
    except (CetuError, RuntimeError, ValueError) as error:
        Console(stderr=True).print(str(error), style="red", markup=False)
        return 2
    if chosen.json:
        text = json.dumps(found, indent=1, ensure_ascii=False)
        chosen.json.write_text(f"{text}\n", encoding="utf-8")
    return 0 if sound else 1


def _building(chosen: argparse.Namespace, folder: Path, progress: Progress) -> dict[str, Any]:
    """Measure a build, its steps, reading and adding, on a copy of the checkout."""
    found: dict[str, Any] = {}
    if not set(chosen.parts) & {"build", "reading", "adding"}:
        return found
    root, bar = folder / "root", _bar(progress)
    for name in _FOLDERS:
        shutil.copytree(_ROOT / name, root / name)
    if "build" in chosen.parts:
        built = steps.build(root, chosen.builds, lambda: bar("build"))
        _say(steps.table("build", built))
        found["build_s"] = built
        if chosen.check:
            checked = steps.check(root, chosen.builds, lambda: bar("check"))
            _say(steps.table("check", checked))
            found["check_s"] = checked
    if "reading" in chosen.parts:
        written = folder / "written"
        written.mkdir()
        read = reading.measure(root, written, chosen.builds, lambda: bar("read"))
        _say(reading.table(read))
        found["reading"] = [asdict(one) for one in read]
    if "adding" in chosen.parts:
        added = [
            adding.measure(size, lambda _done, _total, size=size: bar(f"add to {size}"))  # type: ignore[misc]
            for size in chosen.adding
        ]
        _say(adding.table(added))
        found["adding"] = [asdict(one) for one in added]
    return found


def _checking(chosen: argparse.Namespace, folder: Path, progress: Progress) -> dict[str, Any]:
    """Measure the check on graphs of several sizes, and adding to them."""
    bar = _bar(progress)
    checked = []
    for size in chosen.checked:
        root = folder / f"checked-{size}"
        checked.append(
            checking.measure(size, chosen.seed, root, lambda size=size: bar(f"check {size}"))  # type: ignore[misc]
        )
        shutil.rmtree(root)
    _say(checking.table(checked))
    return {"checking": [asdict(one) for one in checked]}


def _versions() -> str:
    packages = ("pyoxigraph", "oxigraph", "rdflib", "rdflib-endpoint")
    named = ", ".join(f"{package} {version(package)}" for package in packages)
    return f"Python {platform.python_version()}, {named}"


def _say(text: str) -> None:
    print(f"\n{text}\n", flush=True)  # noqa: T201


def _bar(progress: Progress) -> Callable[[str], None]:
    bar = progress.add_task("", total=None)
    return lambda name: progress.update(bar, advance=1, description=name)


def _progress() -> Progress:
    columns = (TextColumn("{task.description:28}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(143)


if __name__ == "__main__":
    sys.exit(main())
