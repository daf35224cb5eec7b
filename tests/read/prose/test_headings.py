"""What is numbered, and what lies inside what."""

from collections.abc import Callable, Sequence

import pytest

from cetu.model.layout import Layout
from cetu.read.prose.flow import Flow
from cetu.read.prose.headings import items
from cetu.read.prose.units import assignments

Lay = Callable[[Sequence[str]], Layout]


def _tree(layout: Layout) -> list[tuple[str, str | None]]:
    """Every number, and that of the item around it."""
    flow = Flow(layout)
    return [
        (
            flow.text[slice(*item.number)],
            flow.text[slice(*item.parent.number)] if item.parent else None,
        )
        for item in items(flow, assignments(flow))
    ]


def test_three_levels_lie_inside_each_other(lay: Lay) -> None:
    tree = _tree(lay(["一、甲", "（一）乙", "1.丙", "2、丁", "（二）戊", "二、己"]))
    assert tree == [
        ("一", None), ("(一)", "一"), ("1", "(一)"), ("2", "(一)"), ("(二)", "一"), ("二", None)
    ]  # fmt: skip


def test_numbers_that_run_through_stay_under_the_section_they_stand_in(lay: Lay) -> None:
    tree = _tree(lay(["一、甲", "（一）乙", "（二）丙", "二、丁", "（三）戊", "1.己", "三、庚"]))
    assert ("(三)", "二") in tree
    assert ("1", "(三)") in tree


def test_a_list_whose_beginning_is_lost_keeps_its_rank(lay: Lay) -> None:
    tree = _tree(lay(["2.甲", "（二）乙", "1.丙"]))
    assert tree == [("2", None), ("(二)", None), ("1", "(二)")]


def test_decimals_years_and_quantities_are_no_numbers(lay: Lay) -> None:
    assert _tree(lay(["1.5万亩。", "2030年底前完成。", "3D打印。", "统一、规范。"])) == []
    assert _tree(lay(["1．2030年底前修堤。"])) == [("1", None)]


def test_a_title_may_begin_with_a_digit_where_the_numbering_goes_on(lay: Lay) -> None:
    assert _tree(lay(["1.修堤", "2.121工程", "3.15分钟生活圈"])) == [
        ("1", None),
        ("2", None),
        ("3", None),
    ]
    assert _tree(lay(["1.修堤，面积达", "5.2万亩"])) == [("1", None)]


def test_a_table_of_contents_has_no_items(lay: Lay) -> None:
    assert _tree(lay(["一、总则………1", "二、任务……………3"])) == []


def test_an_annex_begins_afresh(lay: Lay) -> None:
    tree = _tree(lay(["一、甲", "（一）乙", "附件1", "（二）丙"]))
    assert tree[-1] == ("(二)", None)


def test_numbers_inside_a_paragraph_count_where_line_breaks_are_lost(lay: Lay) -> None:
    text = (
        "一、修好水利（一）修堤。按第（二）项办，统一、规范推进。（市水利局负责）"
        "（二）清淤。分1.5米、2米两级，见（五）。（市水利局负责）二、办好民政（三）建养老院。（市民政局负责）"
    )
    assert _tree(lay([text])) == [
        ("一", None), ("(一)", "一"), ("(二)", "一"), ("二", None), ("(三)", "二")
    ]  # fmt: skip


@pytest.mark.parametrize("gap", ["", " ", "\u3000\u3000"])
def test_white_space_is_what_is_left_of_a_break(lay: Lay, gap: str) -> None:
    first = ["方案。", "一、修好水利", "1.修堤。（市水利局负责）", "2.清淤。（市水利局负责）"]
    assert _tree(lay([gap.join(first)])) == [("一", None), ("1", "一"), ("2", "一")]
    assert _tree(lay([gap.join(first[:3])])) == [("一", None), ("1", "一")]


def test_numbers_inside_a_paragraph_do_not_count_where_lines_are_whole(lay: Lay) -> None:
    text = "（一）修堤。重点是：1.加固；2.绿化。（责任单位：市水利局）"
    assert _tree(lay([text, "（二）清淤。（责任单位：市水利局）"])) == [
        ("(一)", None),
        ("(二)", None),
    ]
