"""Structure: the measures and rows of a document, from its tables and from its prose."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from cetu.errors import HeaderUnknown, RowWithoutNumber
from cetu.model.document import Measure, Row
from cetu.model.layout import Doubt, Layout
from cetu.read.found import Found
from cetu.read.lead import led
from cetu.read.prose import prose
from cetu.read.tables import tables

_NOTHING: Final = Doubt(
    "no-task",
    "没有找到写明责任单位的任务。",
    "No task with responsible units was found.",
)


def structure(layout: Layout, headers: Mapping[str, str]) -> Found:
    """Return everything that orders a task, in the order of the text.

    `headers` are the known table heads, as `columns.known` gives them.

    Raises:
        HeaderUnknown, RowWithoutNumber: a table saved as text is not understood, and what stands
            before it orders nothing.
    """
    written = prose(layout)
    parts = _tables(layout, headers, written), written
    rows = led(sorted((row for part in parts for row in part.rows), key=_at), layout.source.text)
    measures = sorted((m for part in parts for m in part.measures), key=_begins)
    return Found(
        tuple(measures),
        tuple(replace(row, ordinal=ordinal) for ordinal, row in enumerate(rows, start=1)),
        (*(doubt for part in parts for doubt in part.doubts), *(() if rows else (_NOTHING,))),
    )


def _tables(layout: Layout, headers: Mapping[str, str], written: Found) -> Found:
    """Return what the tables say; beside tasks in prose, one that is not understood is a doubt."""
    try:
        return tables(layout, headers)
    except (HeaderUnknown, RowWithoutNumber) as error:
        if not written.rows:
            raise
        return Found(doubts=(Doubt("table-not-understood", error.detail_zh, error.detail),))


def _at(row: Row) -> int:
    return row.place.start if row.place else 0


def _begins(measure: Measure) -> int:
    return measure.spans[0].start
