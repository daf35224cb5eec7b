"""The rule that the first unit leads: where it is found, and where it holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.model.document import Row, Units
from cetu.model.span import Cell, Span
from cetu.read.lead import led, rules


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def _rows(text: str, *lists: str) -> list[Row]:
    """A row for each list of units that stands in `text`."""
    return [
        Row(
            number=None,
            measure=None,
            task=Cell((_span(text, listed),)),
            units=(Units(Cell((_span(text, listed),))),),
        )
        for listed in lists
    ]


def _ruled(rows: tuple[Row, ...]) -> list[bool]:
    return [row.units[0].rule is not None for row in rows]


@pytest.mark.parametrize(
    ("words", "onward"),
    [
        ("列第一位的为牵头单位，下同", True),
        ("排在第一位的部门为牵头部门，下同", True),
        ("第一责任单位为牵头单位,下同", True),
        ("列第一位者为牵头单位，下同", True),
        ("排名第一的单位为牵头单位", False),
        ("第一位为牵头单位", False),
        ("首位为牵头单位", False),
        ("列第一位的单位为主要负责单位；以下同", True),
        ("列第一\n位的为牵头单位，下\n同", True),
    ],
)
def test_the_wordings_of_the_rule(words: str, onward: bool) -> None:
    (rule,) = rules(f"（责任单位：市甲局、市乙局，{words}）")
    assert (rule.span.text, rule.onward) == (words, onward)


@pytest.mark.parametrize(
    "text", ["争取全省第一位。", "市甲局为牵头单位。", "首位为全省第一。", "第一批试点单位为甲村。"]
)
def test_other_firsts_are_no_rule(text: str) -> None:
    assert rules(text) == ()


def test_a_rule_that_goes_on_holds_from_its_row_on_and_leaves_the_list() -> None:
    text = "1 市甲局。2 市乙局、市丙局，列第一位的为牵头单位，下同。3 市丁局"
    rows = led(_rows(text, "市甲局", "市乙局、市丙局，列第一位的为牵头单位，下同", "市丁局"), text)
    assert _ruled(rows) == [False, True, True]
    assert [row.units[0].cell.text for row in rows] == ["市甲局", "市乙局、市丙局", "市丁局"]


def test_a_rule_in_one_row_that_does_not_go_on_holds_there_alone() -> None:
    text = "1 市甲局。2 市乙局、市丙局，第一位为牵头单位。3 市丁局"
    rows = led(_rows(text, "市甲局", "市乙局、市丙局，第一位为牵头单位", "市丁局"), text)
    assert _ruled(rows) == [False, True, False]


def test_a_rule_right_behind_a_list_belongs_to_it() -> None:
    text = "1 （市甲局、市乙局负责。列第一位者为牵头单位）2 （市丙局负责）"
    rows = led(_rows(text, "市甲局、市乙局负责", "市丙局负责"), text)
    assert _ruled(rows) == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "任务分工（列第一位的为牵头单位）\n1 市甲局。2 市乙局",
        "1 市甲局。2 市乙局。\n注：责任单位中列第一位的为牵头单位。",
    ],
)
def test_a_rule_outside_all_rows_holds_for_all(text: str) -> None:
    assert _ruled(led(_rows(text, "市甲局", "市乙局"), text)) == [True, True]


def test_a_rule_between_rows_that_goes_on_holds_for_those_behind_it() -> None:
    text = "1 市甲局。二、任务（列第一位的为牵头单位，下同）2 市乙局"
    assert _ruled(led(_rows(text, "市甲局", "市乙局"), text)) == [False, True]


def test_a_rule_in_a_bracket_of_its_own_goes_with_its_bracket() -> None:
    text = "市甲局（列第一位的为牵头单位，下同）、市乙局"
    (row,) = led(_rows(text, text), text)
    assert row.units[0].cell.text == "市甲局、市乙局"


def test_a_list_of_nothing_but_the_rule_is_no_list() -> None:
    text = "列第一位的为牵头单位"
    (row,) = led(_rows(text, text), text)
    assert row.units == ()


def test_a_rule_that_a_list_has_from_its_column_stays() -> None:
    text = "表头：第一位为牵头单位。1 市甲局"
    head = _span(text, "表头")
    (row,) = _rows(text, "市甲局")
    given_rule = Row(None, None, units=(Units(row.units[0].cell, rule=head),))
    assert led([given_rule], text)[0].units[0].rule == head


@given(st.text(alphabet="列第一位的为牵头单位，下同\n市局（）", max_size=80))
def test_rules_stand_where_they_say(text: str) -> None:
    for rule in rules(text):
        assert text[rule.span.start : rule.span.end] == rule.span.text
