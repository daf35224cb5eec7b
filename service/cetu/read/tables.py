"""Rows of a task table, and the measures they stand under."""

import re
from collections.abc import Iterator, Mapping, Sequence

from cetu.errors import RowWithoutNumber
from cetu.model.document import Measure, Row, Units
from cetu.model.layout import Doubt, Grid, Layout
from cetu.model.span import Cell, Span
from cetu.read.columns import roles
from cetu.read.found import Found

_HEADING = re.compile(r"([一二三四五六七八九十百]+)、\s*(.+)")
_NUMBER = re.compile(r"\d{1,4}")


def tables(layout: Layout, headers: Mapping[str, str]) -> Found:
    """Return the measures and rows of the task tables of `layout`.

    Raises:
        HeaderUnknown, RowWithoutNumber: a table saved as text cannot be understood.
    """
    if layout.source.form != "text":
        return Found()
    for block in layout.blocks:
        if isinstance(block, Grid):
            cells = [cell or Cell() for cell in block.rows[0]]
            text = layout.source.text
            numbered = [
                (text.count("\n", 0, cell.pieces[0].start) + 1 if cell else 0, cell)
                for cell in cells
            ]
            return Found(*table(numbered, roles(cells, headers), text))
    return Found()


def _records(
    numbered: Sequence[tuple[int, Cell]], roles: Sequence[str]
) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Yield (line, role → cell); a header repeated after a page break is passed over.

    The last record may lack cells, where the source breaks off.
    """
    width = len(roles)
    header = [cell.text for _, cell in numbered[:width]]
    for start in range(width, len(numbered), width):
        row = numbered[start : start + width]
        if [cell.text for _, cell in row] == header:
            continue
        yield row[0][0], {role: cell for role, (_, cell) in zip(roles, row, strict=False)}


def _heading(cell: Cell) -> tuple[str, str]:
    """Return number and title; a heading without a number is known by its words."""
    match = _HEADING.fullmatch(cell.text)
    return (match[1], match[2].strip()) if match else (cell.text, cell.text)


def table(
    numbered: Sequence[tuple[int, Cell]], roles: Sequence[str], raw: str
) -> tuple[tuple[Measure, ...], tuple[Row, ...], tuple[Doubt, ...]]:
    """Return measures, rows and doubts of a table: its cells with line numbers, header first.

    A heading cell that repeats the measure before it (a page break) is the same measure; an empty
    one is a merged cell and continues it. The last row may be cut off by the end of the source: it
    is kept as it stands. Gaps and repetitions in the numbering are doubts, as is a heading that has
    no number.

    Raises:
        RowWithoutNumber: a row has words but no number.
    """
    headings: dict[tuple[str, str], list[Span]] = {}
    rows: list[Row] = []
    doubts: list[Doubt] = []
    number_and_title: tuple[str | None, str] = (None, "")
    for line, record in _records(numbered, roles):
        heading = record.get("measure", Cell())
        if heading:
            number_and_title = key = _heading(heading)
            place = heading.span(0, len(heading.text), raw)
            if key not in headings and not _HEADING.fullmatch(heading.text):
                doubts.append(_unnumbered(place))
            headings.setdefault(key, []).append(place)
        number = record.get("number", Cell())
        if not _NUMBER.fullmatch("\n".join(piece.text for piece in number.pieces)):
            _refuse(line, number.text or next((c.text for c in record.values() if c), ""))
        row = Row(
            number=number.span(0, len(number.text), raw),
            measure=number_and_title[0],
            task=record.get("task", Cell()),
            units=(Units(record["parties"]),) if record.get("parties") else (),
            title=number_and_title[1],
            incomplete=not (record.get("task") and record.get("parties")),
        )
        doubts += _doubts(rows, row)
        rows.append(row)
    measures = tuple(Measure(n, title, tuple(s)) for (n, title), s in headings.items())
    return measures, tuple(rows), tuple(doubts)


def _refuse(line: int, words: str) -> None:
    raise RowWithoutNumber(
        f"Line {line}: a table row has no number (“{words[:20]}”).",
        f"第 {line} 行：表格行缺少序号（“{words[:20]}”）。",
        hint="Give every row its four cells (measure, number, task, units), each opened by a tab.",
        hint_zh="请保证每行四个单元格（措施、序号、任务、单位）齐全，均以制表符开头。",
    )


def _unnumbered(place: Span) -> Doubt:
    words = place.text[:20]
    return Doubt(
        "heading-without-number",
        f"措施标题没有“一、”之类的序号：“{words}”。",
        f"A measure's heading has no number such as 一、: “{words}”.",
        place,
    )


def _doubts(before: Sequence[Row], row: Row) -> Iterator[Doubt]:
    number = row.numeral
    if row.incomplete:
        yield Doubt(
            "incomplete",
            f"第 {number} 行在来源中不完整：只有序号，缺少任务文字或责任单位。",
            f"Row {number} is incomplete in the source: task text or responsible units missing.",
            row.place,
        )
    if int(number) in {int(other.numeral) for other in before}:
        yield Doubt(
            "number-repeated",
            f"序号 {number} 不止一次出现。",
            f"The number {number} stands at more than one row.",
            row.place,
        )
    elif before and int(number) != int(before[-1].numeral) + 1:
        yield Doubt(
            "number-gap",
            f"序号从 {before[-1].numeral} 跳到 {number}。",
            f"The numbering goes from {before[-1].numeral} to {number}.",
            row.place,
        )
