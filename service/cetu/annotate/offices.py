"""Offices: how the short names of public bodies are written in full, as tables of data.

`national.csv` lists bodies of the nation, `offices.csv` what each office of a place is called,
`issuers.csv` local bodies whose full names a source has, `renames.csv` what a body was called
before. The last column of each says where its names stand; `notChecked` there: nowhere yet.
"""

import csv
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cetu.model.body import NameBasis

_HEADS: Final = re.compile(r"(?:局|厅|委员会|办公室|部)$")
_SPELT_OUT: Final = (
    (re.compile(r"工委$"), "工作委员会"),
    (re.compile(r"委$"), "委员会"),
    (re.compile(r"办$"), "办公室"),
)


@dataclass(frozen=True, slots=True)
class Office:
    """What an office is called: `pattern` with {p} for its place ({s}: without 省 or 市).

    `kind` is the local name of its class, "" for a department of the government of the place.
    """

    pattern: str
    kind: str
    basis: NameBasis


@dataclass(frozen=True, slots=True)
class Offices:
    """The tables: short form → office, short form → national office, place → names known there."""

    local: Mapping[str, Office]
    national: Mapping[str, Office]
    issuers: Mapping[str, tuple[str, ...]]
    renames: Mapping[str, tuple[str, str]]

    def department(self, words: str, place: str) -> tuple[str, NameBasis]:
        """Return the full name of a department that is written as `words` in `place` (a name).

        A name that a source has for it there comes first: a city that joined two offices calls
        文旅局 文化广电旅游局. Next comes the usual long form of the office; else its own head word
        decides (委 is 委员会, 办 is 办公室).
        """
        known = self.issuers.get(place, ())
        usual = self.local.get(words)
        long = usual.pattern.format(p="", s="") if usual else _spelt_out(words)
        if long in known:
            return place + long, "statedInList"
        if usual and long == words:  # nothing is left out
            return place + long, usual.basis
        head = _HEADS.search(long)
        like = [n for n in known if n != words and head and n.endswith(head[0]) and _cut(words, n)]
        if len(like) == 1:
            return place + like[0], "statedInList"
        return place + long, usual.basis if usual else "namingRule"

    def renamed(self, name: str) -> tuple[str, str] | None:
        """Return the name that took the place of `name`, and since when ("" if not known)."""
        return self.renames.get(name)


def load(folder: Path, places: Container[str]) -> Offices:
    """Return the offices that the tables in `folder` hold; `places` are the names of all places."""
    issuers: dict[str, list[str]] = {}
    for row in _rows(folder / "issuers.csv"):
        name = row["name"]
        ends = (n for n in range(2, min(len(name), 12)) if name[:n] in places)
        if cut := max(ends, default=0):
            issuers.setdefault(name[:cut], []).append(name[cut:])
    national: dict[str, Office] = {}
    for row in _rows(folder / "national.csv"):
        office = Office(row["name"], row["kind"], _basis(row))
        for short in (row["name"], *row["short"].split()):
            national[short] = office
    return Offices(
        {
            row["short"]: Office(row["long"], row["kind"], _basis(row))
            for row in _rows(folder / "offices.csv")
        },
        national,
        {place: tuple(names) for place, names in issuers.items()},
        {row["earlier"]: (row["later"], row["when"]) for row in _rows(folder / "renames.csv")},
    )


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _basis(row: Mapping[str, str]) -> NameBasis:
    return "notChecked" if row["source"] == "notChecked" else "namingRule"


def _spelt_out(words: str) -> str:
    for short, long in _SPELT_OUT:
        words = short.sub(long, words)
    return words


def _cut(short: str, long: str) -> bool:
    """Whether `short` is `long` with characters left out, but for the first one."""
    rest = iter(long)
    return short[:1] == long[:1] and all(character in rest for character in _bare(short))


def _bare(words: str) -> str:
    return words.removesuffix("委员会").removesuffix("办公室") or words
