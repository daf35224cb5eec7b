"""Rows saved as text: JSON objects of one kind, or values between commas."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from cetu.errors import SourceTooHeavy
from cetu.model.layout import Form, Grid, Layout
from cetu.read.forms.transcript import Transcript
from cetu.read.source import describe, words

Json = Any

_DELIMITERS: Final = ",\t;|"
_SURE: Final = 6
"""So many cells in rows of one length are a table; prose does not come out so even."""
_HEAD: Final = 5
"""Lines by which most texts that are no table are told."""


def lay_out(path: Path, data: bytes, text: str) -> Layout | None:
    """Return the layout of `text`, if it is rows: one grid, its header first. None if it is not.

    JSON is rows as a list of objects, as `{"header": […], "rows": [[…], …]}`, or as an object with
    one list of objects in it. Values separated by commas, semicolons or tabs are rows where every
    line has the same number of them.

    Raises:
        SourceEmpty: its rows hold no words.
        SourceTooHeavy: lists lie too deep in one another.
    """
    table, form, media_type = _objects(text), "json", "application/json"
    if table is None:
        table, form, media_type = _separated(text), "csv", "text/csv"
    if table is None:
        return None
    script = Transcript()
    grid = write(table, script)
    kind: Form = "json" if form == "json" else "csv"
    source = describe(path, data, media_type, kind, words(path, script.text))
    return Layout(source, (grid,))


def write(table: Iterable[Sequence[str | None]], script: Transcript) -> Grid:
    """Write rows of values to `script`; None is a place that another value covers."""
    rows = []
    for row in table:
        cells = [
            None if value is None else script.cell(value.splitlines(), end="\t") for value in row
        ]
        script.cell([])
        rows.append(tuple(cells))
    return Grid(tuple(rows))


def _objects(text: str) -> list[list[str]] | None:
    """Return the rows of a JSON text, the header first; None if it is no JSON, or no rows."""
    head = text.lstrip("\ufeff \t\r\n")
    if not head.startswith(("[", "{")):
        return None
    try:
        value: Json = json.loads(head)
    except RecursionError as error:
        raise SourceTooHeavy(
            "lists lie too deep in one another.",
            "JSON 嵌套过深。",
            hint="Save the rows as a plain list of objects.",
            hint_zh="请另存为由对象组成的一层列表。",
        ) from error
    except ValueError:
        return None
    if isinstance(value, dict):
        if isinstance(value.get("header"), list) and isinstance(value.get("rows"), list):
            rows = [row for row in value["rows"] if isinstance(row, list)]
            return [[_word(cell) for cell in row] for row in [value["header"], *rows]]
        value = next((v for v in value.values() if _is_rows(v)), None)
    if not _is_rows(value):
        return None
    header = list(dict.fromkeys(key for row in value for key in row))
    return [header, *([_word(row.get(key)) for key in header] for row in value)]


def _is_rows(value: Json) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _word(value: Json) -> str:
    """A JSON value as words: a list with 、 between its members, null as nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "、".join(map(_word, value))
    return json.dumps(value, ensure_ascii=False)


def _separated(text: str) -> list[list[str]] | None:
    """Return the rows of separated values; None if lines do not have the same number of them."""
    body = text.lstrip("\ufeff")
    lines = body.splitlines()
    if any(line.startswith("\t") for line in lines):
        return None  # a table saved as text, whose cells open with a tab
    for delimiter in _DELIMITERS:
        if not all(delimiter in line or '"' in line for line in lines[:_HEAD] if line.strip()):
            continue
        try:
            rows = list(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter))
        except csv.Error:
            continue
        rows = [row for row in rows if any(value.strip() for value in row)]
        width = len(rows[0]) if rows else 0
        even = all(len(row) == width for row in rows)
        if width > 1 and even and len(rows) > 1 and width * len(rows) >= _SURE:
            return rows
    return None
