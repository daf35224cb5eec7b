"""A graph of any size in the style of the real one.

Documents are invented (`words`), written as files, and read, mapped and reasoned over by the
pipeline itself, so a generated graph has every structure of a real one: a named graph a version,
evidence for every statement, shared graphs, what follows, descriptions. The first document, which
the stored questions ask about, is in each. The same seed gives the same bytes. By itself:
`python tests/bench/generate.py FOLDER [--quads 100000] [--seed 1]`.
"""

import argparse
import csv
import hashlib
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[2]))  # started by path; its parts are tests.bench

import pyoxigraph as ox
from tests.bench import words

from cetu import pipeline, store

ROOT: Final = Path(__file__).resolve().parents[2]
FIRST: Final = "dongguan-techfin-2024-annex"
"""The document that the stored questions ask about where they ask about one."""
_PILOT: Final = 12
"""So many documents are built first, to tell how many the size takes."""
_REVISED_EVERY: Final = 10
_RECEIVED: Final = "2026-11-25"

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Generated:
    """What was made: how many invented documents, and how many quads in named graphs."""

    documents: int
    quads: int


def generate(folder: Path, quads: int, seed: int, told: Told = lambda _done, _total: None) -> int:
    """Make a root with a built graph of about so many quads in `folder`; return the documents.

    Raises:
        ValueError: the shared graphs and the first document alone have more quads.
    """
    lines = _begun(folder)
    offered = words.load(ROOT)

    def grow(first: int, last: int) -> int:
        for number in range(first, last):
            _write(lines, words.plan(offered, number, seed), number)
        lines.save()
        pipeline.build(folder, lambda _zh, _en, /, done=0, total=0: told(done, total))
        return count(folder)

    alone = grow(0, 0)
    if quads <= alone:
        raise ValueError(f"no graph has fewer than {alone:,} quads")
    each = (grow(0, _PILOT) - alone) / _PILOT
    documents = max(_PILOT, round((quads - alone) / each))
    if documents > _PILOT:
        grow(_PILOT, documents)
    return documents


def smallest(folder: Path) -> None:
    """Make a root with what all graphs share and the first document, built, in `folder`."""
    _begun(folder).save()
    pipeline.build(folder)


def _begun(folder: Path) -> "_Lines":
    for name in ("ontology", "shapes", "queries"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(ROOT / "data" / "reference", folder / "data" / "reference")
    (folder / "data" / "source").mkdir()
    return _Lines(folder)


def count(root: Path) -> int:
    """Return how many quads the named graphs of the snapshot under `root` have together."""
    return len(quads_of(root))


def quads_of(root: Path) -> set[ox.Quad]:
    """Return the quads of the snapshot under `root`."""
    found: set[ox.Quad] = set()
    for file in store.snapshot(root).files:
        if file.graph is None:
            found.update(ox.parse(path=file.path, format=ox.RdfFormat.TRIG))
        else:
            graph = ox.NamedNode(file.graph)
            found.update(
                ox.Quad(quad.subject, quad.predicate, quad.object, graph)
                for quad in ox.parse(path=file.path, format=ox.RdfFormat.TURTLE)
            )
    return found


class _Lines:
    """The list of sources of a generated root."""

    def __init__(self, root: Path) -> None:
        self.sources = root / "data" / "source"
        self._path = root / "data" / "sources.csv"
        with (ROOT / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            self._names = list(reader.fieldnames or ())
            self._rows = [row for row in reader if row["identifier"] == FIRST]
        for row in self._rows:
            shutil.copy(ROOT / "data" / row["file"], self.sources)

    def add(self, **fields: str) -> None:
        self._rows.append(dict.fromkeys(self._names, "") | fields)

    def save(self) -> None:
        with self._path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, self._names)
            writer.writeheader()
            writer.writerows(self._rows)


def _write(lines: _Lines, plan: words.Plan, number: int) -> None:
    """Write a document; of some there is an older version, which lacks the last rows."""
    versions = [plan.orders]
    if number % _REVISED_EVERY == 0:
        versions.insert(0, plan.orders[: -(len(plan.orders) // 3)])
    older = ""
    for index, orders in enumerate(versions):
        key = f"invented-{number:05}"
        text = page(plan, orders).encode()
        name = f"{key}-{index}.html"
        (lines.sources / name).write_bytes(text)
        lines.add(
            identifier=key,
            file=f"source/{name}",
            kind=plan.kind,
            place=plan.place.code,
            date=plan.date,
            number=plan.number,
            title=plan.title,
            received=_RECEIVED,
            revision_of=older,
        )
        older = hashlib.sha256(text).hexdigest()[:12]


def page(plan: words.Plan, orders: tuple[words.Order, ...]) -> str:
    """Return the document as it was received: HTML with one table of orders."""
    rows, number = [], 0
    for title, group in groupby(orders, key=lambda order: order.measure):
        together = list(group)
        for place, order in enumerate(together):
            number += 1
            measure = f'<td rowspan="{len(together)}">{escape(title)}</td>' if not place else ""
            rows.append(
                f"<tr>{measure}<td>{number}</td><td>{escape(order.task)}</td>"
                f"<td>{escape(order.units)}</td></tr>"
            )
    head = "<tr><th>政策措施</th><th>序号</th><th>具体工作任务</th><th>责任单位</th></tr>"
    return (
        f"<html><body><h1>{escape(plan.title)}</h1><p>{escape(plan.number)}</p>"
        f"<table>{head}{''.join(rows)}</table></body></html>"
    )


def main() -> None:
    """Generate and say what was made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="made anew; must not exist")
    parser.add_argument("--quads", type=int, default=100_000, help="about so many (100000)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True)
    documents = generate(options.folder, options.quads, options.seed)
    print(f"{documents} documents, {count(options.folder):,} quads")  # noqa: T201


if __name__ == "__main__":
    main()
