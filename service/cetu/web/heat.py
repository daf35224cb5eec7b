"""The rows of `bodies-and-instruments` as a heat map: a table of bodies by instruments."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from cetu.answer.naming import Names, Thing
from cetu.model.result import Table

MOST_ROWS: Final = 40
MOST_COLUMNS: Final = 24
"""Beyond, a table is no picture any more; what is left out is told, and stands in the rows."""
LEVELS: Final = 5
"""Shades."""


@dataclass(frozen=True, slots=True)
class Heat:
    """Bodies and instruments, those with the most tasks first; the tasks of each pair."""

    bodies: tuple[Thing, ...]
    instruments: tuple[Thing, ...]
    tasks: dict[tuple[str, str], int]
    bodies_left: int
    instruments_left: int

    def count(self, body: Thing, instrument: Thing) -> int:
        """How many tasks name both."""
        return self.tasks.get((body.iri, instrument.iri), 0)

    def shade(self, body: Thing, instrument: Thing) -> int:
        """From 0, no task, to `LEVELS`, the most tasks of any pair."""
        most = max(self.tasks.values(), default=1)
        return -(-self.count(body, instrument) * LEVELS // most)


def heat(table: Table, named: Names) -> Heat:
    """Return the heat map of the rows (`body`, `instrument`, `tasks`) of `table`."""
    tasks = {
        (row["body"].value, row["instrument"].value): int(row["tasks"].value)
        for row in table
        if "body" in row and "instrument" in row
    }
    rows, columns = Counter[str](), Counter[str]()
    for (body, instrument), n in tasks.items():
        rows[body] += n
        columns[instrument] += n
    bodies, instruments = _first(rows, MOST_ROWS), _first(columns, MOST_COLUMNS)
    # An instrument that none of the bodies shown works with is an empty column, and is shown, too.
    return Heat(
        tuple(map(named, bodies)),
        tuple(map(named, instruments)),
        tasks,
        len(rows) - len(bodies),
        len(columns) - len(instruments),
    )


def _first(counted: Counter[str], most: int) -> list[str]:
    return sorted(counted, key=lambda one: (-counted[one], one))[:most]
