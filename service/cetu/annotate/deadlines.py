"""Deadlines: by when a task is to be done."""

from cetu.model.document import Row
from cetu.model.task import Deadline


def deadlines(row: Row, raw: str, year: int | None) -> tuple[Deadline, ...]:
    """Return the deadlines of a row: its deadline cell, its target columns, its words."""
    del row, raw, year
    return ()
