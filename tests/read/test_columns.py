"""Headers of task tables."""

from pathlib import Path

import pytest

from cetu.errors import HeaderUnknown
from cetu.model.span import Cell, Span
from cetu.read.columns import known, roles


def _cells(*words: str) -> list[Cell]:
    return [Cell((Span(0, len(word), word),)) if word else Cell() for word in words]


def test_the_header_of_the_first_document(root: Path) -> None:
    header = _cells("政策措施", "序号", "具体工作任务", "责任单位", "一、推动", "1")
    assert roles(header, known(root)) == ("measure", "number", "task", "parties")


def test_columns_may_come_in_another_order(root: Path) -> None:
    header = _cells("序号", "责任单位", "具体工作任务", "1")
    assert roles(header, known(root)) == ("number", "parties", "task")


@pytest.mark.parametrize("words", [[], ["序号", "项目名称"], ["政策措施", "序号", "甲"], [""]])
def test_a_table_without_task_and_units_is_refused(root: Path, words: list[str]) -> None:
    with pytest.raises(HeaderUnknown) as refused:
        roles(_cells(*words), known(root))
    assert "columns.csv" in refused.value.hint


def test_white_space_inside_a_header_does_not_matter(root: Path) -> None:
    header = _cells("序号", "具体工作任务", "责任 单位", "1")
    assert roles(header, known(root)) == ("number", "task", "parties")
