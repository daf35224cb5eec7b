"""Rows made whole: cut by a page break, covered by merged cells, mixed with notes and totals."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from cetu.model.span import Cell
from cetu.read.tables.joining import Line
from cetu.read.tables.plan import Plan
from cetu.read.tables.sections import heads_section

_NOTE = re.compile(r"[（(]?(?:注|备注|说明|填表说明)\d*[:：].*", re.DOTALL)
_TOTAL = re.compile(r"合计|总计|小计|共计|总\s*计|合\s*计")
_PLACEHOLDER = re.compile(r"[.…。·]{2,}|示例|例")
_CLOSED = re.compile(r".*[。；;！？!?.”）)]", re.DOTALL)
_EVERY: Final = 3
"""Rows that show that a column has words in every row."""

_OPEN: Final = "、，,；;和及与"
_YEAR_OPEN = re.compile(r".*[年到至—-]")


def notes(lines: Iterable[Line]) -> list[Cell]:
    """Return the cells that are notes to the table (注：…)."""
    return [line.filled[0] for line in lines if _is_note(line)]


def ordering(lines: Iterable[Line]) -> list[Line]:
    """Return the lines that may order something: no empty ones, notes, totals, placeholders."""
    return [
        line
        for line in lines
        if line.filled
        and not _is_note(line)
        and not any(_TOTAL.fullmatch(cell.text) for cell in line.filled[:3])
        and not _PLACEHOLDER.fullmatch(line.filled[0].text)
    ]


def whole(lines: Sequence[Line], made: Plan) -> list[Line]:
    """Return the rows: a line that only carries on the one before it is joined to that."""
    rows: list[Line] = []
    begun = False
    for line, after in zip_longest(lines, lines[1:]):
        after_row = bool(rows) and not heads_section(rows[-1], made)
        if begun:
            _join(rows, line)
            begun = False
        elif after_row and not heads_section(line, made) and _carried(rows, line, after, made):
            _join(rows, line)
        else:
            rows.append(line)
            begun = not heads_section(line, made) and _begins(line, after, made)
    return rows


def covered(rows: Sequence[Line], made: Plan) -> list[Line]:
    """Return the rows with what merged cells of tasks, units and deadlines cover filled from above.

    After a page break the rest of a merged cell is empty. It is filled too where the column goes on
    covered on the next page or was so before, or names units in every other row; but nobody need
    support a task.
    """
    columns = {column.index: given != "support" for column, given in made.units}
    columns |= {made.task: False, made.deadline: False}
    columns.pop(-1, None)
    filled = [list(row.cells) for row in rows]
    for index, needed in columns.items():
        every = needed and len(rows) > _EVERY
        for at in range(1, len(rows)):
            if _is_covered(rows, at, index) or (every and _alone(rows, at, index)):
                filled[at][index] = filled[at - 1][index]
    return [replace(row, cells=tuple(cells)) for row, cells in zip(rows, filled, strict=True)]


def _is_covered(rows: Sequence[Line], at: int, index: int) -> bool:
    cell = rows[at].cells[index]
    if cell or cell is None:
        return cell is None
    around = (*rows[at - 1 : at], *rows[at + 1 : at + 2])
    return rows[at].broken and any(row.cells[index] is None for row in around)


def _alone(rows: Sequence[Line], at: int, index: int) -> bool:
    """Whether a row that begins a page is the only one whose cell is empty."""
    empty = [number for number, row in enumerate(rows) if row.cells[index] == Cell()]
    return rows[at].broken and empty == [at]


def _is_note(line: Line) -> bool:
    return len(line.filled) == 1 and bool(_NOTE.fullmatch(line.filled[0].text))


def _carried(rows: Sequence[Line], line: Line, after: Line | None, made: Plan) -> bool:
    return not _begins(line, after, made) and _carries_on(rows[-1], line, made)


def _begins(line: Line, after: Line | None, made: Plan) -> bool:
    """Whether `line` begins a row whose number, set in its middle, stands on the next page only.

    Its words break off in mid-sentence, and those at the top of that page have a number.
    """
    task = line.cells[made.task]
    if made.number < 0 or made.grouped or after is None or not after.broken or not task:
        return False
    mid_sentence = not line.cells[made.number] and not _CLOSED.fullmatch(task.text)
    return mid_sentence and not line.broken and bool(after.cells[made.number])


def _carries_on(row: Line, line: Line, made: Plan) -> bool:
    """Whether `line` is the rest of `row`: it has no number, and not all that a row has."""
    units = [line.cells[column.index] for column, _ in made.units]
    task = line.cells[made.task]
    if made.number >= 0 and line.cells[made.number]:
        return False
    if made.number >= 0 and not made.grouped:
        if line.broken:
            return not _complete(row, line, made)
        return not (task and any(cell or cell is None for cell in units))
    if not line.broken:
        return task is None and bool(line.filled)
    return not task or not _complete(row, line, made)


def _complete(row: Line, line: Line, made: Plan) -> bool:
    """Whether `line`, first of a page, is a row for itself: nothing in `row` waits for its words.

    It has its own task, units (none need support), and deadline where `row` has them, and `row`
    ends as rows do.
    """
    before, task = row.cells[made.task], line.cells[made.task]
    if not task or (before and not _CLOSED.fullmatch(before.text)):
        return False
    needed = {column.index for column, given in made.units if given != "support"}
    for index in (*(column.index for column, _ in made.units), made.deadline):
        above, here = (row.cells[index], line.cells[index]) if index >= 0 else (None, None)
        if above and not here and index in {*needed, made.deadline}:
            return False
        if (above and above.text[-1] in _OPEN) or (here and here.text[0] in _OPEN):
            return False
    deadline = row.cells[made.deadline] if made.deadline >= 0 else None
    if made.number >= 0 and not deadline:
        return False  # the number is missing, and only a deadline could show that a row begins
    return not (deadline and _YEAR_OPEN.fullmatch(deadline.text))


def _join(rows: list[Line], line: Line) -> None:
    """Add the words of `line` to the last of `rows`, or to the merged cell that covers it there."""
    for index, here in enumerate(line.cells):
        if not here:
            continue
        at = len(rows) - 1
        while at and rows[at].cells[index] is None:
            at -= 1
        above = rows[at].cells[index] or Cell()
        if above.text == here.text:  # a merged cell, written again on the next page
            if at < len(rows) - 1:
                _put(rows, len(rows) - 1, index, here)
        else:
            _put(rows, at, index, Cell((*above.pieces, *here.pieces)))


def _put(rows: list[Line], at: int, index: int, cell: Cell) -> None:
    cells = (*rows[at].cells[:index], cell, *rows[at].cells[index + 1 :])
    rows[at] = replace(rows[at], cells=cells)
