"""The lexicon, and cells to try it on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cetu import annotate
from cetu.annotate import Lexicon
from cetu.model.document import Row, Units
from cetu.model.span import Cell, Span
from cetu.model.task import Task
from cetu.read import read

DONGGUAN = "https://w3id.org/cetu/id/place/441900"


@pytest.fixture(scope="session")
def lexicon(root: Path) -> Lexicon:
    return annotate.load(root)


@pytest.fixture(scope="session")
def tasks(root: Path, annex: Path, lexicon: Lexicon) -> dict[str, Task]:
    """The tasks of the first document, by number."""
    found = annotate.annotate(read(annex, root), lexicon, DONGGUAN)
    return {task.row.numeral: task for task in found}


@pytest.fixture(scope="session")
def understood(lexicon: Lexicon) -> Callable[..., Task]:
    """A function from the words of a task, and of its units, to the task, in Dongguan."""

    def one(text: str, units: str = "", place: str | None = DONGGUAN) -> Task:
        raw = f"1{text}{units}"
        middle = 1 + len(text)
        row = Row(
            Span(0, 1, "1"),
            None,
            Cell((Span(1, middle, text),)) if text else Cell(),
            (Units(Cell((Span(middle, len(raw), units),))),) if units else (),
        )
        return annotate.annotate_row(row, raw, lexicon, place)

    return one
