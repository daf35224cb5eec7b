"""Everything that orders a task, from tables and prose, in the order of the text."""

from pathlib import Path

import pytest

from cetu.errors import HeaderUnknown
from cetu.model.layout import Layout, Paragraph, Source
from cetu.read.columns import known
from cetu.read.forms.text import lay_out
from cetu.read.forms.transcript import Transcript
from cetu.read.structure import structure


def _layout(*paragraphs: str) -> Layout:
    script = Transcript()
    blocks = tuple(Paragraph(script.cell([words])) for words in paragraphs)
    return Layout(Source("fixture", "", 1, "text/html", script.text, "html"), blocks)


def test_rows_count_from_one_in_the_order_of_the_text(root: Path) -> None:
    found = structure(
        _layout(
            "一、水利",
            "1.加固堤防。加固五公里。（责任单位：市水利局、市财政局，列第一位的为牵头单位，下同）",
            "二、民政",
            "1.新建养老院。新建三所。（责任单位：市民政局）",
        ),
        known(root),
    )
    assert [(row.ordinal, row.measure, row.title) for row in found.rows] == [
        (1, "一", "水利"),
        (2, "二", "民政"),
    ]
    assert [row.units[0].cell.text for row in found.rows] == [
        "责任单位：市水利局、市财政局",
        "责任单位：市民政局",
    ]
    assert all(row.units[0].rule for row in found.rows)
    assert found.doubts == ()


def test_a_document_that_orders_nothing_says_so(root: Path) -> None:
    found = structure(_layout("一、总则", "市水利局负责实施。"), known(root))
    assert found.rows == ()
    assert [doubt.kind for doubt in found.doubts] == ["no-task"]


@pytest.mark.parametrize("words", ["", "云溪市人民政府"])
def test_a_document_of_next_to_nothing_says_so_too(root: Path, words: str) -> None:
    found = structure(_layout(words), known(root))
    assert [doubt.kind for doubt in found.doubts] == ["no-task"]


def test_a_table_in_text_that_is_not_understood_hides_no_tasks_in_prose(root: Path) -> None:
    table = "\n\t甲\n\t乙\n\t丙\n\t丁"
    words = "1.修堤。（责任单位：市水利局）\n2.清淤。（责任单位：市财政局）"

    def read(text: str) -> Layout:
        return lay_out(Path("a.txt"), text.encode(), text)

    found = structure(read(words + table), known(root))
    assert [row.task.text for row in found.rows] == ["修堤。", "清淤。"]
    assert [doubt.kind for doubt in found.doubts] == ["table-not-understood"]
    with pytest.raises(HeaderUnknown):
        structure(read("云溪市方案" + table), known(root))
