"""Prose of invented towns: what is a task, what it says, who acts, under which measure."""

from collections.abc import Callable, Sequence

import pytest

from cetu.model.document import Row
from cetu.model.layout import Layout
from cetu.read.prose import prose

Lay = Callable[[Sequence[str]], Layout]
Line = tuple[str | None, str | None, str, list[str]]


def _line(row: Row) -> Line:
    number = row.number.text if row.number else None
    return number, row.measure, row.task.text, [listed.cell.text for listed in row.units]


def _lines(layout: Layout) -> list[Line]:
    return [_line(row) for row in prose(layout).rows]


def test_flat_measures_are_the_tasks_themselves(lay: Lay) -> None:
    found = prose(
        lay(
            [
                "云溪市支持水利建设的若干措施",
                "为支持水利建设，制定以下措施。",
                "一、加固堤防。到2030年加固五公里。（责任单位：市水利局、市财政局）",
                "二、清理河道。每年清理一次。（责任单位：市水利局）",
                "本措施自2030年1月1日起施行，有效期三年。",
            ]
        )
    )
    assert [_line(row) for row in found.rows] == [
        ("一", None, "加固堤防。到2030年加固五公里。", ["责任单位：市水利局、市财政局"]),
        ("二", None, "清理河道。每年清理一次。", ["责任单位：市水利局"]),
    ]
    assert [row.heading.text for row in found.rows] == ["加固堤防", "清理河道"]
    assert found.measures == ()
    assert found.doubts == ()


def test_items_under_two_levels_take_the_nearer_one_as_measure(lay: Lay) -> None:
    found = prose(
        lay(
            [
                "一、总体要求",
                "（一）指导思想。坚持生态优先。",
                "二、重点任务",
                "（一）修好水利。",
                "1.加固堤防。",
                "到2030年加固五公里。",
                "（市水利局、市财政局负责）",
                "2.清理河道。",
                "每年清理一次。",
                "（市水利局负责）",
                "（二）办好民政。",
                "3.建设养老院。",
                "新建三所。",
                "（市民政局负责）",
                "三、有关要求",
                "各县要认真落实。",
                "云溪市人民政府",
            ]
        )
    )
    assert [_line(row) for row in found.rows] == [
        ("1", "（一）", "加固堤防。到2030年加固五公里。", ["市水利局、市财政局负责"]),
        ("2", "（一）", "清理河道。每年清理一次。", ["市水利局负责"]),
        ("3", "（二）", "建设养老院。新建三所。", ["市民政局负责"]),
    ]
    assert [(m.number, m.title) for m in found.measures] == [
        ("（一）", "修好水利"),
        ("（二）", "办好民政"),
    ]
    assert found.measures[0].spans[0].text.startswith("（一）修好水利")


def test_numbered_items_of_a_later_section_are_tasks_without_units(lay: Lay) -> None:
    found = prose(
        lay(
            [
                "一、总体目标",
                "（一）到2030年水利更好。",
                "二、重点任务",
                "（一）修好水利。",
                "1.加固堤防。加固五公里。（责任单位：市水利局）",
                "三、保障措施",
                "（一）加强组织领导。由市水利局牵头，会同有关部门共同推进；各责任单位按照职责分工落实。",
                "（二）加强宣传。办好展览。",
                "云溪市水利局办公室 2030年1月1日印发",
            ]
        )
    )
    assert [_line(row)[:3] for row in found.rows] == [
        ("1", "（一）", "加固堤防。加固五公里。"),
        (
            "（一）",
            "三",
            "加强组织领导。由市水利局牵头，会同有关部门共同推进；各责任单位按照职责分工落实。",
        ),
        ("（二）", "三", "加强宣传。办好展览。"),
    ]
    said = [(listed.cell.text, listed.role) for listed in found.rows[1].units]
    assert said == [("市水利局牵头", None), ("有关部门", "support"), ("各责任单位", "support")]
    assert [doubt.kind for doubt in found.doubts] == ["units-missing"]


def test_the_units_of_a_heading_are_no_task_where_its_items_have_their_own(lay: Lay) -> None:
    text = (
        "为落实会议精神，制定本方案。一、把水利办好（一）修好堤防河道，让群众安心。"
        "（市水利局、市财政局等按职责分工负责）具体措施：1．加固堤防，守好底线。"
        "（市水利局牵头，各县按职责分工负责）2．2030年底前清理河道。（市水利局负责）"
        "（二）建好水库，保障供水。（市水利局负责）"
    )
    assert _lines(lay([text])) == [
        ("1", "（一）", "加固堤防，守好底线。", ["市水利局牵头，各县按职责分工负责"]),
        ("2", "（一）", "2030年底前清理河道。", ["市水利局负责"]),
        ("（二）", "一", "建好水库，保障供水。", ["市水利局负责"]),
    ]
    (doubt,) = prose(lay([text])).doubts
    assert doubt.kind == "units-of-heading"
    assert doubt.span
    assert doubt.span.text == "市水利局、市财政局等按职责分工负责"


