"""Excel workbooks: a grid a sheet, values as they are shown."""

import datetime
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as Place
from openpyxl.cell.cell import MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from cetu.errors import SourceTooHeavy
from cetu.model.layout import Doubt, Grid, Layout
from cetu.read.forms.package import inspect
from cetu.read.forms.rows import write
from cetu.read.forms.sniff import damaged
from cetu.read.forms.transcript import Transcript
from cetu.read.source import describe, words

_MEDIA: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PLACES: Final = 2_000_000
"""Cells of a workbook, empty ones between others too; more is a database, not a document."""


def lay_out(path: Path, data: bytes) -> Layout:
    """Return the layout of the .xlsx in `data`, the file at `path`: a grid a sheet that has words.

    Formulas have the value they had when the workbook was saved; sheets that are hidden are left
    out, with a doubt that says so.

    Raises:
        SourceEmpty: it holds no words.
        SourceTooHeavy: it has more cells than any document.
        SourceRefused, SourceLocked, SourceDamaged: see `package.inspect`.
    """
    inspect(data)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True)
    except (InvalidFileException, KeyError) as error:
        raise damaged("a part of it is missing", "缺少必要部分") from error
    script = Transcript()
    grids: list[Grid] = []
    doubts: list[Doubt] = []
    for number, sheet in enumerate(book.worksheets):
        if sheet.sheet_state != "visible":
            doubts.append(_hidden(sheet.title))
            continue
        if number:
            script.feed()
        rows = _rows(sheet)
        if rows:
            grids.append(write(rows, script))
    source = describe(path, data, _MEDIA, "xlsx", words(path, script.text))
    return Layout(source, tuple(grids), doubts=tuple(doubts))


def _rows(sheet: Worksheet) -> list[list[str | None]]:
    """Return the rows of a sheet that hold anything, all as wide as the widest."""
    covered = set(_covered(sheet))
    used: dict[int, dict[int, str]] = {}
    for row in sheet.iter_rows() if sheet.max_row * sheet.max_column <= _PLACES else _sparse(sheet):
        for place in row:
            if isinstance(place, Place) and (word := shown(place)):
                used.setdefault(place.row, {})[place.column] = word
    if not used:
        return []
    first = min(min(row) for row in used.values())
    last = max(max(row) for row in used.values())
    if len(used) * (last - first + 1) > _PLACES:
        raise _too_heavy()
    return [
        [
            None if (row, column) in covered else used[row].get(column, "")
            for column in range(first, last + 1)
        ]
        for row in sorted(used)
    ]


def _sparse(sheet: Worksheet) -> Iterator[tuple[Place | MergedCell, ...]]:
    """Yield the cells that a sheet has, not those between them."""
    yield tuple(sheet._cells.values())


def _covered(sheet: Worksheet) -> Iterator[tuple[int, int]]:
    """Yield the places that merged cells cover, all but their first."""
    places = 0
    for area in sheet.merged_cells.ranges:
        places += area.size["rows"] * area.size["columns"]
        if places > _PLACES:
            raise _too_heavy()
        yield from [cell for row in area.rows for cell in row][1:]


def shown(place: Place) -> str:
    """Return a value as words: dates as ISO dates, percentages with their sign."""
    value = place.value
    match value:
        case None:
            word = ""
        case bool():
            word = "TRUE" if value else "FALSE"
        case datetime.datetime():
            word = value.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
        case datetime.date() | datetime.time():
            word = value.isoformat()
        case int() | float() if "%" in place.number_format:
            word = f"{value * 100:.10g}%"
        case float():
            word = f"{value:.15g}"
        case _:
            word = str(value).strip()
    return word


def _hidden(title: str) -> Doubt:
    return Doubt(
        "hidden-sheet",
        f"工作表“{title}”已隐藏，未读取。",
        f"the sheet “{title}” is hidden; not read.",
    )


def _too_heavy() -> SourceTooHeavy:
    return SourceTooHeavy(
        f"a sheet of more than {_PLACES:,} cells is a database, not a document.",
        f"工作表超过 {_PLACES:,} 个单元格，不是文件而是数据库。",
        hint="Save the rows that matter as a workbook of their own.",
        hint_zh="请将需要的行另存为单独的工作簿。",
    )
