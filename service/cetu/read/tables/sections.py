"""Headings of groups of tasks inside a table: cells of a measure column, rows across the table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from cetu.model.document import Role, Units
from cetu.model.span import Cell, Span
from cetu.read.columns import UNITS, role
from cetu.read.tables.joining import Line
from cetu.read.tables.plan import Plan

_CHINESE: Final = "一二三四五六七八九十百"
_ORDINAL = re.compile(rf"(?:第?[{_CHINESE}]+|[（(][{_CHINESE}]+[）)])[、.．:：]?")
_NUMBERED = re.compile(
    rf"(?:([{_CHINESE}]+)\s*[、.．,，]|([（(][{_CHINESE}]+[）)])、?|(第[{_CHINESE}]+[章部类篇][分]?)"
    r"|(\d{1,2})\s*[、.．](?!\d))\s*(.+)",
    re.DOTALL,
)
_COUNT = re.compile(r"\s*[（(]共?\s*\d+\s*[项条个件][^（）()]{0,4}[）)]$")
_ASIDE = re.compile(r"[（(]([^（）():：]{2,8})[:：]\s*([^：:]+?)[）)]$")
_LONGEST: Final = 40


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its number (its title, where it has none), title, places, units it names.

    `across`: it is a row for itself, across the table.
    """

    number: str
    title: str
    spans: tuple[Span, ...]
    units: tuple[Units, ...] = ()
    numbered: bool = False
    across: bool = False


def heads_section(line: Line, made: Plan) -> bool:
    """Whether a line is the heading of the rows below it.

    Its number column holds 一 or （一） and nobody is responsible; or its one cell reaches over the
    whole table and holds a short heading, or one that is numbered.
    """
    if any(line.cells[column.index] for column, _ in made.units):
        return False
    number = line.cells[made.number] if made.number >= 0 else None
    if number and _ORDINAL.fullmatch(number.text):
        return len(line.filled) > 1
    if len(line.filled) != 1:
        return False
    words = line.filled[0].text
    if line.broken or not is_title(words):
        return False
    first = line.cells[0]
    match = _NUMBERED.fullmatch(words)
    spans = bool(first) and all(cell is None for cell in line.cells[1:])
    return (spans and not words.isdigit()) or (bool(first) and match is not None)


def is_title(words: str) -> bool:
    """Whether words are short enough for a heading, and no sentence."""
    return len(words) <= _LONGEST and not words.endswith(("。", "；", "，", "、"))


def section(line: Line, made: Plan, headers: Mapping[str, str], raw: str) -> Heading:
    """Return the heading in a line that heads a section."""
    number = line.cells[made.number] if made.number >= 0 else None
    if number and len(line.filled) > 1:
        title = next(cell for cell in line.filled if cell is not number)
        found = heading(title, headers, raw)
        written = number.text.rstrip("、.．:：")
        places = (number.span(0, len(number.text), raw), *found.spans)
        return Heading(written, found.title, places, found.units, numbered=True, across=True)
    return replace(heading(line.filled[0], headers, raw), across=True)


def heading(cell: Cell, headers: Mapping[str, str], raw: str) -> Heading:
    """Return the heading in a cell: 一、甲（2项） has the number 一 and the title 甲.

    Units that a bracket at its end names (（牵头单位：省甲厅）) are no part of the title.
    """
    words = cell.text
    units: tuple[Units, ...] = ()
    aside = _ASIDE.search(words)
    if aside and (kind := role(aside[1], headers)) in UNITS:
        given: Role | None = "lead" if kind == "lead" else "support" if kind == "support" else None
        stated = cell.span(*aside.span(1), raw) if given else None
        units = (Units(_part(cell, aside.start(2), aside.end(2)), given, head=stated),)
        words = words[: aside.start()].rstrip()
    title = _COUNT.sub("", words).rstrip("。；;：:") or cell.text
    match = _NUMBERED.fullmatch(title)
    if match:
        number = next(group for group in match.groups()[:-1] if group)
        return Heading(number, match[5].strip(), places(cell, raw), units, numbered=True)
    return Heading(title, title, places(cell, raw), units)


def places(cell: Cell, raw: str) -> tuple[Span, ...]:
    """Return where the words of a cell stand: more than one place if other cells come between."""
    found: list[Span] = []
    for piece in cell.pieces:
        if found and not set("\t\f") & set(raw[found[-1].end : piece.start]):
            start = found[-1].start
            found[-1] = Span(start, piece.end, raw[start : piece.end])
        else:
            found.append(piece)
    return tuple(found)


def _part(cell: Cell, start: int, end: int) -> Cell:
    """Return characters `start` to `end` of a cell, as a cell."""
    pieces: list[Span] = []
    passed = 0
    for piece in cell.pieces:
        first = max(start - passed, 0)
        last = min(end - passed, len(piece.text))
        if first < last:
            words = piece.text[first:last]
            pieces.append(Span(piece.start + first, piece.start + last, words))
        passed += len(piece.text)
    return Cell(tuple(pieces))
