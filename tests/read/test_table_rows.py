"""Rows of task tables that are none, and what is missing in them."""

from tests.read.drawn import Row, found, kinds, units

from cetu.read.found import Found

PLAIN: Row = ["序号", "具体任务", "责任单位"]


def test_totals_notes_and_blank_rows_are_no_tasks() -> None:
    read = found(
        [
            PLAIN,
            ["1", "建设平台。", "市数据局"],
            ["", "", ""],
            ["……", "", ""],
            ["合计", "1项", ""],
            ["注：任务可调整。", None, None],
        ]
    )
    assert [row.numeral for row in read.rows] == ["1"]
    assert read.doubts == ()


def test_a_gap_and_a_repetition_in_the_numbers_are_doubts() -> None:
    read = found(
        [
            PLAIN,
            ["1", "甲事。", "市甲局"],
            ["2", "乙事。", "市乙局"],
            ["4", "丁事。", "市丁局"],
            ["4", "戊事。", "市戊局"],
        ]
    )
    assert len(read.rows) == 4
    assert [(d.kind, d.span and d.span.text) for d in read.doubts] == [
        ("number-gap", "4"),
        ("number-repeated", "4"),
    ]
    assert all(doubt.page == 1 for doubt in read.doubts)


def test_numbers_that_begin_anew_without_a_measure_are_one_doubt() -> None:
    read = found(
        [
            PLAIN,
            ["1", "甲事。", "市甲局"],
            ["2", "乙事。", "市乙局"],
            ["1", "丙事。", "市丙局"],
            ["2", "丁事。", "市丁局"],
        ]
    )
    assert [(d.kind, d.span and d.span.start) for d in read.doubts] == [
        ("number-repeated", read.rows[2].number and read.rows[2].number.start)
    ]


def test_a_row_that_breaks_off_is_kept_as_incomplete() -> None:
    read = found([PLAIN, ["1", "甲事。", "市甲局"], ["2", "", ""]])
    assert [row.incomplete for row in read.rows] == [False, True]
    assert kinds(read) == ["incomplete", "row-without-units"]


def test_a_row_without_units_is_a_doubt_and_one_with_a_stroke_is_not() -> None:
    read = found([PLAIN, ["1", "甲事。", "市甲局"], ["2", "乙事。", ""], ["3", "丙事。", "/"]])
    assert [(d.kind, d.span and d.span.text) for d in read.doubts] == [("row-without-units", "2")]
    assert [bool(row.units) for row in read.rows] == [True, False, False]


def test_a_row_without_a_number_among_numbered_ones_is_a_doubt() -> None:
    read = found(
        [PLAIN, ["1", "甲事。", "市甲局"], ["", "乙事。", "市乙局"], ["2", "丙事。", "市丙局"]]
    )
    assert [row.task.text for row in read.rows] == ["甲事。", "乙事。", "丙事。"]
    assert kinds(read) == ["row-without-number"]


def test_a_number_merged_over_tasks_is_that_of_their_measure() -> None:
    read = found(
        [
            ["序号", "重点任务", "具体举措", "责任单位"],
            ["1", "强基", "建设平台。", "市数据局"],
            [None, None, "升级网络。", "市工信局"],
            ["2", "育才", "引进人才。", "市人社局"],
        ]
    )
    assert [(m.number, m.title) for m in read.measures] == [("1", "强基"), ("2", "育才")]
    assert [(row.number, row.measure) for row in read.rows] == [
        (None, "1"),
        (None, "1"),
        (None, "2"),
    ]
    assert read.doubts == ()


def test_one_task_with_units_in_several_rows() -> None:
    read = found(
        [
            PLAIN,
            ["1", "建设平台。", "市数据局、"],
            [None, None, "市财政局"],
            ["2", "乙事。", "市乙局"],
        ],
        form="docx",
    )
    assert [units(row) for row in read.rows] == [
        [("市数据局、市财政局", None)],
        [("市乙局", None)],
    ]


def test_an_empty_form_is_not_read_as_tasks() -> None:
    read = found([PLAIN, ["", "", ""], ["", "", ""]])
    assert read.rows == ()


def test_paragraphs_alone_hold_no_table() -> None:
    assert found("正文一。", "正文二。") == Found()


def test_headings_across_the_table_and_those_of_a_column_are_numbered_apart() -> None:
    read = found(
        [
            ["序号", "领域", "具体任务", "责任单位"],
            ["一、近期", None, None, None],
            ["1", "交通", "建设公交。", "市交通局"],
            ["远期", None, None, None],
            ["2", "医疗", "推广诊断。", "市卫健委"],
        ]
    )
    assert [(d.kind, d.span and d.span.text) for d in read.doubts] == [
        ("heading-without-number", "远期")
    ]
