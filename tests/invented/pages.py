"""Writing rows and lines as pages of a PDF: tables over pages, with cut rows, heads repeated."""

from collections.abc import Sequence
from typing import Final

from tests.invented.layouts import Rows, column_of_measures
from tests.read.forms.pdfmaker import Item, Text, centred, make_pdf, table, width

_TOP: Final = 80.0
_BOTTOM: Final = 760.0
_SIZE: Final = 12
_LINE: Final = 16
_WIDTH: Final = 475.0
_NARROW: Final = {"序号": 32.0, "完成时限": 64.0, "完成时间": 64.0, "时间节点": 64.0}
_LEAST: Final = 2
"""Lines of a row that stand together on a page: fewer go to the next."""

Cells = list[str | None]


def sheet(title: str, rows: Rows) -> bytes:
    """A PDF of a ruled table; equal measures are one cell, which a new page begins empty."""
    head, *rest = _wrapped(rows)
    pages: list[list[Item]] = [[centred(_TOP, title, 20)]]
    widths = _widths(rows[0])
    waiting = [head]
    room = _BOTTOM - _TOP - 40 - _height(head)
    for row in rest:
        left: Cells | None = row
        while left is not None:
            top, left = _split(left, room)
            if top is None:
                _draw(pages, waiting, widths)
                pages.append([])
                waiting, room = [head], _BOTTOM - _TOP - _height(head)
                left = [cell or "" for cell in left or row]
                continue
            waiting.append(top)
            room -= _height(top)
    _draw(pages, waiting, widths)
    return _numbered(pages)


def paragraphs(lines: list[str]) -> bytes:
    """A PDF of paragraphs, their first lines indented, with page numbers."""
    pages: list[list[Item]] = [[centred(_TOP, lines[0], 20)]]
    y = _TOP + 50
    for line in lines[1:]:
        for index, words in enumerate(_wrap("　　" + line, 416, 16)):
            if y > _BOTTOM - 20:
                pages.append([])
                y = _TOP
            left = 90.0 if index else 122.0
            pages[-1].append(Text(left, y, words.lstrip("　"), 16))
            y += 28
    return _numbered(pages)


def _widths(head: Sequence[str]) -> list[float]:
    free = [words for words in head if words not in _NARROW]
    rest = _WIDTH - sum(_NARROW.get(words, 0) for words in head)
    return [_NARROW.get(words, rest / len(free)) for words in head]


def _wrapped(rows: Rows) -> list[Cells]:
    column = column_of_measures(rows[0])
    widths = _widths(rows[0])
    found: list[Cells] = []
    before = ""
    for row in rows:
        cells: Cells = [
            "\n".join(_wrap(cell, wide - 8, _SIZE)) for cell, wide in zip(row, widths, strict=True)
        ]
        if row[column] == before:
            cells[column] = None
        before = row[column]
        found.append(cells)
    return found


def _wrap(words: str, wide: float, size: float) -> list[str]:
    lines, line = [], ""
    for one in words:
        if width(line + one, size) > wide:
            lines.append(line)
            line = ""
        line += one
    return [*lines, line]


def _height(row: Cells) -> float:
    return 10 + _LINE * max(len((cell or "").split("\n")) for cell in row)


def _split(row: Cells, room: float) -> tuple[Cells | None, Cells | None]:
    """Return what of a row goes into `room`, and the rest; None for nothing."""
    if _height(row) <= room:
        return row, None
    count = int((room - 10) // _LINE)
    if count < _LEAST:
        return None, row
    top: Cells = [None if c is None else "\n".join(c.split("\n")[:count]) for c in row]
    rest: Cells = ["\n".join((c or "").split("\n")[count:]) for c in row]
    return top, rest


def _draw(pages: list[list[Item]], rows: list[Cells], widths: list[float]) -> None:
    pages[-1] += table(_TOP + (40 if len(pages) == 1 else 0), rows, widths)


def _numbered(pages: list[list[Item]]) -> bytes:
    return make_pdf(
        [[*items, Text(285, 800, f"— {number} —", 10)] for number, items in enumerate(pages, 1)]
    )
