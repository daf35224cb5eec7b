"""Cells of a table saved as text."""

from hypothesis import given
from hypothesis import strategies as st

from cetu.read.cells import cells, preamble


def test_a_tab_opens_a_cell_and_a_line_without_one_continues_it() -> None:
    found = [cell.text for _, cell in cells("标题\n\t甲\n\t乙\n丙\n\n\t\n\t丁\n")]
    assert found == ["甲", "乙丙", "", "丁"]


def test_lines_before_the_first_cell_are_the_preamble() -> None:
    assert [span.text for span in preamble("附件\n\n 分工表 \n\t甲\n乙")] == ["附件", "分工表"]


def test_line_numbers_count_from_one() -> None:
    assert [line for line, _ in cells("题\n\t甲\n\n\t乙")] == [2, 4]


@given(st.text(alphabet="\t\n 甲乙1，。", max_size=60))
def test_every_piece_stands_where_it_says(text: str) -> None:
    pieces = [piece for _, cell in cells(text) for piece in cell.pieces]
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces)
    assert all(piece.text == piece.text.strip() != "" for piece in pieces)


@given(st.text(alphabet="\t\n 甲乙1，。", max_size=60))
def test_no_character_is_lost(text: str) -> None:
    words = [span.text for span in preamble(text)]
    words += [piece.text for _, cell in cells(text) for piece in cell.pieces]
    assert "".join("".join(words).split()) == "".join(text.split())


def test_a_byte_order_mark_belongs_to_no_cell() -> None:
    text = "\ufeff\t甲\n\t乙"
    assert [(cell.text, cell.pieces[0].start) for _, cell in cells(text)] == [("甲", 2), ("乙", 5)]
    assert [span.text for span in preamble("\ufeff附件\n\t甲")] == ["附件"]
