"""What it takes to add one document to a graph of few and of many.

Documents are invented: plans of numbered towns, each with tasks of its own. The graph they are
added to is a temporary folder with the checkout's ontology, reference data and rules. By itself:
`python tests/bench/building/adding.py [--sizes 30,3000]`.
"""

import argparse
import csv
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from statistics import median
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[3]))  # started by path; its parts are tests.bench

from rich.console import Console
from rich.progress import Progress
from tests.bench.report import grid

from cetu import pipeline, store
from cetu.model.document import Record
from cetu.pipeline import fresh
from cetu.pipeline.add import Terms, add
from cetu.pipeline.told import Told

_ROOT: Final = Path(__file__).resolve().parents[3]
_TERMS: Final = Terms(Told(received="2026-11-25"), checks=False)
_TASKS: Final = 5
_RUNS: Final = 3
_BUILT: Final = 30
"""So many documents are built; the graphs of the others are theirs under other keys."""


@dataclass(frozen=True, slots=True)
class Adding:
    """Seconds, of a graph of `documents`: to build 30, to add one, to see that nothing changed."""

    documents: int
    build_s: float
    add_s: float
    again_s: float
    stale_s: float


def measure(documents: int, told: Callable[[int, int], None]) -> Adding:
    """Make a graph of so many invented documents, and add more to it, one at a time."""
    with tempfile.TemporaryDirectory(prefix="cetu-adding-") as folder:
        root = Path(folder) / "root"
        for name in ("ontology", "queries"):
            shutil.copytree(_ROOT / name, root / name)
        shutil.copytree(_ROOT / "data" / "reference", root / "data" / "reference")
        _list(root, min(documents, _BUILT))

        def progress(_zh: str, _en: str, /, done: int = 0, total: int = 0) -> None:
            told(done, total)

        build_s = _timed(lambda: pipeline.build(root, progress))
        if documents > _BUILT:
            _multiply(root, documents)
            assert not pipeline.stale(root)
        one, again, stale = [], [], []
        for number in range(documents, documents + _RUNS):
            path = Path(folder) / f"town-{number}.html"
            path.write_text(_plan(number), "utf-8")
            one.append(_timed(lambda path=path: add([path], root, _TERMS)))  # type: ignore[misc]
            again.append(_timed(lambda path=path: add([path], root, _TERMS)))  # type: ignore[misc]
            stale.append(_timed(lambda: pipeline.stale(root)))
        return Adding(documents, build_s, median(one), median(again), median(stale))


def table(found: list[Adding]) -> str:
    """Return the figures as a Markdown table."""
    rows = [
        [
            f"{one.documents:,}",
            *(f"{seconds:.2f}" for seconds in (one.build_s, one.add_s, one.again_s, one.stale_s)),
        ]
        for one in found
    ]
    return grid(["documents", "build 30 s", "add one s", "the same again s", "stale? s"], rows)


def _multiply(root: Path, documents: int) -> None:
    """List so many documents, and give each the graph of a built one under its own key."""
    shutil.rmtree(root / "data" / "source")
    _list(root, documents)
    stamp = fresh.load(root)
    digests = fresh.Digests(root, {})
    planned = fresh.plan(root, digests)
    for number in range(_BUILT, documents):
        key, like = f"town-{number}", f"town-{number % _BUILT}"
        content = (
            fresh.file(root, like).read_bytes().replace(f"{like}/".encode(), f"{key}/".encode())
        )
        store.write(fresh.file(root, key), content)
        entry = stamp.built[like]
        stamp.built[key] = replace(
            entry,
            content=fresh.sha256(content),
            source=digests.of(root / "data" / "source" / f"{key}.html"),
        )
    for stem, wanted in planned.items():
        stamp.built[stem] = replace(stamp.built[stem], inputs=wanted.inputs)
    fresh.settle()
    for stem in planned:
        digests.note(fresh.file(root, stem), stamp.built[stem].content)
    stamp.seen = digests.seen
    fresh.save(root, stamp)


def _list(root: Path, documents: int) -> None:
    source = root / "data" / "source"
    source.mkdir()
    with (root / "data" / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Record)])
        writer.writeheader()
        for number in range(documents):
            (source / f"town-{number}.html").write_text(_plan(number), "utf-8")
            record = Record(
                f"town-{number}",
                f"source/town-{number}.html",
                "plan",
                place="330300",
                title=_title(number),
                received="2026-11-25",
            )
            writer.writerow(asdict(record) | {"issuers": ""})


def _title(number: int) -> str:
    return f"云溪第{number}片区行动方案"


def _plan(number: int) -> str:
    rows = "".join(
        f"<tr><td>{task}</td><td>建设云溪第{number}片区第{task}号示范园，给予最高{task}00万元补助。</td>"
        "<td>市科技局、市财政局</td></tr>"
        for task in range(1, _TASKS + 1)
    )
    head = "<tr><th>序号</th><th>工作任务</th><th>责任单位</th></tr>"
    return (
        f"<html><body><h1>{_title(number)}</h1><p>温州市人民政府</p>"
        f"<table>{head}{rows}</table></body></html>"
    )


def _timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="30,3000", help="documents in the graph (30,3000)")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    found = []
    with Progress(console=Console(stderr=True), transient=True) as progress:
        for size in sizes:
            bar = progress.add_task(f"{size} documents", total=size)
            found.append(
                measure(
                    size,
                    lambda done, total, bar=bar: progress.update(  # type: ignore[misc]
                        bar, completed=done, total=total or None
                    ),
                )
            )
    print(table(found))  # noqa: T201


if __name__ == "__main__":
    main()
