"""Rows and measures of one table whose head is understood."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cetu.model.document import Measure, Row, Target, Units
from cetu.model.layout import Layout
from cetu.model.span import Cell, Span
from cetu.read.columns import names_nobody, rule, stating
from cetu.read.found import Found
from cetu.read.tables import doubts
from cetu.read.tables.filling import covered, notes, ordering, whole
from cetu.read.tables.joining import Line, Table
from cetu.read.tables.plan import Plan, plan, settle
from cetu.read.tables.sections import Heading, heading, heads_section, section

_NUMBER = re.compile(
    r"[（(]?(\d{1,4}(?:[.．\-－—]\d{1,3})*|[一二三四五六七八九十百]+|[①-⑳])[）)]?[.．、]?"
)
_COMPANY: Final = ("公司", "集团", "厂", "有限合伙）")


@dataclass(slots=True)
class _Reading:
    """What is needed at every row of a table."""

    made: Plan
    rule: Span | None
    raw: str
    headers: Mapping[str, str]


def read(table: Table, layout: Layout, headers: Mapping[str, str]) -> Found:
    """Return the measures, rows and doubts of `table`; doubts alone where it orders no tasks."""
    raw = layout.source.text
    if table.head is None:
        return Found(doubts=(doubts.not_understood(table, layout),))
    reason = doubts.no_task_table(table.head)
    if reason:
        return Found(doubts=tuple(doubts.passed_over(table, reason, layout)))
    lines = ordering(table.lines)
    made = plan(table.head, lines)
    if made is None and "name" in table.head.roles:
        return Found(doubts=tuple(doubts.passed_over(table, "names", layout)))
    if made is None:
        return Found(doubts=(doubts.not_understood(table, layout),))
    whole_lines = whole(lines, made)
    inside = [line for line in whole_lines if not heads_section(line, made)]
    made = settle(made, inside)
    if _companies(inside, made) and "name" in table.head.roles:
        return Found(doubts=tuple(doubts.passed_over(table, "companies", layout)))
    noted = next((span for cell in notes(table.lines) if (span := rule(cell, raw))), None)
    reading = _Reading(made, noted or table.rule, raw, headers)
    caption = heading(table.caption, headers, raw) if table.caption else None
    headings, rows = _rows(whole_lines, caption, reading)
    said = doubts.of_rows(table, made, rows, headings, layout)
    return Found(_measures(headings), tuple(row for row, _ in rows if _says(row)), tuple(said))


def _rows(
    lines: Sequence[Line], caption: Heading | None, reading: _Reading
) -> tuple[list[Heading], list[tuple[Row, Line]]]:
    """Return the headings as they come, and the rows with the lines they were read from."""
    made = reading.made
    headings = [caption] if caption else []
    rows: list[tuple[Row, Line]] = []
    across = caption
    part: list[Line] = []
    for line in (*lines, None):
        if line is not None and not heads_section(line, made):
            part.append(line)
            continue
        rows += _part(part, across, headings, reading)
        part = []
        if line is not None:
            across = section(line, made, reading.headers, reading.raw)
            headings.append(across)
    return headings, rows


def _part(
    lines: Sequence[Line], across: Heading | None, headings: list[Heading], reading: _Reading
) -> list[tuple[Row, Line]]:
    """Return the rows between two headings across the table; add their own measures."""
    made = reading.made
    current = across
    rows: list[tuple[Row, Line]] = []
    for line in covered(lines, made):
        cell = line.cells[made.measure] if made.measure >= 0 else None
        if cell:
            current = _numbered(heading(cell, reading.headers, reading.raw), line, reading)
            headings.append(current)
        rows.append((_row(line, current, reading), line))
    return rows


def _row(line: Line, current: Heading | None, reading: _Reading) -> Row:
    made = reading.made
    task = line.cells[made.task] or Cell()
    number = number_of(line.cells[made.number], reading.raw) if made.number >= 0 else None
    if made.grouped and made.measure >= 0:
        number = None  # it is the number of the measure
    units = [
        Units(
            cell,
            given,
            column.rule or (reading.rule if given is None else None),
            stating(column.head, given, reading.raw),
        )
        for column, given in made.units
        if (cell := line.cells[column.index]) and not names_nobody(cell)
    ]
    return Row(
        number=number,
        measure=current.number if current else None,
        task=task,
        units=(*(current.units if current else ()), *units),
        title=current.title if current else "",
        heading=_cell(line, made.heading),
        deadline=_deadline(line, made),
        targets=tuple(
            Target(column.head.span(0, len(column.head.text), reading.raw), cell)
            for column in made.targets
            if column.head and (cell := line.cells[column.index])
        ),
        incomplete=not task,
    )


def _numbered(found: Heading, line: Line, reading: _Reading) -> Heading:
    """Return a heading with the number that is merged over the same rows, if one is."""
    made = reading.made
    number = number_of(line.cells[made.number], reading.raw) if made.grouped else None
    if number is None or found.numbered:
        return found
    return replace(found, number=number.text, spans=(number, *found.spans), numbered=True)


def number_of(cell: Cell | None, raw: str) -> Span | None:
    """Return the number in a cell without what stands around it, None where it holds none."""
    match = _NUMBER.fullmatch(cell.text) if cell else None
    return cell.span(match.start(1), match.end(1), raw) if cell and match else None


def _cell(line: Line, index: int) -> Cell:
    return (line.cells[index] if index >= 0 else None) or Cell()


def _deadline(line: Line, made: Plan) -> Cell:
    cell = _cell(line, made.deadline)
    return Cell() if names_nobody(cell) else cell


def _says(row: Row) -> bool:
    """Whether a row orders something, or its number shows that it should."""
    return bool(row.task or row.heading or row.units) or row.number is not None


def _companies(lines: Sequence[Line], made: Plan) -> bool:
    """Whether those responsible are companies: whose projects they are, not whose tasks."""
    units = [line.cells[column.index] for line in lines for column, _ in made.units]
    cells = [cell for cell in units if cell]
    return bool(cells) and sum(c.text.endswith(_COMPANY) for c in cells) * 2 > len(cells)


def _measures(headings: Sequence[Heading]) -> tuple[Measure, ...]:
    found: dict[tuple[str, str], list[Span]] = {}
    for one in headings:
        found.setdefault((one.number, one.title), []).extend(one.spans)
    return tuple(Measure(n, title, tuple(spans)) for (n, title), spans in found.items())
