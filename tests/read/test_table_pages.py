"""Task tables over several pages: cut rows, merged cells, repeated heads, pieces."""

from tests.read.drawn import PAGE, found, units

HEAD = ["序号", "重点举措", "实施路径", "责任单位", "配合单位"]


def test_a_row_cut_by_a_page_break_is_whole_again() -> None:
    read = found(
        [HEAD, ["1", "建设算力（2项）", "建成中心，机柜80", "市发改局", "市财政局、相关县（市、"]],
        PAGE,
        [HEAD, ["", "", "0个以上。", "", "区）政府"], ["2", None, "发放算力券。", "市数据局", "/"]],
    )
    assert [row.numeral for row in read.rows] == ["1", "2"]
    assert read.rows[0].task.text == "建成中心，机柜800个以上。"
    assert units(read.rows[0]) == [
        ("市发改局", "lead"),
        ("市财政局、相关县（市、区）政府", "support"),
    ]
    assert [row.measure for row in read.rows] == ["建设算力", "建设算力"]
    assert read.doubts == ()


def test_a_table_goes_on_without_its_head() -> None:
    read = found(
        [["序号", "具体任务", "责任单位"], ["1", "建设平台，\n推广", "市数据局"]],
        PAGE,
        [["", "应用。", ""], ["2", "发放补贴。", "市财政局"]],
    )
    assert [(row.numeral, row.task.text) for row in read.rows] == [
        ("1", "建设平台，推广应用。"),
        ("2", "发放补贴。"),
    ]


def test_a_measure_goes_on_after_a_page_break() -> None:
    read = found(
        [HEAD, ["1", "建设算力", "建成中心。", "市发改局", "/"]],
        PAGE,
        [HEAD, ["2", "", "发放算力券。", "市数据局", "/"], ["3", None, "招商。", "市商务局", "/"]],
    )
    assert [row.measure for row in read.rows] == ["建设算力"] * 3
    assert len(read.measures) == 1


def test_a_measure_repeated_after_a_page_break_is_one_in_two_places() -> None:
    read = found(
        [HEAD, ["1", "建设算力", "建成中心。", "市发改局", "/"]],
        PAGE,
        [HEAD, ["2", "建设算力", "发放算力券。", "市数据局", "/"]],
    )
    assert [(m.title, len(m.spans)) for m in read.measures] == [("建设算力", 2)]


def test_a_measure_cut_by_a_page_break_is_whole_again() -> None:
    read = found(
        [
            HEAD,
            ["1", "赋能城市治", "建成中心。", "市发改局", "/"],
            ["2", None, "推广智能", "市数据局", "/"],
        ],
        PAGE,
        [HEAD, ["", "理（2项）", "终端。", "", ""]],
    )
    assert [m.title for m in read.measures] == ["赋能城市治理"]
    assert [span.text for span in read.measures[0].spans] == ["赋能城市治", "理（2项）"]
    assert [row.task.text for row in read.rows] == ["建成中心。", "推广智能终端。"]


def test_units_merged_over_several_tasks_are_those_of_each() -> None:
    read = found(
        [
            ["序号", "具体任务", "责任单位"],
            ["1", "建设平台。", "市数据局"],
            ["2", "推广应用。", None],
            ["3", "发放补贴。", "市财政局"],
        ]
    )
    assert [units(row) for row in read.rows] == [
        [("市数据局", None)],
        [("市数据局", None)],
        [("市财政局", None)],
    ]


def test_units_merged_over_a_page_break() -> None:
    read = found(
        [["序号", "具体任务", "责任单位"], ["1", "建设平台。", "市数据局"], ["2", "推广。", None]],
        PAGE,
        [["3", "培训。", ""], ["4", "发放补贴。", "市财政局"]],
    )
    assert [units(row)[0][0] for row in read.rows] == ["市数据局"] * 3 + ["市财政局"]


def test_an_empty_cell_of_supporting_units_is_nobody() -> None:
    read = found(
        [HEAD, ["1", "建设算力", "建成中心。", "市发改局", "市财政局"]],
        PAGE,
        [HEAD, ["2", "", "发放算力券。", "市数据局", ""], ["3", None, "招商。", "市商务局", "/"]],
    )
    assert [units(row) for row in read.rows[1:]] == [
        [("市数据局", "lead")],
        [("市商务局", "lead")],
    ]


def test_rows_without_numbers_are_cut_where_the_words_stop() -> None:
    head = ["目标任务", "工作措施", "牵头单位", "协办单位"]
    read = found(
        [head, ["优化服务", "推行一窗受理，压减", "市政务局", "市数据局、市"]],
        PAGE,
        [head, ["", "时限。", "", "财政局"], [None, "公开清单。", "市政务局", ""]],
    )
    assert [row.task.text for row in read.rows] == ["推行一窗受理，压减时限。", "公开清单。"]
    assert units(read.rows[0]) == [("市政务局", "lead"), ("市数据局、市财政局", "support")]
    assert [row.measure for row in read.rows] == ["优化服务"] * 2


def test_a_new_row_without_a_number_begins_a_page() -> None:
    head = ["具体任务", "责任单位"]
    read = found([head, ["推行一窗受理。", "市政务局"]], PAGE, [head, ["压减时限。", "市政务局"]])
    assert [row.task.text for row in read.rows] == ["推行一窗受理。", "压减时限。"]