def test_units_of_a_heading_whose_items_name_none_make_it_the_task(lay: Lay) -> None:
    lines = _lines(
        lay(
            [
                "一、修好水利（责任单位：市水利局）",
                "1.加固堤防。",
                "2.清理河道。",
                "二、办好民政（责任单位：市民政局）",
                "1.新建养老院。",
            ]
        )
    )
    assert lines == [
        ("一", None, "修好水利1.加固堤防。2.清理河道。", ["责任单位：市水利局"]),
        ("二", None, "办好民政1.新建养老院。", ["责任单位：市民政局"]),
    ]


def test_units_that_close_a_list_belong_to_what_the_list_makes_up(lay: Lay) -> None:
    lines = _lines(
        lay(
            [
                "（一）修好水利",
                "1.加固堤防。",
                "2.清理河道。（责任单位：市水利局）",
                "（二）办好民政",
                "1.新建养老院。",
                "2.改造敬老院。（责任单位：市民政局）",
            ]
        )
    )
    assert lines == [
        ("（一）", None, "修好水利1.加固堤防。2.清理河道。", ["责任单位：市水利局"]),
        ("（二）", None, "办好民政1.新建养老院。2.改造敬老院。", ["责任单位：市民政局"]),
    ]


def test_an_item_with_several_lists_is_several_tasks(lay: Lay) -> None:
    lines = _lines(
        lay(
            [
                "（一）修好水利。",
                "加固堤防。（市水利局负责）",
                "清理河道。（市财政局负责）",
                "（二）办好民政。新建养老院。（市民政局负责）",
                "（三）办好教育。新建小学。（市教育局负责）",
            ]
        )
    )
    assert [(number, units) for number, _, _, units in lines] == [
        ("（一）", ["市水利局负责"]),
        (None, ["市财政局负责"]),
        ("（二）", ["市民政局负责"]),
        ("（三）", ["市教育局负责"]),
    ]


def test_where_most_items_have_several_lists_they_are_measures(lay: Lay) -> None:
    found = prose(
        lay(
            [
                "（一）修好水利。",
                "加固堤防。（市水利局负责）",
                "清理河道。（市财政局负责）",
                "（二）办好民政。",
                "新建养老院。（市民政局负责）",
                "改造敬老院。（市民政局负责）",
            ]
        )
    )
    assert [_line(row)[:3] for row in found.rows] == [
        (None, "（一）", "加固堤防。"),
        (None, "（一）", "清理河道。"),
        (None, "（二）", "新建养老院。"),
        (None, "（二）", "改造敬老院。"),
    ]
    assert [measure.title for measure in found.measures] == ["修好水利", "办好民政"]


def test_tasks_in_paragraphs_that_begin_with_first_and_second(lay: Lay) -> None:
    lines = _lines(
        lay(
            [
                "1.水利工程",
                "一是加固堤防。加固五公里。（责任单位：市水利局）",
                "二是清理河道。每年清理一次。（责任单位：市财政局）",
            ]
        )
    )
    assert [(number, measure) for number, measure, _, _ in lines] == [("一", "1"), ("二", "1")]


def test_units_and_deadline_in_lines_of_their_own(lay: Lay) -> None:
    found = prose(
        lay(
            [
                "（一）加固堤防。加固五公里。",
                "责任单位：市水利局、市财政局",
                "时限要求：2030年6月底前",
                "（二）清理河道。每年清理一次。",
                "责任单位：市水利局",
                "时限要求：持续推进",
            ]
        )
    )
    assert [_line(row)[2:] for row in found.rows] == [
        ("加固堤防。加固五公里。", ["责任单位：市水利局、市财政局"]),
        ("清理河道。每年清理一次。", ["责任单位：市水利局"]),
    ]
    assert [row.deadline.text for row in found.rows] == ["2030年6月底前", "持续推进"]


def test_units_under_the_heading_and_ahead_of_the_text(lay: Lay) -> None:
    lines = _lines(
        lay(
            [
                "（一）加固堤防",
                "责任单位：市水利局",
                "到2030年加固五公里。",
                "（二）清理河道",
                "责任单位：市财政局",
                "每年清理一次。",
            ]
        )
    )
    assert [(task, units) for _, _, task, units in lines] == [
        ("加固堤防到2030年加固五公里。", ["责任单位：市水利局"]),
        ("清理河道每年清理一次。", ["责任单位：市财政局"]),
    ]


def test_units_in_the_heading_and_ahead_of_the_text(lay: Lay) -> None:
    lines = _lines(
        lay(
            [
                "（一）加固堤防（责任单位：市水利局）。到2030年加固五公里。",
                "（二）清理河道（责任单位：市财政局）",
                "每年清理一次。",
            ]
        )
    )
    assert [(task, units) for _, _, task, units in lines] == [
        ("加固堤防。到2030年加固五公里。", ["责任单位：市水利局"]),
        ("清理河道每年清理一次。", ["责任单位：市财政局"]),
    ]


