"""The running text of a document, and the way back to the source."""

from collections.abc import Callable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from cetu.model.layout import Layout
from cetu.read.prose.flow import Flow, fold, without

Lay = Callable[[Sequence[str]], Layout]


def test_words_cut_by_a_line_break_read_whole_and_are_found_again(lay: Lay) -> None:
    layout = lay(["云溪市青\n岚县", "推进。"])
    flow = Flow(layout)
    assert flow.text == "云溪市青岚县推进。"
    assert flow.span(2, 5).text == "市青\n岚"
    assert [piece.text for piece in flow.cell((2, 5)).pieces] == ["市青", "岚"]


def test_a_cell_leaves_out_the_white_space_around_each_range(lay: Lay) -> None:
    flow = Flow(lay(["甲 乙 丙"]))
    assert [piece.text for piece in flow.cell((1, 3), (3, 5)).pieces] == ["乙", "丙"]


def test_a_paragraph_is_found_from_any_place_in_it(lay: Lay) -> None:
    flow = Flow(lay(["甲乙", "丙丁戊"]))
    assert flow.paragraph(0) == (0, 2)
    assert flow.paragraph(3) == (2, 5)
    assert list(flow.paragraphs(1, 4)) == [(1, 2), (2, 4)]


def test_folding_keeps_numbers_in_circles_apart() -> None:
    assert fold("（１）．①責任單位") == "(1).①责任单位"


@given(st.text(max_size=60))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(
    st.integers(0, 20),
    st.integers(0, 20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=4),
)
def test_what_is_left_and_what_is_taken_make_up_the_whole(
    start: int, end: int, gaps: list[tuple[int, int]]
) -> None:
    ordered = sorted((min(gap), max(gap)) for gap in gaps)
    left = {place for first, last in without((start, end), ordered) for place in range(first, last)}
    taken = {place for first, last in ordered for place in range(first, last)}
    assert left == set(range(start, end)) - taken
