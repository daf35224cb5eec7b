"""Keys of things: the same for the same words, and not the row number."""

from hypothesis import given
from hypothesis import strategies as st

from cetu.mapping import iris
from cetu.model.document import Row
from cetu.model.span import Cell, Span


def _row(number: str, text: str) -> Row:
    return Row(Span(0, len(number), number), "一", Cell((Span(0, len(text), text),)))


def test_a_task_that_is_renumbered_keeps_its_key() -> None:
    assert iris.task_key(_row("3", "做甲。")) == iris.task_key(_row("4", "做甲。"))


def test_rows_without_words_are_told_apart_by_number() -> None:
    bare = Row(Span(0, 1, "3"), "一"), Row(Span(0, 1, "4"), "一")
    assert iris.task_key(bare[0]) != iris.task_key(bare[1])


@given(st.text(max_size=40), st.text(alphabet=" \t\n", max_size=3))
def test_white_space_does_not_change_a_key(words: str, space: str) -> None:
    assert iris.key(words) == iris.key(space + words + space)
