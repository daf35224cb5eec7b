"""A title and a table, or paragraphs, written as a file of each form. A None goes on with the cell
above it."""

import html
import io
from collections.abc import Callable, Sequence
from typing import Final

import docx
import openpyxl
from tests.read.forms.pdfmaker import centred, make_pdf, prose, table, width

Rows = Sequence[Sequence[str | None]]
_A_LINE: Final = 7
"""Characters of a line in a cell of a PDF."""


def word(title: str, rows: Rows) -> bytes:
    """A .docx with merged cells."""
    file = docx.Document()
    file.add_paragraph(title)
    made = file.add_table(len(rows), len(rows[0]))
    for column in range(len(rows[0])):
        for top, end in _runs(rows, column):
            made.cell(top, column).text = rows[top][column] or ""
            made.cell(top, column).merge(made.cell(end - 1, column))
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def sheet(title: str, rows: Rows) -> bytes:
    """An .xlsx with merged ranges."""
    book = openpyxl.Workbook()
    one = book.active
    assert one is not None
    one.append([title])
    for column in range(len(rows[0])):
        for top, end in _runs(rows, column):
            one.cell(top + 2, column + 1, rows[top][column])
            if end - top > 1:
                one.merge_cells(
                    start_row=top + 2, end_row=end + 1, start_column=column + 1,
                    end_column=column + 1,
                )  # fmt: skip
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def page(title: str, rows: Rows) -> bytes:
    """A web page whose cells span rows."""
    lines: list[list[str]] = [[] for _ in rows]
    for column in range(len(rows[0])):
        for top, end in _runs(rows, column):
            words = html.escape(rows[top][column] or "")
            lines[top].append(f'<td rowspan="{end - top}">{words}</td>')
    body = "".join(f"<tr>{''.join(cells)}</tr>" for cells in lines)
    return _page(f"<h1>{title}</h1><table>{body}</table>")


def print_(title: str, rows: Rows) -> bytes:
    """A PDF with a ruled table, its cells broken into lines."""
    broken = [[None if cell is None else _broken(cell) for cell in row] for row in rows]
    widths = [
        max(width(line, 12) for row in broken for line in (row[column] or "").split("\n")) + 8
        for column in range(len(rows[0]))
    ]
    return make_pdf([[centred(60, title), *table(120, broken, widths, left=30)]])


TABLES: Final[dict[str, Callable[[str, Rows], bytes]]] = {
    "docx": word,
    "xlsx": sheet,
    "html": page,
    "pdf": print_,
}


def paragraphs(form: str, lines: Sequence[str]) -> bytes:
    """Paragraphs as a file of the form docx, html or pdf."""
    if form == "docx":
        file = docx.Document()
        for line in lines:
            file.add_paragraph(line)
        buffer = io.BytesIO()
        file.save(buffer)
        return buffer.getvalue()
    if form == "html":
        return _page("".join(f"<p>{html.escape(line)}</p>" for line in lines))
    items, y = [centred(60, lines[0])], 120.0
    for line in lines[1:]:
        made = prose(y, line)
        items += made  # type: ignore[arg-type]  # the words of a paragraph are items too
        y = max(item.y for item in made) + 28  # type: ignore[union-attr]  # none of them is a rule
    return make_pdf([items])


def _page(body: str) -> bytes:
    head = '<head><meta charset="utf-8"></head>'
    return f"<!doctype html><html>{head}<body>{body}</body></html>".encode()


def _runs(rows: Rows, column: int) -> list[tuple[int, int]]:
    """Return (first, end) of each cell of a column, with the None below it."""
    tops = [index for index, row in enumerate(rows) if row[column] is not None]
    return list(zip(tops, [*tops[1:], len(rows)], strict=True))


def _broken(words: str) -> str:
    return "\n".join(words[at : at + _A_LINE] for at in range(0, len(words), _A_LINE))
