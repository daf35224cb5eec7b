"""Tables of a web page: rows and columns that cells may span."""

from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborNode

from cetu.model.layout import Grid
from cetu.model.span import Cell
from cetu.read.forms.pagetext import BLOCKS, Words
from cetu.read.forms.pagetree import walk
from cetu.read.forms.transcript import Transcript

_SPAN: Final = 1000
"""The most columns that a cell may span: https://html.spec.whatwg.org/#attr-tdth-colspan."""
_PLACES: Final = 200_000
"""The most places a table may have, spanned ones too; rows beyond them are left out."""
_HALL: Final = 1500
"""A cell with so many characters and most of its table's holds a whole document, not a datum."""


def is_data(node: LexborNode) -> bool:
    """Whether an element is a table of data, not one that only lays out the page."""
    if node.tag != "table" or node.css_first("table table, td table, th table") is not None:
        return False
    rows = list(_rows(node))
    if max((sum(1 for _ in _cells(row)) for row in rows), default=0) < 2:  # noqa: PLR2004 - two columns
        return False
    sizes = [len(cell.text() or "") for row in rows for cell in _cells(row)]
    return max(sizes) < max(_HALL, sum(sizes) * 0.8)


def write(table: LexborNode, script: Transcript) -> Grid:
    """Write the cells of a table, row by row, to `script`; a place that a cell spans is None."""
    grid: list[tuple[Cell | None, ...]] = []
    spanned: dict[int, int] = {}
    places = 0
    for row in _rows(table):
        cells: list[Cell | None] = []
        for node in _cells(row):
            _pass(cells, spanned)
            words = script.cell(_lines(node), end="\t")
            wide, high = _span(node, "colspan"), _span(node, "rowspan")
            for column in range(len(cells), len(cells) + wide):
                if high > 1:
                    spanned[column] = high - 1
            cells.extend([words, *[None] * (wide - 1)])
        _pass(cells, spanned)
        script.cell([])
        places += len(cells)
        if places > _PLACES:
            break
        grid.append(tuple(cells))
    return Grid(tuple(grid))


def _pass(cells: list[Cell | None], spanned: dict[int, int]) -> None:
    """Fill the places that cells of rows above span, up to the next free one."""
    while left := spanned.get(len(cells), 0):
        spanned[len(cells)] = left - 1
        cells.append(None)


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "1").strip()
    return max(1, min(int(value), _SPAN)) if value.isascii() and value.isdigit() else 1


def _lines(cell: LexborNode) -> list[str]:
    words = Words()
    for node, entering in walk(cell):
        if node.is_text_node:
            words.text(node.text_content or "")
        elif node.tag in BLOCKS or (node.tag == "br" and entering):
            words.end()
    return words.take()


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for part in table.iter():
        if part.tag == "tr":
            yield part
        elif part.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in part.iter() if row.tag == "tr")


def _cells(row: LexborNode) -> Iterator[LexborNode]:
    return (cell for cell in row.iter() if cell.tag in {"td", "th"})
