"""What each column of a table is read as, from its head and from how its cells are filled."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from cetu.model.document import Role
from cetu.read.columns import UNITS, Column, unit_roles
from cetu.read.tables.heads import Head
from cetu.read.tables.joining import Line

_TEXTS: Final = ("task", "detail", "title", "measure", "", "target")
"""Roles whose column may hold the words of the task, the likeliest first; "" is an unknown head."""

_SHORTEST: Final = 6
"""Mean characters of cells under an unknown head that can be the words of tasks."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Columns by what they are read as; -1 where the table has none.

    `names` are columns of short titles not yet told apart: one that is merged over rows holds
    measures, one with words of its own in every row holds the titles of tasks. `guessed`: the
    head of the column of tasks is not known.
    """

    task: int
    number: int = -1
    measure: int = -1
    heading: int = -1
    deadline: int = -1
    units: tuple[tuple[Column, Role | None], ...] = ()
    targets: tuple[Column, ...] = ()
    names: tuple[int, ...] = ()
    guessed: bool = False
    grouped: bool = False


def plan(head: Head, lines: Sequence[Line]) -> Plan | None:
    """Return what the columns under `head` are read as; None where none can hold the tasks."""
    text = _text(head, lines)
    if text is None:
        return None
    columns = [one for one in head.columns if one.index != text.index]
    measures = [one.index for one in columns if one.role == "measure"]
    names = [one.index for one in columns if one.role in {"title", "name", "task"}]
    number = _first(columns, "number")
    return Plan(
        text.index,
        number=number,
        measure=measures[-1] if measures else -1,
        deadline=_first(columns, "deadline"),
        units=_units(columns),
        targets=tuple(one for one in columns if one.role == "target"),
        names=tuple(names),
        guessed=not text.role,
        grouped=number >= 0 and any(_in_group(line, number, text.index) for line in lines),
    )


def settle(made: Plan, rows: Sequence[Line]) -> Plan:
    """Return `made` with its columns of short titles told apart, `rows` being whole.

    The one nearest to the tasks that is merged or repeated holds the measures, the nearest with
    words of its own in every row the titles.
    """
    measure, heading = made.measure, made.heading
    for index in made.names:
        if _grouping(rows, index):
            measure = index
        else:
            heading = index
    return replace(made, measure=measure, heading=heading, names=())


def _in_group(line: Line, number: int, task: int) -> bool:
    """Whether a number merged from above covers a row that has its own task."""
    return line.cells[number] is None and not line.broken and bool(line.cells[task])


def _grouping(rows: Sequence[Line], index: int) -> bool:
    texts = [cell.text if (cell := row.cells[index]) else "" for row in rows]
    return any(not after or after == before for before, after in pairwise(texts))


def _first(columns: Sequence[Column], role: str) -> int:
    return next((one.index for one in columns if one.role == role), -1)


def _units(columns: Sequence[Column]) -> tuple[tuple[Column, Role | None], ...]:
    """Return the columns of units with the roles they give; where the first leads, none."""
    given = unit_roles(one.role for one in columns)
    return tuple(
        (one, None if one.rule else given[one.role]) for one in columns if one.role in UNITS
    )


def _text(head: Head, lines: Sequence[Line]) -> Column | None:
    """Return the column that holds the words of the tasks: the last of the likeliest role.

    Of unknown heads it is the one over the longest cells; names (园区名称) are those of things.
    """
    for role in _TEXTS:
        columns = [one for one in head.columns if one.role == role]
        if role == "":
            columns = [one for one in columns if _mean(lines, one) >= _SHORTEST]
            columns.sort(key=lambda one: _mean(lines, one))
            if {"name"} & head.roles:
                continue
        filled = [one for one in columns if any(line.cells[one.index] for line in lines)]
        if filled or columns:
            return (filled or columns)[-1]
    return None


def _mean(lines: Sequence[Line], column: Column) -> float:
    lengths = [len(cell.text) for line in lines if (cell := line.cells[column.index])]
    return sum(lengths) / len(lengths) if lengths else 0.0
