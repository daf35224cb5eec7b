"""Tables put together from grids: one table may run over many pages, one grid hold two tables."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cetu.model.layout import Grid, Layout, Paragraph
from cetu.model.span import Cell, Span
from cetu.read.columns import rule
from cetu.read.tables.heads import Cells, Head, head, unit_like

_NUMBER = re.compile(r"\s*(\d{1,4})[.．、]?\s*")
_OF_TABLE = re.compile(r"^\s*[（(]?(?:注|备注|说明)|表|清单|下同|附件")
_ANEW = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十]+[）)、.．]|附|表)")

_DEBRIS: Final = 12
"""Characters of the longest paragraph that may be left of a running head between two pages."""

_TOP: Final = 6
"""Rows from the top of a grid among which its head is looked for."""

_SHORT: Final = 120
"""Characters of the longest paragraph beside a table that is a note to it."""

_NEAR: Final = 3
"""Paragraphs before and after a table that may say which unit leads."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table as it stands; `broken`: it is the first after a page break."""

    cells: tuple[Cell | None, ...]
    broken: bool = False

    @property
    def filled(self) -> list[Cell]:
        """Its cells that hold words."""
        return [cell for cell in self.cells if cell]


@dataclass(slots=True)
class Table:
    """A table: its head (None: not understood), its lines, and where a lead is stated for it."""

    head: Head | None
    lines: list[Line]
    rule: Span | None = None
    caption: Cell = field(default_factory=Cell)
    """The words right before it: a heading, where each section has a table of its own."""

    misfits: list[Cell] = field(default_factory=list)
    """First cells of pieces that seem to continue it and have other columns."""

    @property
    def width(self) -> int:
        """The number of its columns."""
        return len(self.head.columns) if self.head else len(self.lines[0].cells)

    @property
    def place(self) -> Span | None:
        """Where it begins."""
        heads = [one.head for one in self.head.columns] if self.head else []
        cells = [*heads, *(cell for line in self.lines for cell in line.filled)]
        return next((cell.pieces[0] for cell in cells if cell), None)


def join(layout: Layout, headers: Mapping[str, str]) -> list[Table]:
    """Return the tables of `layout` that have a head, or look as if they should."""
    found: list[Table] = []
    between: list[Paragraph] = []
    before: list[Paragraph] = []
    for block in layout.blocks:
        if isinstance(block, Paragraph):
            between.append(block)
            before.append(block)
            if found and len(between) <= _NEAR:
                found[-1].rule = found[-1].rule or _stated(block, layout)
            continue
        for top, rows in _parts(block, headers, layout.source.text):
            current = found[-1] if found else None
            if current and _continues(current, top, rows, between):
                current.lines += _lines(current, rows, layout)
            elif top or unit_like(rows, headers):
                table = Table(top, [], caption=between[-1].words if between else Cell())
                table.lines += _lines(table, rows, layout)
                near = (_stated(paragraph, layout) for paragraph in before[-_NEAR:])
                table.rule = next((span for span in near if span), None)
                found.append(table)
            elif current and not between and len(rows[0]) > 1:
                current.misfits += [cell for row in rows for cell in row if cell][:1]
            else:
                continue  # a box that is no table: what stands before it stays the last words
            between, before = [], []
    return found


def _parts(
    grid: Grid, headers: Mapping[str, str], raw: str
) -> Iterator[tuple[Head | None, list[Cells]]]:
    """Yield the parts of a grid, each with the head that begins it, if one does."""
    top: Head | None = None
    part: list[Cells] = []
    at = 0
    while at < len(grid.rows):
        found = None
        if at < _TOP or _heads_like(grid.rows[at], headers):
            found = head(grid.rows[at : at + 2], 0, headers, raw)
        if found:
            if top or _of_substance(part):
                yield top, part
            top, part = found, []
            at += found.depth
        else:
            part.append(grid.rows[at])
            at += 1
    if top or part:
        yield top, part


def _heads_like(row: Cells, headers: Mapping[str, str]) -> bool:
    return sum(bool(cell) and "".join(cell.text.split()) in headers for cell in row if cell) > 1


def _of_substance(part: Sequence[Cells]) -> bool:
    """Whether rows above a head are more than its caption."""
    return any(sum(bool(cell) for cell in row) > 1 for row in part)


def _continues(
    table: Table, top: Head | None, rows: Sequence[Cells], between: Sequence[Paragraph]
) -> bool:
    """Whether rows go on with `table`, whose head they may repeat or leave out.

    With words between, they do when the words are debris of a page's edge or the numbers go on; a
    heading or a caption begins a table anew.
    """
    if table.head is None:
        return top is None and not between and bool(rows) and len(rows[0]) == table.width
    if top and top.words != table.head.words:
        return False
    if not top and (not rows or len(rows[0]) != table.width):
        return False
    words = [paragraph.words.text for paragraph in between]
    if any(_ANEW.match(one) for one in words):
        return False
    return sum(len(one) for one in words) <= _DEBRIS or _numbers_go_on(table, rows)


def _numbers_go_on(table: Table, rows: Sequence[Cells]) -> bool:
    columns = table.head.columns if table.head else ()
    index = next((one.index for one in columns if one.role == "number"), -1)
    if index < 0:
        return False
    after = (_numeral(row[index]) for row in rows if index < len(row))
    first = next((number for number in after if number), 0)
    last = next((n for line in reversed(table.lines) if (n := _numeral(line.cells[index]))), 0)
    return 0 < last < first <= last + 2


def _numeral(cell: Cell | None) -> int:
    match = _NUMBER.fullmatch(cell.text) if cell else None
    return int(match[1]) if match else 0


def _lines(table: Table, rows: Sequence[Cells], layout: Layout) -> Iterator[Line]:
    """Yield rows as lines as wide as `table`, each with whether a page break is before it."""
    width = table.width if table.head or table.lines else len(rows[0])
    page = _last_page(table, layout)
    for number, row in enumerate(rows):
        cells = (*row[:width], *(Cell() for _ in range(width - len(row))))
        starts = [layout.page(cell.pieces[0].start) for cell in cells if cell]
        broken = bool(table.lines) and number == 0
        if starts and layout.pages:
            broken = 0 < page < min(starts)
            page = layout.page(max(cell.pieces[-1].start for cell in cells if cell))
        yield Line(cells, broken)


def _last_page(table: Table, layout: Layout) -> int:
    """Return the page on which the last words of `table` stand, 0 without any."""
    ends = (cell.pieces[-1].start for line in table.lines[-1:] for cell in line.filled)
    heads = (
        (one.head.pieces[0].start for one in table.head.columns if one.head) if (table.head) else ()
    )
    last = max(ends, default=max(heads, default=-1))
    return layout.page(last) if last >= 0 else 0


def _stated(paragraph: Paragraph, layout: Layout) -> Span | None:
    """Return words of a note beside a table that say the first unit leads."""
    words = paragraph.words
    beside = len(words.text) <= _SHORT and _OF_TABLE.search(words.text)
    return rule(words, layout.source.text) if beside else None
