"""Task tables of every header, in documents of invented towns."""

import pytest
from tests.read.drawn import PAGE, found, kinds, units


def test_measure_number_taskunits() -> None:
    read = found(
        [
            ["政策措施", "序号", "具体工作任务", "责任单位"],
            ["一、扩大授信", "1", "开展云溪贷试点。", "市财政局"],
            [None, "2", "扩大担保。", "市科技局、各镇街"],
            ["二、培育企业", "3", "建立名单。", "市科技局"],
        ]
    )
    assert [(m.number, m.title) for m in read.measures] == [("一", "扩大授信"), ("二", "培育企业")]
    assert [row.numeral for row in read.rows] == ["1", "2", "3"]
    assert [row.measure for row in read.rows] == ["一", "一", "二"]
    assert [row.title for row in read.rows] == ["扩大授信", "扩大授信", "培育企业"]
    assert units(read.rows[1]) == [("市科技局、各镇街", None)]
    assert read.doubts == ()


def test_goals_measures_and_bodies_that_lead_or_support() -> None:
    read = found(
        [
            ["目标任务", "工作措施", "牵头单位", "协办单位"],
            ["优化服务", "推行一窗受理。", "市政务局", "市数据局、市财政局"],
            [None, "压减时限。", "市政务局", "无"],
        ]
    )
    assert [row.measure for row in read.rows] == ["优化服务", "优化服务"]
    assert [row.number for row in read.rows] == [None, None]
    assert units(read.rows[0]) == [("市政务局", "lead"), ("市数据局、市财政局", "support")]
    assert units(read.rows[1]) == [("市政务局", "lead")]
    assert read.doubts == ()


def test_short_titles_that_are_merged_are_measures_and_units_beside_support_lead() -> None:
    read = found(
        [
            ["序号", "重点举措", "实施路径", "完成时限", "责任单位", "配合单位"],
            ["1", "建设算力\n（2项）", "建成云溪智算中心。", "12月", "市发改局", "/"],
            ["2", None, "发放算力券。", "9月", "市数据局", "青岚县政府"],
            ["3", "汇聚数据（1项）", "开放数据集。", "持续推进", "市数据局", "—"],
        ]
    )
    assert [(m.number, m.title) for m in read.measures] == [
        ("建设算力", "建设算力"),
        ("汇聚数据", "汇聚数据"),
    ]
    assert read.measures[0].spans[0].text == "建设算力\n（2项）"
    assert [row.measure for row in read.rows] == ["建设算力", "建设算力", "汇聚数据"]
    assert [row.deadline.text for row in read.rows] == ["12月", "9月", "持续推进"]
    assert units(read.rows[0]) == [("市发改局", "lead")]
    assert units(read.rows[1]) == [("市数据局", "lead"), ("青岚县政府", "support")]
    assert read.doubts == ()


def test_field_and_task() -> None:
    read = found(
        [
            ["序号", "领域", "具体任务", "责任单位"],
            ["1", "交通", "建设智慧公交。", "市交通局"],
            ["2", "医疗", "推广智能诊断。", "市卫健委"],
        ]
    )
    assert [(row.measure, row.task.text) for row in read.rows] == [
        ("交通", "建设智慧公交。"),
        ("医疗", "推广智能诊断。"),
    ]


def test_indicators_with_the_value_of_a_year() -> None:
    read = found(
        [
            ["序号", "场景领域", "工作指标", "2027年目标值", "责任单位"],
            ["1", "工业", "新增智能工厂（家）", "50", "市工信局"],
        ]
    )
    (row,) = read.rows
    assert row.task.text == "新增智能工厂（家）"
    assert [(t.head.text, t.cell.text) for t in row.targets] == [("2027年目标值", "50")]


@pytest.mark.parametrize(("head", "role"), [("牵头部门", "lead"), ("责任单位", None)])
def test_number_task_units_alone(head: str, role: str | None) -> None:
    read = found([["序号", "具体任务", head], ["1", "制定办法。", "市财政局"]])
    assert [(row.numeral, row.measure, row.task.text) for row in read.rows] == [
        ("1", None, "制定办法。")
    ]
    assert units(read.rows[0]) == [("市财政局", role)]
    assert read.measures == ()


