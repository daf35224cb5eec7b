"""The cells of a table saved as text: a tab opens a cell, further lines continue it."""

from collections.abc import Iterator
from typing import Final

from cetu.model.span import Cell, Span

_BOM: Final = "\ufeff"
"""What some editors put before the first character of a file; it stays in the text, and counts."""


def cells(text: str) -> Iterator[tuple[int, Cell]]:
    """Yield (line number from 1, cell) for every cell of `text`, in order.

    A line that begins with a tab opens a cell, which may be empty; a line without one continues
    the cell before it; blank lines separate nothing, since rows are broken by them in mid-row.
    Lines before the first tab are not cells.
    """
    pieces: list[Span] | None = None
    opened = position = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.removeprefix(_BOM).startswith("\t"):
            if pieces is not None:
                yield opened, Cell(tuple(pieces))
            pieces, opened = [], number
        words = line.removeprefix(_BOM).strip()
        if words and pieces is not None:
            start = position + line.index(words)
            pieces.append(Span(start, start + len(words), words))
        position += len(line) + 1
    if pieces is not None:
        yield opened, Cell(tuple(pieces))


def preamble(text: str) -> Iterator[Span]:
    """Yield the lines that stand before the first cell, without those that are blank."""
    position = 0
    for line in text.split("\n"):
        if line.removeprefix(_BOM).startswith("\t"):
            return
        if words := line.removeprefix(_BOM).strip():
            start = position + line.index(words)
            yield Span(start, start + len(words), words)
        position += len(line) + 1
