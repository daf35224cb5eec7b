"""Heads of grids: the rows that say what the columns below them hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cetu.model.span import Cell
from cetu.read.columns import UNITS, Column, column, plain, role

Cells = Sequence[Cell | None]

_FEW, _MANY = 2, 3
"""Known heads that make a head without a number, with a column of units and without."""

_LONGEST: Final = 24
"""Characters of the longest words that head a column, without white space and brackets."""


@dataclass(frozen=True, slots=True)
class Head:
    """Columns from the left, and over how many rows (1 or 2) their heads stand."""

    columns: tuple[Column, ...]
    depth: int

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the heads: two heads of the same words are one, repeated."""
        return tuple(plain(column.head.text) for column in self.columns)

    @property
    def roles(self) -> frozenset[str]:
        """What its columns hold."""
        return frozenset(column.role for column in self.columns)

    @property
    def written(self) -> str:
        """The words, for a sentence."""
        return "｜".join(words for words in self.words if words)


def head(rows: Sequence[Cells], at: int, headers: Mapping[str, str], raw: str) -> Head | None:
    """Return the head that begins in row `at` of `rows`, None where none does."""
    if not _short(rows[at]):
        return None
    upper = _columns(rows[at], headers, raw)
    if at + 1 < len(rows) and _under(rows[at], rows[at + 1]):
        lower = _two_lines(rows[at], rows[at + 1], headers, raw)
        if _is_head(lower):
            return Head(lower, 2)
    return Head(upper, 1) if _is_head(upper) else None


def unit_like(rows: Sequence[Cells], headers: Mapping[str, str]) -> bool:
    """Whether one of the first rows has a cell that reads like the head of a column of units."""
    return any(
        role(cell.text, headers) in UNITS for row in rows[:3] if _short(row) for cell in row if cell
    )


def _short(row: Cells) -> bool:
    words = [plain(cell.text) for cell in row if cell]
    return len(words) > 1 and all(len(one) <= _LONGEST for one in words)


def _columns(row: Cells, headers: Mapping[str, str], raw: str) -> tuple[Column, ...]:
    """Return a column for each cell; one that a merged head covers is headed by it too."""
    found: list[Column] = []
    for index, cell in enumerate(row):
        if cell is None and found:
            found.append(replace(found[-1], index=index))
        else:
            found.append(column(index, cell or Cell(), headers, raw))
    return tuple(found)


def _under(upper: Cells, lower: Cells) -> bool:
    """Whether `lower` only divides heads of `upper` that reach over several columns.

    Every cell of it stands below a head that is merged to the right, or below such a merged part.
    """
    filled = [index for index, cell in enumerate(lower) if cell]
    return (
        bool(filled)
        and _short([*lower, Cell(), *(cell for cell in upper if cell)])
        and any(not upper[index] for index in filled if index < len(upper))
        and all(
            index < len(upper)
            and (not upper[index] or (index + 1 < len(upper) and not upper[index + 1]))
            for index in filled
        )
    )


def _two_lines(
    upper: Cells, lower: Cells, headers: Mapping[str, str], raw: str
) -> tuple[Column, ...]:
    found: list[Column] = []
    parent = Cell()
    for index, above in enumerate(upper):
        parent = above or parent
        below = lower[index] if index < len(lower) else None
        if not below:
            found.append(column(index, above or Cell(), headers, raw))
            continue
        one = column(index, below, headers, raw)
        joined = Cell((*parent.pieces, *below.pieces))
        found.append(one if one.role else replace(column(index, joined, headers, raw), head=below))
    return tuple(found)


def _is_head(columns: Sequence[Column]) -> bool:
    """Whether enough heads are known: two, one of them a number, or most of what is written.

    Half is not enough: the rows of a form (责任单位｜市甲局｜完成时限｜12月) are no heads.
    """
    written = [one.role for one in columns if one.head]
    recognised = [kind for kind in written if kind not in {"", "other"}]
    if "number" in recognised:
        return len(recognised) > 1
    enough = _FEW if UNITS & set(recognised) else _MANY
    return len(recognised) >= enough and len(recognised) * 2 > len(written)
