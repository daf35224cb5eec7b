"""What assigns a task, and what only looks like it."""

from collections.abc import Callable, Sequence

import pytest

from cetu.model.layout import Layout
from cetu.read.prose.flow import Flow
from cetu.read.prose.units import assignments, bodies

Lay = Callable[[Sequence[str]], Layout]


def _units(layout: Layout) -> list[str]:
    flow = Flow(layout)
    return [flow.cell(units).text for each in assignments(flow) for units in each.units]


def _deadlines(layout: Layout) -> list[str]:
    flow = Flow(layout)
    return [flow.cell(each.deadline).text for each in assignments(flow) if each.deadline]


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("修堤。（责任单位：市水利局、市财政局）", "责任单位：市水利局、市财政局"),
        ("修堤。（责任单位：市水利局。）", "责任单位：市水利局"),
        ("修堤。(牵头单位:市水利局,配合单位:市财政局)", "牵头单位:市水利局,配合单位:市财政局"),
        ("修堤。（牵头：市水利局；配合：市财政局）", "牵头：市水利局；配合：市财政局"),
        ("修堤。〔责任单位：市委组织部（市委人才办）〕", "责任单位：市委组织部（市委人才办）"),
        ("修堤。（责任单位：各市、县〔市、区〕政府）", "责任单位：各市、县〔市、区〕政府"),
        ("修堤。（责任\n单位：市水\n利局）", "责任单位：市水利局"),
        ("修堤。(牽頭單位:市水利局)", "牽頭單位:市水利局"),
        ("修堤。【主要负责单位：市水利局】", "主要负责单位：市水利局"),
        ("修堤。责任单位：市水利局、市财政局", "责任单位：市水利局、市财政局"),
        ("修堤。主办单位：市水利局。今后再议。", "主办单位：市水利局"),
        (
            "修堤。（责任单位：市水利局、市财政局，以下均需各县落实，不再列出）",
            "责任单位：市水利局、市财政局",
        ),
    ],
)
def test_a_label_makes_units_of_what_follows(lay: Lay, words: str, units: str) -> None:
    assert _units(lay([words])) == [units]


@pytest.mark.parametrize(
    "units",
    [
        "市水利局牵头，市财政局、市农业农村局按职责分工负责",
        "市水利局、市财政局负责",
        "市水利局牵头，市财政局配合",
        "各县（市、区）政府负责",
        "市水利局等有关部门按职责分工负责",
        "省水利厅指导",
    ],
)
def test_a_bracket_that_says_who_acts_assigns(lay: Lay, units: str) -> None:
    assert _units(lay([f"修堤。（{units}）", f"清淤。（{units}）"])) == [units, units]


@pytest.mark.parametrize("units", ["市水利局、市财政局负责", "市水利局牵头，市财政局配合"])
def test_one_such_bracket_assigns_but_in_articles(lay: Lay, units: str) -> None:
    assert _units(lay([f"修堤。（{units}）"])) == [units]
    assert _units(lay(["第一条 为了修堤，制定本办法。", f"第二条 修堤。（{units}）"])) == []


def test_bare_lists_of_bodies_assign_where_the_document_makes_it_a_habit(lay: Lay) -> None:
    once = ["修堤。（市水利局、市财政局）"]
    assert _units(lay(once)) == []
    assert _units(lay(once * 3)) == ["市水利局、市财政局"] * 3


@pytest.mark.parametrize(
    "words",
    [
        "设立青岚县水利工程建设服务中心（以下简称中心）。",
        "按照（云政发〔2024〕3号）执行（2025—2027年）。",
        "院校内的技工班（由市人社部门负责）照常招生。",
        "联系人（市水利局办公室）。",
        "云溪市水利局（市河长办代章）",
        "推进改造（含市水利局负责）。",
        "各组织要落实主体责任单位要求。",
    ],
)
def test_what_only_explains_assigns_nothing(lay: Lay, words: str) -> None:
    assert _units(lay([words])) == []


def test_a_foot_of_a_web_page_assigns_nothing(lay: Lay) -> None:
    foot = ["主办单位：云溪市人民政府办公室", "云ICP备00000000号 网站标识码0000000000"]
    assert _units(lay(["修堤。", *foot])) == []


def test_a_deadline_is_told_from_units_in_lines_and_in_brackets(lay: Lay) -> None:
    lines = lay(["修堤。", "责任单位：市水利局", "时限要求：2030年6月底前"])
    assert _units(lines) == ["责任单位：市水利局"]
    assert _deadlines(lines) == ["2030年6月底前"]
    bracket = lay(["修堤。（责任单位：市水利局；完成时限：2030年6月底前）"])
    assert _units(bracket) == ["责任单位：市水利局"]
    assert _deadlines(bracket) == ["2030年6月底前"]
    run_in = lay(["修堤。完成时限：2030年6月底前，责任单位：市水利局。"])
    assert _units(run_in) == ["责任单位：市水利局"]
    assert _deadlines(run_in) == ["2030年6月底前"]


def test_units_without_a_bracket_end_where_the_next_number_begins(lay: Lay) -> None:
    assert _units(lay(["1.修堤。责任单位：市水利局2.清淤。责任单位：市财政局"])) == [
        "责任单位：市水利局",
        "责任单位：市财政局",
    ]


def test_a_list_that_ends_in_a_comma_goes_on_in_the_next_paragraph(lay: Lay) -> None:
    assert _units(lay(["修堤。", "责任单位：市水利局、", "市财政局"])) == [
        "责任单位：市水利局、市财政局"
    ]
    assert _units(lay(["修堤。", "责任单位：", "市水利局"])) == ["责任单位：市水利局"]


def test_a_bracket_that_does_not_close_ends_with_its_paragraph(lay: Lay) -> None:
    assert _units(lay(["修堤。（责任单位：市水利局", "其他事项。"])) == ["责任单位：市水利局"]


def test_names_of_bodies_are_known_by_their_form() -> None:
    assert bodies("市水利局、市财政局等部门")
    assert not bodies("扎实有效")