def test_two_years_of_targets() -> None:
    read = found(
        [
            ["序号", "重点工程", "工作内容", "2026年目标", "2027年目标", "牵头单位"],
            ["1", "强基工程", "建设平台。", "建成1个", "建成3个", "市科技局"],
        ]
    )
    assert [(t.head.text, t.cell.text) for t in read.rows[0].targets] == [
        ("2026年目标", "建成1个"),
        ("2027年目标", "建成3个"),
    ]
    assert read.rows[0].measure == "强基工程"


def test_a_name_of_its_own_in_every_row_is_the_title_of_the_task() -> None:
    read = found(
        [
            ["序号", "任务名称", "任务内容", "责任单位", "时间节点"],
            ["1", "平台建设", "建设云溪平台。", "市数据局", "2026年12月"],
            ["2", "人才引育", "引进人才100名。", "市人社局", "2026年底"],
        ]
    )
    assert [row.heading.text for row in read.rows] == ["平台建设", "人才引育"]
    assert [row.task.text for row in read.rows] == ["建设云溪平台。", "引进人才100名。"]
    assert read.measures == ()


def test_rows_across_the_table_are_measures_and_numbers_may_begin_anew() -> None:
    read = found(
        [
            ["序号", "重点任务", "具体工作", "责任单位", "完成时限"],
            ["一、夯实基础", None, None, None, None],
            ["1", "平台", "建设平台。", "市数据局", "6月"],
            ["2", "网络", "升级网络。", "市工信局", ""],
            ["二", "壮大产业", None, None, None],
            ["1", "招商", "引进企业。", "市商务局", ""],
        ]
    )
    assert [(m.number, m.title) for m in read.measures] == [("一", "夯实基础"), ("二", "壮大产业")]
    assert [(row.measure, row.numeral, row.heading.text) for row in read.rows] == [
        ("一", "1", "平台"),
        ("一", "2", "网络"),
        ("二", "1", "招商"),
    ]
    assert [row.deadline.text for row in read.rows] == ["6月", "", ""]
    assert read.doubts == ()


def test_data_sets_with_the_lead_of_their_field_in_its_cell() -> None:
    read = found(
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
    (row,) = read.rows
    assert (row.measure, row.heading.text, row.task.text) == (
        "海洋",
        "潮汐数据集",
        "归集潮汐观测数据。",
    )
    assert units(row) == [("省海洋厅、省数据局", "lead"), ("云溪市海洋局", None)]
    assert row.deadline.text == "2026年12月"


def test_headers_in_english() -> None:
    read = found(
        [
            ["group", "task", "owner", "co", "time"],
            ["强基", "建设平台。", "市数据局", "市财政局", "2026年底"],
        ]
    )
    (row,) = read.rows
    assert units(row) == [("市数据局", "lead"), ("市财政局", "support")]
    assert (row.measure, row.deadline.text) == ("强基", "2026年底")


@pytest.mark.parametrize(
    "head",
    [
        ["序号", "特色领域", "工作举措", "政策诉求", "建议责任单位（省级部门）"],
        ["序号", "项目名称", "建设规模和内容", "建设地点", "总投资（亿元）", "责任单位"],
        ["序号", "所在地市", "所属赛道", "主要标志性成果（500字以内）"],
        ["序号", "事项名称", "设定依据", "承诺时限", "责任部门"],
        ["序号", "园区名称", "区县", "责任单位"],
    ],
)
def test_look_alikes_are_passed_over_and_said_to_be(head: list[str]) -> None:
    read = found(
        "附件2",
        [head, ["1", *["云溪产业园项目建设。"] * (len(head) - 1)]],
        PAGE,
        [head, ["2", *["青岚产业园项目建设。"] * (len(head) - 1)]],
    )
    assert read.rows == ()
    assert read.measures == ()
    assert kinds(read) == ["table-passed-over"]
    assert read.doubts[0].page == 1
    assert read.doubts[0].span is not None


def test_names_with_companies_responsible_are_no_tasks() -> None:
    read = found(
        [
            ["序号", "项目名称", "建设内容", "责任单位"],
            ["1", "云溪芯片项目", "建设厂房。", "云溪芯片有限公司"],
            ["2", "青岚机器人项目", "建设产线。", "青岚机器人有限公司"],
        ]
    )
    assert read.rows == ()
    assert kinds(read) == ["table-passed-over"]
