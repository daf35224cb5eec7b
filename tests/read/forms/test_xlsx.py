"""Workbooks, made with openpyxl."""

import datetime
import io

import pytest
from openpyxl import Workbook
from tests.read.forms.conftest import Read
from tests.read.forms.plain import plain

from cetu.errors import SourceEmpty, SourceTooHeavy


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_values_merged_cells_and_sheets(read: Read) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["云溪市任务分工表"])
    sheet.merge_cells("A1:D1")
    sheet.append(["序号", "任务", "时限", "占比"])
    sheet.append([1, "建设\n起降场", datetime.datetime(2026, 12, 31), 0.25])  # noqa: DTZ001 - as written
    sheet.append([2, None, "持续", 1.5])
    sheet.merge_cells("B3:B4")
    sheet["D3"].number_format = "0%"
    book.create_sheet("二").append(["甲", True])
    book.create_sheet("藏").append(["看不见"])
    book.worksheets[2].sheet_state = "hidden"
    layout = read("a.docx", _bytes(book))
    assert layout.source.form == "xlsx"
    assert plain(layout) == [
        [
            ["云溪市任务分工表", None, None, None],
            ["序号", "任务", "时限", "占比"],
            ["1", "建设/起降场", "2026-12-31", "25%"],
            ["2", None, "持续", "1.5"],
        ],
        [["甲", "TRUE"]],
    ]
    assert [doubt.kind for doubt in layout.doubts] == ["hidden-sheet"]
    assert "看不见" not in layout.source.text


def test_cells_far_apart_are_near_in_the_grid_or_refused(read: Read) -> None:
    book = Workbook()
    book.worksheets[0]["A1"] = "甲"
    book.worksheets[0]["C1048576"] = "乙"
    assert plain(read("a.xlsx", _bytes(book))) == [[["甲", "", ""], ["", "", "乙"]]]
    for row in range(1, 200):
        book.worksheets[0].cell(row, 16384, "丙")
    with pytest.raises(SourceTooHeavy):
        read("a.xlsx", _bytes(book))


def test_a_workbook_without_words_is_empty(read: Read) -> None:
    with pytest.raises(SourceEmpty):
        read("a.xlsx", _bytes(Workbook()))