def test_a_sentence_behind_the_units_belongs_to_the_task(lay: Lay) -> None:
    lines = _lines(
        lay(
            [
                "1.加固堤防。加固五公里。（责任单位：市水利局）各县同步制定加固计划。",
                "2.清理河道。每年清理。（责任单位：市水利局）",
                "3.修复桥梁。修复三座。（责任单位：市水利局）附件2",
            ]
        )
    )
    assert [task for _, _, task, _ in lines] == [
        "加固堤防。加固五公里。各县同步制定加固计划。",
        "清理河道。每年清理。",
        "修复桥梁。修复三座。",
    ]


def test_officials_are_neither_units_nor_words_of_the_task(lay: Lay) -> None:
    (line,) = _lines(
        lay(["1.加固堤防。加固五公里。", "牵头领导：张三", "责任单位：市水利局", "责任人：李四"])
    )
    assert line == ("1", None, "加固堤防。加固五公里。", ["责任单位：市水利局"])


def test_a_bracket_before_the_full_stop_leaves_a_gap_in_the_task(lay: Lay) -> None:
    lines = _lines(
        lay(
            [
                "1.加固堤防，建设泵站（市水利局负责）。",
                "2.清理河道（市水利局、市财政局负责）。",
            ]
        )
    )
    assert [task for _, _, task, _ in lines] == ["加固堤防，建设泵站。", "清理河道。"]


def test_annexes_and_their_lists_hold_no_tasks(lay: Lay) -> None:
    lines = _lines(
        lay(
            [
                "一、加固堤防。加固五公里。（责任单位：市水利局）",
                "二、清理河道。每年清理。（责任单位：市水利局）",
                "附件1",
                "一、东堤",
                "二、西堤",
            ]
        )
    )
    assert [number for number, *_ in lines] == ["一", "二"]


def test_a_document_without_units_orders_nothing(lay: Lay) -> None:
    found = prose(
        lay(
            [
                "一、总体要求",
                "（一）坚持生态优先。",
                "第五条 市水利局负责本办法的组织实施，市财政局配合。",
                "（青岚县水利局代章）",
            ]
        )
    )
    assert (found.measures, found.rows, found.doubts) == ((), (), ())


def test_gaps_and_repetitions_are_doubts_with_their_places(lay: Lay) -> None:
    found = prose(
        lay(
            [
                "1.甲事。做甲。（责任单位：市水利局）",
                "2.乙事。做乙。（责任单位：市水利局）",
                "2.丙事。做丙。（责任单位：市水利局）",
                "5.丁事。做丁。（责任单位：市水利局）",
            ]
        )
    )
    assert [(doubt.kind, doubt.span.text if doubt.span else "") for doubt in found.doubts] == [
        ("number-repeated", "2"),
        ("number-gap", "5"),
    ]


def test_headings_of_the_same_number_and_title_are_one_measure_in_two_places(lay: Lay) -> None:
    found = prose(
        lay(
            [
                "一、甲区",
                "（一）水利",
                "1.加固堤防。加固五公里。（责任单位：甲区水利局）",
                "二、乙区",
                "（一）水利",
                "1.清理河道。每年清理。（责任单位：乙区水利局）",
            ]
        )
    )
    (measure,) = found.measures
    assert [span.text for span in measure.spans] == ["（一）水利", "（一）水利"]


def test_numbers_that_restart_under_another_measure_are_no_doubt(lay: Lay) -> None:
    found = prose(
        lay(
            [
                "（一）甲类",
                "1.甲事。做甲。（责任单位：市水利局）",
                "（二）乙类",
                "1.乙事。做乙。（责任单位：市水利局）",
            ]
        )
    )
    assert found.doubts == ()


@pytest.mark.parametrize("closing", ["云溪市人民政府", "2030年1月1日", "（此件公开发布）"])
def test_a_signature_is_no_part_of_the_last_task(lay: Lay, closing: str) -> None:
    lines = _lines(
        lay(
            [
                "一、加固堤防。加固五公里。（责任单位：市水利局）",
                "二、加强宣传。办好展览。",
                closing,
            ]
        )
    )
    assert lines[-1] == ("二", None, "加强宣传。办好展览。", [])


@pytest.mark.parametrize("width", [18, 24, 31])
def test_plain_text_broken_at_a_margin_reads_like_whole_paragraphs(lay: Lay, width: int) -> None:
    text = "建设山塘水库和田间道路，完善青岚县灌溉渠系，提升河湖水质，培育云溪大米品牌，" * 3
    whole = [
        "一、修好水利",
        f"1.加固堤防和泵站。{text}持续推进。",
        "责任单位：市水利局、市财政局、市农业农村局、市自然资源局、各县（市、区）政府",
        f"2.清理河道和山塘。{text}持续推进。",
        "责任单位：市水利局、市生态环境局、市农业农村局、市住房城乡建设局、各县（市、区）政府",
    ]
    lines = [
        words[start : start + width] for words in whole for start in range(0, len(words), width)
    ]
    assert _lines(lay(lines)) == _lines(lay(whole))
    assert [len(units) for *_, units in _lines(lay(whole))] == [1, 1]
    assert prose(lay(lines)).rows[0].heading.text == "加固堤防和泵站"
