"""How well names are reconciled: 200 of real documents, against a list made by hand: `make names`.

`names.csv` has a name as a document (or an officer's table) writes it, perhaps its place, and what
is meant: the official name, from the hand-made readings of the shared material, or from a look at
the document; several where one thing goes by several (`|`). Nothing stands there where no name was
known to be meant: such a name must match nothing. A match is right where what is matched is called
so; one that the graph does not hold cannot be found and does not count against recall.
"""

import csv
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx
from rich.console import Console
from rich.table import Table
from tests.conftest import running

from cetu import pipeline
from cetu.answer.lookup import Finder
from cetu.answer.reconcile import Catalogue, Shelf
from cetu.answer.reconcile.catalogue import plain
from cetu.settings import Settings

ROOT: Final = Path(__file__).parents[2]
LIST: Final = Path(__file__).with_name("names.csv")


@dataclass(frozen=True, slots=True)
class Name:
    """One line of the list."""

    type: str
    name: str
    place: str
    expected: str

    @property
    def meant(self) -> frozenset[str]:
        return frozenset(plain(one) for one in self.expected.split("|") if one)

    @property
    def query(self) -> dict[str, Any]:
        said = [{"pid": "place", "v": self.place}] if self.place else []
        return {"query": self.name, "type": self.type, "properties": said, "limit": 3}


@dataclass(frozen=True, slots=True)
class Score:
    """What came of the list."""

    names: int
    held: int
    matched: int
    right: int
    first: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / self.matched

    @property
    def recall(self) -> float:
        return self.right / self.held


def names() -> list[Name]:
    with LIST.open(encoding="utf-8") as file:
        return [Name(**row) for row in csv.DictReader(file)]


def asked(address: str, listed: list[Name]) -> list[list[dict[str, Any]]]:
    """The candidates for each name, by HTTP, in batches of ten as OpenRefine sends them."""
    found: list[list[dict[str, Any]]] = []
    for start in range(0, len(listed), 10):
        batch = {f"q{at}": one.query for at, one in enumerate(listed[start : start + 10])}
        answer = httpx.post(f"{address}/reconcile", data={"queries": json.dumps(batch)}).json()
        found += [answer[name]["result"] for name in batch]
    return found


def catalogue(root: Path = ROOT) -> Catalogue:
    with pipeline.engine(Settings(root=root, workers=1)) as engine:
        return Shelf(engine, Finder(engine)).current()


def score(listed: list[Name], found: list[list[dict[str, Any]]], known: Catalogue) -> Score:
    held = matched = right = first = 0
    wrong, missed = [], []
    for name, candidates in zip(listed, found, strict=True):
        there = {e.id for one in name.meant for e in known.named.get(one, ()) if e.is_a(name.type)}
        held += bool(there)
        first += bool(candidates) and candidates[0]["id"] in there
        chosen = [one for one in candidates if one["match"]]
        matched += bool(chosen)
        if chosen and chosen[0]["id"] in there:
            right += 1
        elif chosen:
            wrong.append(f"{name.name} ({name.place}) → {chosen[0]['name']}")
        elif there:
            near = "、".join(f"{one['name']} {one['score']}" for one in candidates[:2])
            missed.append(f"{name.name} ({name.place}): {near}")
    return Score(len(listed), held, matched, right, first, tuple(wrong), tuple(missed))


def main() -> int:
    """Ask a service on the shipped graph, and print precision and recall."""
    listed = names()
    with running(ROOT) as address:
        found = asked(address, listed)
    result = score(listed, found, catalogue())
    table = Table("names", "in the graph", "matched", "right", "precision", "recall", "first")
    table.add_row(
        str(result.names),
        str(result.held),
        str(result.matched),
        str(result.right),
        f"{result.precision:.3f}",
        f"{result.recall:.3f}",
        f"{result.first / result.held:.3f}",
    )
    console = Console()
    console.print(table)
    for what, lines in (("wrong", result.wrong), ("missed", result.missed)):
        for line in lines:
            console.print(f"{what}: {line}", soft_wrap=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
