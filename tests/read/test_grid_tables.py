"""Task tables of every header, cut and merged as real ones are, in documents of invented towns."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.read.drawn import PAGE, drawn
from tests.read.drawn import Row as Drawn

from cetu.model.document import Row
from cetu.model.layout import Layout
from cetu.read.columns import known
from cetu.read.found import Found
from cetu.read.tables import tables

ROOT = Path(__file__).resolve().parents[2]
HEADERS = known(ROOT)


def _found(*blocks: str | Sequence[Drawn], form: str = "pdf") -> Found:
    layout = drawn(*blocks, form="docx" if form == "docx" else "pdf")
    found = tables(layout, HEADERS)
    _every_place_is_right(found, layout)
    return found


def _every_place_is_right(found: Found, layout: Layout) -> None:
    text = layout.source.text
    spans = [span for measure in found.measures for span in measure.spans]
    for row in found.rows:
        cells = [row.task, row.heading, row.deadline]
        cells += [units.cell for units in row.units] + [target.cell for target in row.targets]
        spans += [piece for cell in cells for piece in cell.pieces]
        spans += [row.number] if row.number else []
    spans += [doubt.span for doubt in found.doubts if doubt.span]
    assert all(text[span.start : span.end] == span.text for span in spans)


def _units(row: Row) -> list[tuple[str, str | None]]:
    return [(units.cell.text, units.role) for units in row.units]


def _kinds(found: Found) -> list[str]:
    return [doubt.kind for doubt in found.doubts]


# --- headers ------------------------------------------------------------------------------------


def test_measure_number_task_units() -> None:
    found = _found(
        [
            ["政策措施", "序号", "具体工作任务", "责任单位"],
            ["一、扩大授信", "1", "开展云溪贷试点。", "市财政局"],
            [None, "2", "扩大担保。", "市科技局、各镇街"],
            ["二、培育企业", "3", "建立名单。", "市科技局"],
        ]
    )
    assert [(m.number, m.title) for m in found.measures] == [("一", "扩大授信"), ("二", "培育企业")]
    assert [row.numeral for row in found.rows] == ["1", "2", "3"]
    assert [row.measure for row in found.rows] == ["一", "一", "二"]
    assert [row.title for row in found.rows] == ["扩大授信", "扩大授信", "培育企业"]
    assert _units(found.rows[1]) == [("市科技局、各镇街", None)]
    assert found.doubts == ()


def test_goals_measures_and_bodies_that_lead_or_support() -> None:
    found = _found(
        [
            ["目标任务", "工作措施", "牵头单位", "协办单位"],
            ["优化服务", "推行一窗受理。", "市政务局", "市数据局、市财政局"],
            [None, "压减时限。", "市政务局", "无"],
        ]
    )
    assert [row.measure for row in found.rows] == ["优化服务", "优化服务"]
    assert [row.number for row in found.rows] == [None, None]
    assert _units(found.rows[0]) == [("市政务局", "lead"), ("市数据局、市财政局", "support")]
    assert _units(found.rows[1]) == [("市政务局", "lead")]
    assert found.doubts == ()


def test_short_titles_that_are_merged_are_measures_and_units_beside_support_lead() -> None:
    found = _found(
        [
            ["序号", "重点举措", "实施路径", "完成时限", "责任单位", "配合单位"],
            ["1", "建设算力\n（2项）", "建成云溪智算中心。", "12月", "市发改局", "/"],
            ["2", None, "发放算力券。", "9月", "市数据局", "青岚县政府"],
            ["3", "汇聚数据（1项）", "开放数据集。", "持续推进", "市数据局", "—"],
        ]
    )
    assert [(m.number, m.title) for m in found.measures] == [
        ("建设算力", "建设算力"),
        ("汇聚数据", "汇聚数据"),
    ]
    assert found.measures[0].spans[0].text == "建设算力\n（2项）"
    assert [row.measure for row in found.rows] == ["建设算力", "建设算力", "汇聚数据"]
    assert [row.deadline.text for row in found.rows] == ["12月", "9月", "持续推进"]
    assert _units(found.rows[0]) == [("市发改局", "lead")]
    assert _units(found.rows[1]) == [("市数据局", "lead"), ("青岚县政府", "support")]
    assert found.doubts == ()


def test_field_and_task() -> None:
    found = _found(
        [
            ["序号", "领域", "具体任务", "责任单位"],
            ["1", "交通", "建设智慧公交。", "市交通局"],
            ["2", "医疗", "推广智能诊断。", "市卫健委"],
        ]
    )
    assert [(row.measure, row.task.text) for row in found.rows] == [
        ("交通", "建设智慧公交。"),
        ("医疗", "推广智能诊断。"),
    ]


def test_indicators_with_the_value_of_a_year() -> None:
    found = _found(
        [
            ["序号", "场景领域", "工作指标", "2027年目标值", "责任单位"],
            ["1", "工业", "新增智能工厂（家）", "50", "市工信局"],
        ]
    )
    (row,) = found.rows
    assert row.task.text == "新增智能工厂（家）"
    assert [(t.head.text, t.cell.text) for t in row.targets] == [("2027年目标值", "50")]


@pytest.mark.parametrize(("head", "role"), [("牵头部门", "lead"), ("责任单位", None)])
def test_number_task_units_alone(head: str, role: str | None) -> None:
    found = _found([["序号", "具体任务", head], ["1", "制定办法。", "市财政局"]])
    assert [(row.numeral, row.measure, row.task.text) for row in found.rows] == [
        ("1", None, "制定办法。")
    ]
    assert _units(found.rows[0]) == [("市财政局", role)]
    assert found.measures == ()


def test_two_years_of_targets() -> None:
    found = _found(
        [
            ["序号", "重点工程", "工作内容", "2026年目标", "2027年目标", "牵头单位"],
            ["1", "强基工程", "建设平台。", "建成1个", "建成3个", "市科技局"],
        ]
    )
    assert [(t.head.text, t.cell.text) for t in found.rows[0].targets] == [
        ("2026年目标", "建成1个"),
        ("2027年目标", "建成3个"),
    ]
    assert found.rows[0].measure == "强基工程"


def test_a_name_of_its_own_in_every_row_is_the_title_of_the_task() -> None:
    found = _found(
        [
            ["序号", "任务名称", "任务内容", "责任单位", "时间节点"],
            ["1", "平台建设", "建设云溪平台。", "市数据局", "2026年12月"],
            ["2", "人才引育", "引进人才100名。", "市人社局", "2026年底"],
        ]
    )
    assert [row.heading.text for row in found.rows] == ["平台建设", "人才引育"]
    assert [row.task.text for row in found.rows] == ["建设云溪平台。", "引进人才100名。"]
    assert found.measures == ()


def test_rows_across_the_table_are_measures_and_numbers_may_begin_anew() -> None:
    found = _found(
        [
            ["序号", "重点任务", "具体工作", "责任单位", "完成时限"],
            ["一、夯实基础", None, None, None, None],
            ["1", "平台", "建设平台。", "市数据局", "6月"],
            ["2", "网络", "升级网络。", "市工信局", ""],
            ["二", "壮大产业", None, None, None],
            ["1", "招商", "引进企业。", "市商务局", ""],
        ]
    )
    assert [(m.number, m.title) for m in found.measures] == [("一", "夯实基础"), ("二", "壮大产业")]
    assert [(row.measure, row.numeral, row.heading.text) for row in found.rows] == [
        ("一", "1", "平台"),
        ("一", "2", "网络"),
        ("二", "1", "招商"),
    ]
    assert [row.deadline.text for row in found.rows] == ["6月", "", ""]
    assert found.doubts == ()


def test_data_sets_with_the_lead_of_their_field_in_its_cell() -> None:
    found = _found(
        [
            [
                "序号",
                "领域",
                "数据集名称",
                "建设主体",
                "简要描述",
                "应用场景",
                "责任单位",
                "拟投入运营时间",
            ],
            [
                "1",
                "海洋（牵头单\n位：省海洋厅、省数据局）",
                "潮汐数据集",
                "青岚海洋公司",
                "归集潮汐观测数据。",
                "用于预报。",
                "云溪市海洋局",
                "2026年12月",
            ],
        ]
    )
    (row,) = found.rows
    assert (row.measure, row.heading.text, row.task.text) == (
        "海洋",
        "潮汐数据集",
        "归集潮汐观测数据。",
    )
    assert _units(row) == [("省海洋厅、省数据局", "lead"), ("云溪市海洋局", None)]
    assert row.deadline.text == "2026年12月"


def test_headers_in_english() -> None:
    found = _found(
        [
            ["group", "task", "owner", "co", "time"],
            ["强基", "建设平台。", "市数据局", "市财政局", "2026年底"],
        ]
    )
    (row,) = found.rows
    assert _units(row) == [("市数据局", "lead"), ("市财政局", "support")]
    assert (row.measure, row.deadline.text) == ("强基", "2026年底")


@pytest.mark.parametrize(
    "head",
    [
        ["序号", "特色领域", "工作举措", "政策诉求", "建议责任单位（省级部门）"],
        ["序号", "项目名称", "建设规模和内容", "建设地点", "总投资（亿元）", "责任单位"],
        ["序号", "所在地市", "所属赛道", "主要标志性成果（500字以内）"],
    ],
)
def test_look_alikes_are_passed_over_and_said_to_be(head: list[str]) -> None:
    found = _found(
        "附件2",
        [head, ["1", *["云溪产业园项目建设。"] * (len(head) - 1)]],
        PAGE,
        [head, ["2", *["青岚产业园项目建设。"] * (len(head) - 1)]],
    )
    assert found.rows == ()
    assert found.measures == ()
    assert _kinds(found) == ["table-passed-over"]
    assert found.doubts[0].page == 1
    assert found.doubts[0].span is not None


def test_names_with_companies_responsible_are_no_tasks() -> None:
    found = _found(
        [
            ["序号", "项目名称", "建设内容", "责任单位"],
            ["1", "云溪芯片项目", "建设厂房。", "云溪芯片有限公司"],
            ["2", "青岚机器人项目", "建设产线。", "青岚机器人有限公司"],
        ]
    )
    assert found.rows == ()
    assert _kinds(found) == ["table-passed-over"]


# --- heads ----------------------------------------------------------------------------------------


def test_white_space_width_and_brackets_in_heads_do_not_matter() -> None:
    found = _found(
        [["序 号", "具体\n任务", "责任　单位（部门）"], ["１", "制定办法。", "市财政局"]]
    )
    assert [(row.numeral, _units(row)) for row in found.rows] == [("１", [("市财政局", None)])]


def test_a_lead_rule_in_the_head_holds_for_every_row() -> None:
    found = _found(
        [
            ["序号", "具体任务", "责任单位（列第一位的为牵头单位，下同）"],
            ["1", "制定办法。", "市财政局、市科技局"],
        ]
    )
    (units,) = found.rows[0].units
    assert units.role is None
    assert units.rule is not None
    assert units.rule.text == "列第一位的为牵头单位"


@pytest.mark.parametrize("where", ["before", "after", "row"])
def test_a_lead_rule_beside_the_table(where: str) -> None:
    note = "注：责任单位中排在第一位的为牵头单位。"
    grid: list[Drawn] = [
        ["序号", "具体任务", "责任单位"],
        ["1", "制定办法。", "市财政局、市科技局"],
    ]
    if where == "row":
        found = _found([*grid, [note, None, None]])
    else:
        found = _found(*([note, grid] if where == "before" else [grid, note]))
    (row,) = found.rows
    rule = row.units[0].rule
    assert rule is not None
    assert rule.text == "责任单位中排在第一位的为牵头单位"


def test_a_head_of_two_lines() -> None:
    found = _found(
        [
            ["序号", "具体任务", "责任单位", None, "目标", None],
            [None, None, "牵头单位", "配合单位", "2026年", "2027年"],
            ["1", "建设平台。", "市数据局", "市财政局", "1个", "3个"],
        ]
    )
    (row,) = found.rows
    assert _units(row) == [("市数据局", "lead"), ("市财政局", "support")]
    assert [(t.head.text, t.cell.text) for t in row.targets] == [
        ("2026年", "1个"),
        ("2027年", "3个"),
    ]


def test_a_title_above_the_head_is_no_row() -> None:
    found = _found(
        [
            ["云溪市重点任务分解表", None, None],
            ["序号", "具体任务", "责任单位"],
            ["1", "建设平台。", "市数据局"],
        ],
        form="docx",
    )
    assert [row.task.text for row in found.rows] == ["建设平台。"]
    assert found.measures == ()


def test_an_unknown_head_over_the_longest_cells_is_read_as_tasks_with_a_doubt() -> None:
    found = _found(
        [
            ["序号", "改革点位及要求", "责任单位"],
            ["1", "推行告知承诺，压减办理时限。", "市政务局"],
        ]
    )
    assert [row.task.text for row in found.rows] == ["推行告知承诺，压减办理时限。"]
    assert _kinds(found) == ["column-guessed"]


def test_a_table_with_units_and_no_known_head_is_said_to_be_not_understood() -> None:
    found = _found("正文。", PAGE, [["甲乙", "丙丁", "责任单位"], ["子", "丑", "市财政局"]])
    assert found.rows == ()
    assert [(doubt.kind, doubt.page) for doubt in found.doubts] == [("table-not-understood", 2)]
    assert "责任单位" in found.doubts[0].zh


def test_the_rows_of_a_form_are_no_head() -> None:
    found = _found([["事项", "补贴", "备注", ""], ["责任单位", "市财政局", "办理时限", "五日"]])
    assert found.rows == ()


def test_a_rule_of_an_item_above_is_not_that_of_the_table() -> None:
    found = _found(
        "推进建设。（市财政局、市科技局，第一位为牵头单位）",
        [["序号", "具体任务", "责任单位"], ["1", "制定办法。", "市财政局、市科技局"]],
    )
    assert found.rows[0].units[0].rule is None


def test_a_column_of_units_that_is_not_known_is_said_not_to_be_read() -> None:
    found = _found(
        [
            ["序号", "具体任务", "牵头单位", "市卫健委内牵头处室"],
            ["1", "开展签约服务。", "市卫健委", "基层处"],
        ]
    )
    assert _units(found.rows[0]) == [("市卫健委", "lead")]
    assert [(d.kind, d.span and d.span.text) for d in found.doubts] == [
        ("column-not-read", "市卫健委内牵头处室")
    ]


# --- pages ----------------------------------------------------------------------------------------

HEAD = ["序号", "重点举措", "实施路径", "责任单位", "配合单位"]


def test_a_row_cut_by_a_page_break_is_whole_again() -> None:
    found = _found(
        [HEAD, ["1", "建设算力（2项）", "建成中心，机柜80", "市发改局", "市财政局、相关县（市、"]],
        PAGE,
        [HEAD, ["", "", "0个以上。", "", "区）政府"], ["2", None, "发放算力券。", "市数据局", "/"]],
    )
    assert [row.numeral for row in found.rows] == ["1", "2"]
    assert found.rows[0].task.text == "建成中心，机柜800个以上。"
    assert _units(found.rows[0]) == [
        ("市发改局", "lead"),
        ("市财政局、相关县（市、区）政府", "support"),
    ]
    assert [row.measure for row in found.rows] == ["建设算力", "建设算力"]
    assert found.doubts == ()


def test_a_table_goes_on_without_its_head() -> None:
    found = _found(
        [["序号", "具体任务", "责任单位"], ["1", "建设平台，\n推广", "市数据局"]],
        PAGE,
        [["", "应用。", ""], ["2", "发放补贴。", "市财政局"]],
    )
    assert [(row.numeral, row.task.text) for row in found.rows] == [
        ("1", "建设平台，推广应用。"),
        ("2", "发放补贴。"),
    ]


def test_a_measure_goes_on_after_a_page_break() -> None:
    found = _found(
        [HEAD, ["1", "建设算力", "建成中心。", "市发改局", "/"]],
        PAGE,
        [HEAD, ["2", "", "发放算力券。", "市数据局", "/"], ["3", None, "招商。", "市商务局", "/"]],
    )
    assert [row.measure for row in found.rows] == ["建设算力"] * 3
    assert len(found.measures) == 1


def test_a_measure_repeated_after_a_page_break_is_one_in_two_places() -> None:
    found = _found(
        [HEAD, ["1", "建设算力", "建成中心。", "市发改局", "/"]],
        PAGE,
        [HEAD, ["2", "建设算力", "发放算力券。", "市数据局", "/"]],
    )
    assert [(m.title, len(m.spans)) for m in found.measures] == [("建设算力", 2)]


def test_a_measure_cut_by_a_page_break_is_whole_again() -> None:
    found = _found(
        [
            HEAD,
            ["1", "赋能城市治", "建成中心。", "市发改局", "/"],
            ["2", None, "推广智能", "市数据局", "/"],
        ],
        PAGE,
        [HEAD, ["", "理（2项）", "终端。", "", ""]],
    )
    assert [m.title for m in found.measures] == ["赋能城市治理"]
    assert [span.text for span in found.measures[0].spans] == ["赋能城市治", "理（2项）"]
    assert [row.task.text for row in found.rows] == ["建成中心。", "推广智能终端。"]


def test_units_merged_over_several_tasks_are_those_of_each() -> None:
    found = _found(
        [
            ["序号", "具体任务", "责任单位"],
            ["1", "建设平台。", "市数据局"],
            ["2", "推广应用。", None],
            ["3", "发放补贴。", "市财政局"],
        ]
    )
    assert [_units(row) for row in found.rows] == [
        [("市数据局", None)],
        [("市数据局", None)],
        [("市财政局", None)],
    ]


def test_units_merged_over_a_page_break() -> None:
    found = _found(
        [["序号", "具体任务", "责任单位"], ["1", "建设平台。", "市数据局"], ["2", "推广。", None]],
        PAGE,
        [["3", "培训。", ""], ["4", "发放补贴。", "市财政局"]],
    )
    assert [_units(row)[0][0] for row in found.rows] == ["市数据局"] * 3 + ["市财政局"]


def test_an_empty_cell_of_supporting_units_is_nobody() -> None:
    found = _found(
        [HEAD, ["1", "建设算力", "建成中心。", "市发改局", "市财政局"]],
        PAGE,
        [HEAD, ["2", "", "发放算力券。", "市数据局", ""], ["3", None, "招商。", "市商务局", "/"]],
    )
    assert [_units(row) for row in found.rows[1:]] == [
        [("市数据局", "lead")],
        [("市商务局", "lead")],
    ]


def test_rows_without_numbers_are_cut_where_the_words_stop() -> None:
    head = ["目标任务", "工作措施", "牵头单位", "协办单位"]
    found = _found(
        [head, ["优化服务", "推行一窗受理，压减", "市政务局", "市数据局、市"]],
        PAGE,
        [head, ["", "时限。", "", "财政局"], [None, "公开清单。", "市政务局", ""]],
    )
    assert [row.task.text for row in found.rows] == ["推行一窗受理，压减时限。", "公开清单。"]
    assert _units(found.rows[0]) == [("市政务局", "lead"), ("市数据局、市财政局", "support")]
    assert [row.measure for row in found.rows] == ["优化服务"] * 2


def test_a_new_row_without_a_number_begins_a_page() -> None:
    head = ["具体任务", "责任单位"]
    found = _found([head, ["推行一窗受理。", "市政务局"]], PAGE, [head, ["压减时限。", "市政务局"]])
    assert [row.task.text for row in found.rows] == ["推行一窗受理。", "压减时限。"]


def test_two_tables_of_one_document_each_with_its_head() -> None:
    found = _found(
        "附件1 任务分解表",
        [["序号", "具体任务", "牵头部门"], ["1", "建设平台。", "市数据局"]],
        "附件2 措施清单",
        [["序号", "工作措施", "主办单位", "协办单位"], ["1", "发放补贴。", "市财政局", "市人社局"]],
    )
    assert [row.task.text for row in found.rows] == ["建设平台。", "发放补贴。"]
    assert _units(found.rows[1]) == [("市财政局", "lead"), ("市人社局", "support")]
    assert found.doubts == ()


def test_tables_under_headings_of_their_own_have_them_for_measures() -> None:
    head = ["序号", "具体任务", "责任单位"]
    found = _found(
        "一、夯实基础",
        [head, ["1", "建设平台。", "市数据局"]],
        "二、壮大产业",
        [head, ["1", "引进企业。", "市商务局"]],
        form="docx",
    )
    assert [(m.number, m.title) for m in found.measures] == [("一", "夯实基础"), ("二", "壮大产业")]
    assert [(row.measure, row.task.text) for row in found.rows] == [
        ("一", "建设平台。"),
        ("二", "引进企业。"),
    ]


def test_the_heading_over_the_only_table_is_no_measure() -> None:
    found = _found(
        "三、任务分工", [["序号", "具体任务", "责任单位"], ["1", "建设平台。", "市数据局"]]
    )
    assert found.measures == ()
    assert found.rows[0].measure is None


def test_two_tables_in_one_grid() -> None:
    found = _found(
        [
            ["序号", "具体任务", "牵头部门"],
            ["1", "建设平台。", "市数据局"],
            ["序号", "具体措施", "责任单位"],
            ["1", "发放补贴。", "市财政局"],
        ],
        form="docx",
    )
    assert [(row.task.text, _units(row)) for row in found.rows] == [
        ("建设平台。", [("市数据局", "lead")]),
        ("发放补贴。", [("市财政局", None)]),
    ]


def test_words_left_at_the_edge_of_a_page_do_not_end_a_table() -> None:
    found = _found(
        [["序号", "具体任务", "责任单位"], ["1", "建设平台。", "市数据局"]],
        "云溪市公报",
        PAGE,
        [["2", "发放补贴。", "市财政局"]],
    )
    assert [row.numeral for row in found.rows] == ["1", "2"]


def test_a_piece_with_other_columns_is_a_doubt_with_its_page() -> None:
    found = _found(
        [["序号", "具体任务", "责任单位"], ["1", "建设平台。", "市数据局"]],
        PAGE,
        [["发放补贴。", "市财政局"]],
    )
    assert [row.numeral for row in found.rows] == ["1"]
    assert [(d.kind, d.page) for d in found.doubts] == [("table-not-understood", 2)]


# --- rows that are none, and what is missing ------------------------------------------------------

PLAIN: Drawn = ["序号", "具体任务", "责任单位"]


def test_totals_notes_and_blank_rows_are_no_tasks() -> None:
    found = _found(
        [
            PLAIN,
            ["1", "建设平台。", "市数据局"],
            ["", "", ""],
            ["……", "", ""],
            ["合计", "1项", ""],
            ["注：任务可调整。", None, None],
        ]
    )
    assert [row.numeral for row in found.rows] == ["1"]
    assert found.doubts == ()


def test_a_gap_and_a_repetition_in_the_numbers_are_doubts() -> None:
    found = _found(
        [
            PLAIN,
            ["1", "甲事。", "市甲局"],
            ["2", "乙事。", "市乙局"],
            ["4", "丁事。", "市丁局"],
            ["4", "戊事。", "市戊局"],
        ]
    )
    assert len(found.rows) == 4
    assert [(d.kind, d.span and d.span.text) for d in found.doubts] == [
        ("number-gap", "4"),
        ("number-repeated", "4"),
    ]
    assert all(doubt.page == 1 for doubt in found.doubts)


def test_numbers_that_begin_anew_without_a_measure_are_one_doubt() -> None:
    found = _found(
        [
            PLAIN,
            ["1", "甲事。", "市甲局"],
            ["2", "乙事。", "市乙局"],
            ["1", "丙事。", "市丙局"],
            ["2", "丁事。", "市丁局"],
        ]
    )
    assert [(d.kind, d.span and d.span.start) for d in found.doubts] == [
        ("number-repeated", found.rows[2].number and found.rows[2].number.start)
    ]


def test_a_row_that_breaks_off_is_kept_as_incomplete() -> None:
    found = _found([PLAIN, ["1", "甲事。", "市甲局"], ["2", "", ""]])
    assert [row.incomplete for row in found.rows] == [False, True]
    assert _kinds(found) == ["incomplete", "row-without-units"]


def test_a_row_without_units_is_a_doubt_and_one_with_a_stroke_is_not() -> None:
    found = _found([PLAIN, ["1", "甲事。", "市甲局"], ["2", "乙事。", ""], ["3", "丙事。", "/"]])
    assert [(d.kind, d.span and d.span.text) for d in found.doubts] == [("row-without-units", "2")]
    assert [bool(row.units) for row in found.rows] == [True, False, False]


def test_a_row_without_a_number_among_numbered_ones_is_a_doubt() -> None:
    found = _found(
        [PLAIN, ["1", "甲事。", "市甲局"], ["", "乙事。", "市乙局"], ["2", "丙事。", "市丙局"]]
    )
    assert [row.task.text for row in found.rows] == ["甲事。", "乙事。", "丙事。"]
    assert _kinds(found) == ["row-without-number"]


def test_a_number_merged_over_tasks_is_that_of_their_measure() -> None:
    found = _found(
        [
            ["序号", "重点任务", "具体举措", "责任单位"],
            ["1", "强基", "建设平台。", "市数据局"],
            [None, None, "升级网络。", "市工信局"],
            ["2", "育才", "引进人才。", "市人社局"],
        ]
    )
    assert [(m.number, m.title) for m in found.measures] == [("1", "强基"), ("2", "育才")]
    assert [(row.number, row.measure) for row in found.rows] == [
        (None, "1"),
        (None, "1"),
        (None, "2"),
    ]
    assert found.doubts == ()


def test_one_task_with_units_in_several_rows() -> None:
    found = _found(
        [
            PLAIN,
            ["1", "建设平台。", "市数据局、"],
            [None, None, "市财政局"],
            ["2", "乙事。", "市乙局"],
        ],
        form="docx",
    )
    assert [_units(row) for row in found.rows] == [
        [("市数据局、市财政局", None)],
        [("市乙局", None)],
    ]


def test_an_empty_form_is_not_read_as_tasks() -> None:
    found = _found([PLAIN, ["", "", ""], ["", "", ""]])
    assert found.rows == ()


def test_paragraphs_alone_hold_no_table() -> None:
    assert _found("正文一。", "正文二。") == Found()