def test_two_tables_of_one_document_each_with_its_head() -> None:
    read = found(
        "附件1 任务分解表",
        [["序号", "具体任务", "牵头部门"], ["1", "建设平台。", "市数据局"]],
        "附件2 措施清单",
        [["序号", "工作措施", "主办单位", "协办单位"], ["1", "发放补贴。", "市财政局", "市人社局"]],
    )
    assert [row.task.text for row in read.rows] == ["建设平台。", "发放补贴。"]
    assert units(read.rows[1]) == [("市财政局", "lead"), ("市人社局", "support")]
    assert read.doubts == ()


def test_tables_under_headings_of_their_own_have_them_for_measures() -> None:
    head = ["序号", "具体任务", "责任单位"]
    read = found(
        "一、夯实基础",
        [head, ["1", "建设平台。", "市数据局"]],
        "二、壮大产业",
        [head, ["1", "引进企业。", "市商务局"]],
        form="docx",
    )
    assert [(m.number, m.title) for m in read.measures] == [("一", "夯实基础"), ("二", "壮大产业")]
    assert [(row.measure, row.task.text) for row in read.rows] == [
        ("一", "建设平台。"),
        ("二", "引进企业。"),
    ]


def test_the_heading_over_the_only_table_is_no_measure() -> None:
    read = found(
        "三、任务分工", [["序号", "具体任务", "责任单位"], ["1", "建设平台。", "市数据局"]]
    )
    assert read.measures == ()
    assert read.rows[0].measure is None


def test_two_tables_in_one_grid() -> None:
    read = found(
        [
            ["序号", "具体任务", "牵头部门"],
            ["1", "建设平台。", "市数据局"],
            ["序号", "具体措施", "责任单位"],
            ["1", "发放补贴。", "市财政局"],
        ],
        form="docx",
    )
    assert [(row.task.text, units(row)) for row in read.rows] == [
        ("建设平台。", [("市数据局", "lead")]),
        ("发放补贴。", [("市财政局", None)]),
    ]


def test_words_left_at_the_edge_of_a_page_do_not_end_a_table() -> None:
    read = found(
        [["序号", "具体任务", "责任单位"], ["1", "建设平台。", "市数据局"]],
        "云溪市公报",
        PAGE,
        [["2", "发放补贴。", "市财政局"]],
    )
    assert [row.numeral for row in read.rows] == ["1", "2"]


def test_a_piece_with_other_columns_is_a_doubt_with_its_page() -> None:
    read = found(
        [["序号", "具体任务", "责任单位"], ["1", "建设平台。", "市数据局"]],
        PAGE,
        [["发放补贴。", "市财政局"]],
    )
    assert [row.numeral for row in read.rows] == ["1"]
    assert [(d.kind, d.page) for d in read.doubts] == [("table-not-understood", 2)]


def test_a_cut_row_whose_number_stands_on_the_second_page() -> None:
    head = ["序号", "具体任务", "责任单位"]
    read = found(
        [head, ["1", "建设平台。", "市数据局"], ["", "推广智能", ""]],
        PAGE,
        [head, ["2", "终端应用。", "市工信局"], ["3", "发放补贴。", "市财政局"]],
    )
    assert [(row.numeral, row.task.text, units(row)) for row in read.rows] == [
        ("1", "建设平台。", [("市数据局", None)]),
        ("2", "推广智能终端应用。", [("市工信局", None)]),
        ("3", "发放补贴。", [("市财政局", None)]),
    ]
    assert read.doubts == ()


def test_units_merged_over_two_rows_with_the_page_break_between() -> None:
    head = ["序号", "具体任务", "责任单位"]
    read = found(
        [head, ["1", "甲事。", "市甲局"], ["2", "乙事。", "市乙局"]],
        PAGE,
        [head, ["3", "丙事。", ""], ["4", "丁事。", "市丁局"]],
    )
    assert [units(row)[0][0] for row in read.rows] == ["市甲局", "市乙局", "市乙局", "市丁局"]


def test_what_a_cut_row_only_says_again_is_not_doubled() -> None:
    head = ["序号", "领域", "具体任务", "责任单位", "完成时限"]
    read = found(
        [head, ["1", "交通", "建设智慧", "市交通局", "12月"]],
        PAGE,
        [head, ["", "交通", "公交。", "市交通局", "12月"]],
    )
    (row,) = read.rows
    assert (row.measure, row.task.text, row.deadline.text) == ("交通", "建设智慧公交。", "12月")
    assert units(row) == [("市交通局", None)]


def test_a_new_row_that_nobody_supports_begins_a_page() -> None:
    head = ["具体任务", "牵头单位", "配合单位"]
    read = found(
        [head, ["推行一窗受理。", "市政务局", "市数据局"]],
        PAGE,
        [head, ["压减时限。", "市政务局", ""]],
    )
    assert [row.task.text for row in read.rows] == ["推行一窗受理。", "压减时限。"]
    assert units(read.rows[1]) == [("市政务局", "lead")]


def test_a_table_goes_on_behind_words_when_its_numbers_do() -> None:
    read = found(
        [["序号", "具体任务", "责任单位"], ["1", "甲事。", "市甲局"]],
        "云溪市人民政府办公室关于印发工作方案的通知",
        PAGE,
        [["2", "乙事。", "市乙局"]],
    )
    assert [row.numeral for row in read.rows] == ["1", "2"]
