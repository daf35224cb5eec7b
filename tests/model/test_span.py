"""Places in a source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.model.span import Cell, Span


@pytest.mark.parametrize(("start", "end", "text"), [(-1, 1, "甲乙"), (0, 3, "甲"), (2, 1, "")])
def test_a_span_refuses_offsets_that_cannot_be_right(start: int, end: int, text: str) -> None:
    with pytest.raises(ValueError, match="span"):
        Span(start, end, text)


def _cell(pieces: list[str]) -> tuple[Cell, str]:
    raw, spans = "\t", []
    for piece in pieces:
        spans.append(Span(len(raw), len(raw) + len(piece), piece))
        raw += piece + "\n"
    return Cell(tuple(spans)), raw


@given(
    st.lists(st.text(alphabet="甲乙丙。", min_size=1, max_size=5), min_size=1, max_size=4),
    st.data(),
)
def test_a_place_in_a_cell_leads_back_to_the_raw_text(
    pieces: list[str], data: st.DataObject
) -> None:
    cell, raw = _cell(pieces)
    start = data.draw(st.integers(0, len(cell.text) - 1))
    end = data.draw(st.integers(start + 1, len(cell.text)))
    span = cell.span(start, end, raw)
    assert raw[span.start : span.end] == span.text
    assert span.text.replace("\n", "") == cell.text[start:end]


def test_a_place_outside_a_cell_is_refused() -> None:
    cell, raw = _cell(["甲乙"])
    for start, end in ((0, 3), (1, 1), (-1, 1)):
        with pytest.raises(ValueError, match="outside"):
            cell.span(start, end, raw)
