"""Lists of units, deadlines and officials, told apart by their labels."""

import pytest

from cetu.read.prose.labels import parted, without_note


def _parts(text: str) -> tuple[list[str], str | None]:
    lists, deadline = parted(text, 0, len(text))
    return [text[slice(*each)] for each in lists], text[slice(*deadline)] if deadline else None


@pytest.mark.parametrize(
    ("text", "lists", "deadline"),
    [
        ("责任单位:市水利局、市财政局", ["责任单位:市水利局、市财政局"], None),
        ("市水利局牵头,市财政局配合", ["市水利局牵头,市财政局配合"], None),
        ("牵头单位:市水利局;配合单位:市财政局", ["牵头单位:市水利局;配合单位:市财政局"], None),
        (
            "牵头单位:市水利局;完成时限:2030年底前;配合单位:市财政局",
            ["牵头单位:市水利局", "配合单位:市财政局"],
            "2030年底前",
        ),
        ("责任领导:张三;责任单位:市水利局", ["责任单位:市水利局"], None),
        ("责任单位:市水利局;责任人:李四", ["责任单位:市水利局"], None),
        ("责任单位:市水利局,2030年6月底前完成", ["责任单位:市水利局"], "2030年6月底前完成"),
        ("责任单位:市水利局,持续推进", ["责任单位:市水利局"], "持续推进"),
        ("责任单位:市水利局,以下均需各县落实,不再列出", ["责任单位:市水利局"], None),
        (
            "责任单位:市水利局,列第一位的为牵头单位,下同",
            ["责任单位:市水利局,列第一位的为牵头单位,下同"],
            None,
        ),
        (
            "责任单位:市水利局〔列第一位的为牵头单位,下同〕,以下各项均需各县推进",
            ["责任单位:市水利局〔列第一位的为牵头单位,下同〕"],
            None,
        ),
        ("时限要求:持续推进", [], "持续推进"),
        ("省级责任单位:省水利厅", ["省级责任单位:省水利厅"], None),
    ],
)
def test_what_a_bracket_or_line_holds(text: str, lists: list[str], deadline: str | None) -> None:
    assert _parts(text) == (lists, deadline)


def test_a_list_is_judged_without_rule_and_note() -> None:
    assert without_note("市水利局负责。列第一位者为牵头单位,下同") == "市水利局负责"
