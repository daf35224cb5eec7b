"""Rows and measures of a task table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.errors import RowWithoutNumber
from cetu.model.document import Measure, Row
from cetu.model.layout import Doubt
from cetu.read.cells import cells
from cetu.read.tables import table

ROLES = ("measure", "number", "task", "parties")
HEADER = "\t政策措施\n\t序号\n\t具体工作任务\n\t责任单位\n"


def _table(body: str) -> tuple[tuple[Measure, ...], tuple[Row, ...], tuple[Doubt, ...]]:
    text = HEADER + body
    return table(list(cells(text)), ROLES, text)


def test_an_empty_heading_cell_continues_the_measure() -> None:
    measures, rows, doubts = _table(
        "\t一、甲措施\n\t1\n\t做甲。\n\t市甲局\n\n\t\n\t2\n\t做乙。\n\t市乙局\n"
    )
    assert [measure.title for measure in measures] == ["甲措施"]
    assert [row.measure for row in rows] == ["一", "一"]
    assert doubts == ()


def test_a_heading_repeated_after_a_page_break_is_one_measure_in_two_places() -> None:
    measures, rows, _ = _table(
        "\t一、甲措施\n\t1\n\t做甲。\n\t市甲局\n\t一、甲措施\n\t2\n\t做乙。\n\t市乙局\n"
    )
    assert len(measures) == 1
    assert len(measures[0].spans) == 2
    assert len(rows) == 2


def test_two_measures_of_the_same_number_are_two() -> None:
    measures, rows, _ = _table(
        "\t一、甲措施\n\t1\n\t做甲。\n\t市甲局\n\t一、乙措施\n\t2\n\t做乙。\n\t市乙局\n"
    )
    assert [measure.title for measure in measures] == ["甲措施", "乙措施"]
    assert [row.title for row in rows] == ["甲措施", "乙措施"]


def test_a_repeated_header_is_no_row() -> None:
    _, rows, _ = _table(
        "\t一、甲\n\t1\n\t做甲。\n\t市甲局\n" + HEADER + "\t\n\t2\n\t做乙。\n\t市乙局\n"
    )
    assert [row.numeral for row in rows] == ["1", "2"]


def test_blank_lines_inside_a_row_do_not_break_it() -> None:
    _, rows, _ = _table("\t一、甲\n\t1\n\t做甲。\n\n\n\t市甲局\n")
    assert rows[0].units[0].cell.text == "市甲局"


def test_words_cut_by_a_line_break_read_whole() -> None:
    _, rows, _ = _table("\t一、甲\n\t1\n\t推动知识产\n权质押。\n\t市甲\n局\n")
    assert rows[0].task.text == "推动知识产权质押。"
    assert rows[0].units[0].cell.text == "市甲局"


def test_the_last_row_may_be_cut_off() -> None:
    _, rows, doubts = _table("\t一、甲\n\t1\n\t做甲。\n\t市甲局\n\t\n\t2\n ")
    assert rows[1].incomplete
    assert not rows[1].task
    assert [doubt.kind for doubt in doubts] == ["incomplete"]
    assert "第 2 行" in doubts[0].zh


def test_a_gap_in_the_numbers_is_a_doubt_with_its_place() -> None:
    _, rows, doubts = _table("\t一、甲\n\t1\n\t甲。\n\t市甲局\n\t\n\t3\n\t丙。\n\t市丙局\n")
    assert [doubt.kind for doubt in doubts] == ["number-gap"]
    assert doubts[0].span == rows[1].number


def test_a_number_that_stands_twice_is_a_doubt_and_both_rows_are_kept() -> None:
    _, rows, doubts = _table(
        "\t一、甲\n\t1\n\t甲。\n\t市甲局\n\t\n\t2\n\t乙。\n\t市乙局\n\t\n\t1\n\t丙。\n\t市丙局\n"
    )
    assert [row.numeral for row in rows] == ["1", "2", "1"]
    assert [doubt.kind for doubt in doubts] == ["number-repeated"]
    assert doubts[0].span == rows[2].number


def test_a_heading_without_a_number_is_a_doubt_and_known_by_its_words() -> None:
    measures, rows, doubts = _table(
        "\t保障措施\n\t1\n\t甲。\n\t市甲局\n\t保障措施\n\t2\n\t乙。\n\t市乙局\n"
    )
    assert [(m.number, m.title, len(m.spans)) for m in measures] == [("保障措施", "保障措施", 2)]
    assert [row.measure for row in rows] == ["保障措施", "保障措施"]
    assert [(doubt.kind, doubt.span) for doubt in doubts] == [
        ("heading-without-number", measures[0].spans[0])
    ]


def test_a_row_without_a_number_is_refused_with_its_line() -> None:
    with pytest.raises(RowWithoutNumber, match="Line 5"):
        _table("\t一、甲\n\t做甲。\n\t市甲局\n\t\n")


def test_a_number_over_two_lines_is_refused() -> None:
    with pytest.raises(RowWithoutNumber, match="Line 5"):
        _table("\t一、甲\n\t1\n1\n\t做甲。\n\t市甲局\n")


@given(st.lists(st.text(alphabet="\t\n一、1甲。 ", max_size=12), max_size=12))
def test_any_body_is_read_or_refused(parts: list[str]) -> None:
    try:
        _, rows, _ = _table("".join(parts))
    except RowWithoutNumber:
        return
    assert all(row.numeral.isdigit() for row in rows)


def test_a_tabbed_table_of_another_header_has_roles_deadlines_and_targets() -> None:
    text = (
        "\t序号\n\t具体任务\n\t2026年目标\n\t责任单位（列第一位的为牵头单位）\n\t配合单位\n\t完成时限\n"
        "\t1\n\t做甲。\n\t3个\n\t市甲局、市乙局\n\t/\n\t12月\n"
        "\t2\n\t做乙。\n\t\n\t市乙局\n\t市丙局\n\t\n"
    )
    kinds = ("number", "task", "target", "parties", "support", "deadline")
    _, rows, doubts = table(list(cells(text)), kinds, text)
    assert [row.deadline.text for row in rows] == ["12月", ""]
    assert [[(t.head.text, t.cell.text) for t in row.targets] for row in rows] == [
        [("2026年目标", "3个")],
        [],
    ]
    (units,) = rows[0].units
    assert units.rule is not None
    assert units.rule.text == "列第一位的为牵头单位"
    assert [(units.cell.text, units.role) for units in rows[1].units[1:]] == [("市丙局", "support")]
    assert doubts == ()


def test_short_titles_of_a_tabbed_table_are_measures_where_cells_are_merged() -> None:
    kinds = ("number", "title", "task", "lead")
    head = "\t序号\n\t重点任务\n\t具体工作\n\t牵头单位\n"
    merged = head + "\t1\n\t强基\n\t做甲。\n\t市甲局\n\t2\n\t\n\t做乙。\n\t市乙局\n"
    own = head + "\t1\n\t强基\n\t做甲。\n\t市甲局\n\t2\n\t育才\n\t做乙。\n\t市乙局\n"
    measures, rows, _ = table(list(cells(merged)), kinds, merged)
    assert [measure.title for measure in measures] == ["强基"]
    assert [row.measure for row in rows] == ["强基", "强基"]
    measures, rows, _ = table(list(cells(own)), kinds, own)
    assert measures == ()
    assert [row.heading.text for row in rows] == ["强基", "育才"]
