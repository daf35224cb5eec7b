"""Words of findings, without what a page's end puts between them."""

from hypothesis import given
from hypothesis import strategies as st

from cetu.model.span import Cell, Span
from cetu.model.task import Deadline
from cetu.model.wording import wording, words


def piece(raw: str, start: int, end: int) -> Span:
    return Span(start, end, raw[start:end])


RAW = "由市财\n— 7 —\n\f政局负责\t市司法局"
CELL = Cell((piece(RAW, 0, 3), piece(RAW, 11, 15)))
BESIDE = Cell((piece(RAW, 16, 20),))


def test_a_page_number_is_no_part_of_a_name() -> None:
    assert words(piece(RAW, 1, 13), [BESIDE, CELL]) == "市财政局"


def test_words_in_one_piece_are_themselves() -> None:
    assert words(piece(RAW, 16, 20), [CELL]) == "市司法局"


def test_a_place_that_reaches_over_two_cells_keeps_what_stands_there() -> None:
    assert words(piece(RAW, 11, 20), [CELL, BESIDE]) == "政局负责\t市司法局"


def test_what_a_finding_keeps_itself_goes_first() -> None:
    assert wording(Deadline(Span(1, 13, ""), words="年底前"), [CELL]) == "年底前"
    assert wording(Deadline(Span(1, 13, "")), [CELL]) == ""


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=4), min_size=1, max_size=4), st.data())
def test_any_part_of_a_cell_has_the_words_of_the_cell(
    lines: list[str], data: st.DataObject
) -> None:
    raw, pieces = "", []
    for line in lines:
        pieces.append(Span(len(raw), len(raw) + len(line), line))
        raw += f"{line}\n12\n\f"
    cell = Cell(tuple(pieces))
    start = data.draw(st.integers(0, len(cell.text) - 1))
    end = data.draw(st.integers(start + 1, len(cell.text)))
    assert words(cell.span(start, end, raw), [cell]) == cell.text[start:end]
