"""Rows as a workbook: what a spreadsheet program reads back."""

import io
import json

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from cetu.api import sheet

_XSD = "http://www.w3.org/2001/XMLSchema#"


def _read(content: bytes) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [tuple(row) for row in book["cetu"].values]


def _results(*terms: dict[str, str]) -> bytes:
    rows = [{"x": term} if term else {} for term in terms]
    return json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": rows}}).encode()


def test_numbers_are_numbers_and_the_rest_is_text() -> None:
    rows = _read(
        sheet.of_results(
            _results(
                {"type": "literal", "value": "80", "datatype": _XSD + "integer"},
                {"type": "literal", "value": "0.5", "datatype": _XSD + "decimal"},
                {"type": "literal", "value": "2024-07-03", "datatype": _XSD + "date"},
                {"type": "literal", "value": "12345678901234567890", "datatype": _XSD + "integer"},
                {"type": "literal", "value": "NaN", "datatype": _XSD + "double"},
                {"type": "uri", "value": "https://w3id.org/cetu/id/task/x/1"},
                {},
            )
        )
    )
    assert [row[0] for row in rows] == [
        "x",
        80,
        0.5,
        "2024-07-03",
        "12345678901234567890",
        "NaN",
        "https://w3id.org/cetu/id/task/x/1",
        None,
    ]


def test_nothing_is_run_as_a_formula() -> None:
    content = sheet.workbook(["=1+1"], [['=HYPERLINK("http://x")'], ["+1"], ["@SUM(A1)"]])
    sheets = openpyxl.load_workbook(io.BytesIO(content))["cetu"]
    assert {cell.data_type for row in sheets.iter_rows() for cell in row} == {"s"}


@given(st.lists(st.text(max_size=40), max_size=5))
def test_any_text_makes_a_workbook_that_opens(texts: list[str]) -> None:
    rows = _read(sheet.workbook(["文字"], [[text] for text in texts]))
    assert len(rows) == 1 + len(texts) or not texts or texts[-1].strip() == ""
