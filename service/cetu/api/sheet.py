"""Rows as a workbook, for those who go on in a spreadsheet.

Office Open XML (ISO/IEC 29500): numbers are numbers, all else is text, so that nothing that a
document says is ever run as a formula, and a document number is not read as a date.
"""

import io
import json
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NUMERIC: Final = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}"
    for name in ("integer", "decimal", "double", "float", "nonNegativeInteger", "positiveInteger")
)
_EXACT: Final = 15
"""Digits that a number of a spreadsheet keeps; a longer one stays text."""
_LONGEST: Final = 32_767
"""Characters of a cell."""
_REFUSED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML cannot hold."""
_WIDEST: Final = 60
_NARROWEST: Final = 8

Value = str | int | Decimal


def of_results(results: bytes) -> bytes:
    """Return SPARQL results in JSON, of a SELECT, as a workbook of one sheet."""
    result: dict[str, Any] = json.loads(results)
    names: list[str] = result["head"]["vars"]
    rows = result["results"]["bindings"]
    return workbook(names, ([_value(row.get(name)) for name in names] for row in rows))


def workbook(heads: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a workbook of one sheet: `heads` in its first row, which stays in sight; `rows`."""
    # Loaded here: no other answer needs it.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.cell.cell import Cell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet("cetu")
    kept = [[_text(one) if isinstance(one, str) else one for one in row] for row in rows]
    for column, head in enumerate(heads):
        widest = max((_width(row[column]) for row in kept), default=0)
        width = min(max(widest, _width(head), _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(column + 1)].width = width + 2
    sheet.freeze_panes = "A2"
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")

    def cell(value: Value) -> Cell:
        made: Cell = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type] # a Decimal too
        if isinstance(value, str):
            made.data_type = "s"  # openpyxl takes a text that begins with = for a formula
        made.alignment = wrapped
        return made

    top = [cell(_text(head)) for head in heads]
    for made in top:
        made.font = bold
    sheet.append(top)
    for row in kept:
        sheet.append([cell(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _value(term: dict[str, str] | None) -> Value:
    if term is None:
        return ""
    if term.get("datatype") in _NUMERIC:
        try:
            number = Decimal(term["value"])
        except InvalidOperation:
            return term["value"]
        if number.is_finite() and len(number.as_tuple().digits) <= _EXACT:
            return number
    return term["value"]


def _text(words: str) -> str:
    return _REFUSED.sub("", words)[:_LONGEST]


def _width(value: Value) -> int:
    """How wide a value is: a Chinese character as two."""
    lines = str(value).splitlines() or [""]
    return max(sum(2 if ord(c) > 0x2E7F else 1 for c in line) for line in lines)  # noqa: PLR2004
