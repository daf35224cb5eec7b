"""Heads of task tables: words, brackets, two lines, rules, captions."""

import pytest
from tests.read.drawn import PAGE, Row, found, kinds, units


def test_white_space_width_and_brackets_in_heads_do_not_matter() -> None:
    read = found([["序 号", "具体\n任务", "责任　单位（部门）"], ["１", "制定办法。", "市财政局"]])
    assert [(row.numeral, units(row)) for row in read.rows] == [("１", [("市财政局", None)])]


def test_a_lead_rule_in_the_head_holds_for_every_row() -> None:
    read = found(
        [
            ["序号", "具体任务", "责任单位（列第一位的为牵头单位，下同）"],
            ["1", "制定办法。", "市财政局、市科技局"],
        ]
    )
    (listed,) = read.rows[0].units
    assert listed.role is None
    assert listed.rule is not None
    assert listed.rule.text == "列第一位的为牵头单位"


@pytest.mark.parametrize("where", ["before", "after", "row"])
def test_a_lead_rule_beside_the_table(where: str) -> None:
    note = "注：责任单位中排在第一位的为牵头单位。"
    grid: list[Row] = [
        ["序号", "具体任务", "责任单位"],
        ["1", "制定办法。", "市财政局、市科技局"],
    ]
    if where == "row":
        read = found([*grid, [note, None, None]])
    else:
        read = found(*([note, grid] if where == "before" else [grid, note]))
    (row,) = read.rows
    rule = row.units[0].rule
    assert rule is not None
    assert rule.text == "责任单位中排在第一位的为牵头单位"


def test_a_head_of_two_lines() -> None:
    read = found(
        [
            ["序号", "具体任务", "责任单位", None, "目标", None],
            [None, None, "牵头单位", "配合单位", "2026年", "2027年"],
            ["1", "建设平台。", "市数据局", "市财政局", "1个", "3个"],
        ]
    )
    (row,) = read.rows
    assert units(row) == [("市数据局", "lead"), ("市财政局", "support")]
    assert [(t.head.text, t.cell.text) for t in row.targets] == [
        ("2026年", "1个"),
        ("2027年", "3个"),
    ]


def test_a_title_above_the_head_is_no_row() -> None:
    read = found(
        [
            ["云溪市重点任务分解表", None, None],
            ["序号", "具体任务", "责任单位"],
            ["1", "建设平台。", "市数据局"],
        ],
        form="docx",
    )
    assert [row.task.text for row in read.rows] == ["建设平台。"]
    assert read.measures == ()


def test_an_unknown_head_over_the_longest_cells_is_read_as_tasks_with_a_doubt() -> None:
    read = found(
        [
            ["序号", "改革点位及要求", "责任单位"],
            ["1", "推行告知承诺，压减办理时限。", "市政务局"],
        ]
    )
    assert [row.task.text for row in read.rows] == ["推行告知承诺，压减办理时限。"]
    assert kinds(read) == ["column-guessed"]


def test_a_table_with_units_and_no_known_head_is_said_to_be_not_understood() -> None:
    read = found("正文。", PAGE, [["甲乙", "丙丁", "责任单位"], ["子", "丑", "市财政局"]])
    assert read.rows == ()
    assert [(doubt.kind, doubt.page) for doubt in read.doubts] == [("table-not-understood", 2)]
    assert "责任单位" in read.doubts[0].zh


def test_the_rows_of_a_form_are_no_head() -> None:
    read = found(
        [
            ["责任单位", "市财政局", "完成时限", "12月"],
            ["任务", "建设云溪平台。", "进展情况", "已开工建设。"],
        ]
    )
    assert read.rows == ()
    assert kinds(read) == ["table-not-understood"]


def test_a_rule_of_an_item_above_is_not_that_of_the_table() -> None:
    read = found(
        "推进建设。（市财政局、市科技局，第一位为牵头单位）",
        [["序号", "具体任务", "责任单位"], ["1", "制定办法。", "市财政局、市科技局"]],
    )
    assert read.rows[0].units[0].rule is None


def test_a_column_of_units_that_is_not_known_is_said_not_to_be_read() -> None:
    read = found(
        [
            ["序号", "具体任务", "牵头单位", "市卫健委内牵头处室"],
            ["1", "开展签约服务。", "市卫健委", "基层处"],
        ]
    )
    assert units(read.rows[0]) == [("市卫健委", "lead")]
    assert [(d.kind, d.span and d.span.text) for d in read.doubts] == [
        ("column-not-read", "市卫健委内牵头处室")
    ]
