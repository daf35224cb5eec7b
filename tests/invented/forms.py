"""Writing rows and lines as files of every form."""

import csv
import html
import io
import json
from collections.abc import Callable
from itertools import groupby
from typing import Final

import docx
import openpyxl
from tests.invented import pages
from tests.invented.layouts import Rows, column_of_measures


def tabbed(title: str, rows: Rows) -> bytes:
    """A table copied as text: a tab opens a cell."""
    cells = "".join(f"\t{cell}\n" for row in rows for cell in row)
    return f"{title}\n\n{cells}".encode()


def comma(title: str, rows: Rows) -> bytes:
    """Comma-separated values; the form has no place for a title."""
    del title
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def objects(title: str, rows: Rows) -> bytes:
    """A JSON list of objects."""
    del title
    head, *rest = rows
    return json.dumps([dict(zip(head, row, strict=True)) for row in rest]).encode()


def page(title: str, rows: Rows) -> bytes:
    """A web page whose equal measures are one cell with a rowspan."""
    column = column_of_measures(rows[0])
    body = "".join(f"<th>{html.escape(words)}</th>" for words in rows[0])
    lines = [f"<tr>{body}</tr>"]
    for _, same in groupby(rows[1:], key=lambda row: row[column]):
        together = list(same)
        for index, row in enumerate(together):
            cells = [
                f'<td rowspan="{len(together)}">{html.escape(words)}</td>'
                if at == column
                else f"<td>{html.escape(words)}</td>"
                for at, words in enumerate(row)
                if at != column or not index
            ]
            lines.append(f"<tr>{''.join(cells)}</tr>")
    table = "\n".join(lines)
    return _page(title, f"<h1>{html.escape(title)}</h1><table>{table}</table>")


def paragraphs_page(lines: list[str]) -> bytes:
    """A web page of paragraphs, with the navigation that such pages have."""
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    return _page(lines[0], body)


def _page(title: str, body: str) -> bytes:
    head = f'<head><meta charset="utf-8"><title>{html.escape(title)}</title></head>'
    around = "<nav><a href='/'>首页</a> <a href='/x'>政务公开</a></nav>"
    text = f"<!doctype html><html>{head}<body>{around}{body}<footer>版权所有</footer></body></html>"
    return text.encode()


def word(title: str, rows: Rows) -> bytes:
    """A .docx whose equal measures are one merged cell."""
    file = docx.Document()
    file.add_paragraph(title)
    table = file.add_table(len(rows), len(rows[0]))
    column = column_of_measures(rows[0])
    at = 0
    for _, same in groupby(rows, key=lambda row: row[column]):
        together = list(same)
        for index, row in enumerate(together):
            for cell, words in enumerate(row):
                if cell != column or not index:
                    table.cell(at + index, cell).text = words
        table.cell(at, column).merge(table.cell(at + len(together) - 1, column))
        at += len(together)
    return _saved(file.save)


def paragraphs_word(lines: list[str]) -> bytes:
    """A .docx of paragraphs."""
    file = docx.Document()
    for line in lines:
        file.add_paragraph(line)
    return _saved(file.save)


def sheet(title: str, rows: Rows) -> bytes:
    """An .xlsx whose equal measures are one merged range, under a title row."""
    book = openpyxl.Workbook()
    one = book.active
    assert one is not None
    one.append([title])
    for row in rows:
        one.append(row)
    column = column_of_measures(rows[0]) + 1
    at = 2
    for _, same in groupby(rows, key=lambda row: row[column - 1]):
        count = len(list(same))
        if count > 1:
            one.merge_cells(
                start_row=at, end_row=at + count - 1, start_column=column, end_column=column
            )
        at += count
    return _saved(book.save)


def plain(lines: list[str]) -> bytes:
    """Plain text, a paragraph a line."""
    return "\n".join(lines).encode()


def one_line(lines: list[str]) -> bytes:
    """Plain text whose line breaks are lost."""
    return "".join(lines).encode()


def spaced(lines: list[str]) -> bytes:
    """Plain text with spaces where its line breaks were."""
    return "\u3000".join(lines).encode()


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


TABLES: Final[dict[str, Callable[[str, Rows], bytes]]] = {
    "txt": tabbed,
    "csv": comma,
    "json": objects,
    "html": page,
    "docx": word,
    "xlsx": sheet,
    "pdf": pages.sheet,
}
PROSE: Final[dict[str, Callable[[list[str]], bytes]]] = {
    "txt": plain,
    "html": paragraphs_page,
    "docx": paragraphs_word,
    "pdf": pages.paragraphs,
    "txt in one line": one_line,
    "txt with spaces": spaced,
}
