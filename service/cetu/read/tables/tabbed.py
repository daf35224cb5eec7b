"""A task table saved as text, whose cells open with a tab: it does not say where rows end."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cetu.errors import RowWithoutNumber
from cetu.model.document import Measure, Row, Target, Units
from cetu.model.layout import Doubt
from cetu.model.span import Cell, Span
from cetu.read.columns import names_nobody, rule, stating, unit_roles

_HEADING = re.compile(r"([一二三四五六七八九十百]+)、\s*(.+)")
_NUMBER = re.compile(r"\d{1,4}")


def _records(
    numbered: Sequence[tuple[int, Cell]], roles: Sequence[str]
) -> Iterator[tuple[int, list[Cell]]]:
    """Yield (line, cells); a header repeated after a page break is passed over.

    The last record may lack cells, where the source breaks off.
    """
    width = len(roles)
    header = [cell.text for _, cell in numbered[:width]]
    for start in range(width, len(numbered), width):
        cells = [cell for _, cell in numbered[start : start + width]]
        if [cell.text for cell in cells] != header:
            missing = width - len(cells)
            yield numbered[start][0], [*cells, *(Cell() for _ in range(missing))]


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
    heads = [cell for _, cell in numbered[: len(roles)]]
    records = list(_records(numbered, roles))
    kinds = _kinds(roles, [cells for _, cells in records])
    for line, cells in records:
        record = dict(zip(kinds, cells, strict=True))
        heading = record.get("measure", Cell())
        if heading:
            number_and_title = key = _heading(heading)
            place = heading.span(0, len(heading.text), raw)
            if key not in headings and not _HEADING.fullmatch(heading.text):
                doubts.append(_unnumbered(place))
            headings.setdefault(key, []).append(place)
        number = record.get("number", Cell())
        if not _NUMBER.fullmatch("\n".join(piece.text for piece in number.pieces)):
            _refuse(line, number.text or next((c.text for c in cells if c), ""))
        units = _units(kinds, heads, cells, raw)
        row = Row(
            number=number.span(0, len(number.text), raw),
            measure=number_and_title[0],
            task=record.get("task", Cell()),
            units=units,
            title=number_and_title[1],
            heading=record.get("title", Cell()),
            deadline=record.get("deadline", Cell()),
            targets=tuple(
                Target(head.span(0, len(head.text), raw), cell)
                for kind, head, cell in zip(kinds, heads, cells, strict=True)
                if kind == "target" and cell
            ),
            incomplete=not (record.get("task") and units),
        )
        doubts += _doubts(rows, row)
        rows.append(row)
    measures = tuple(Measure(n, title, tuple(s)) for (n, title), s in headings.items())
    return measures, tuple(rows), tuple(doubts)


def _kinds(roles: Sequence[str], records: Sequence[Sequence[Cell]]) -> list[str]:
    """Return the roles; short titles that are merged over rows are those of measures."""
    kinds = list(roles)
    if "title" in kinds and "measure" not in kinds:
        at = kinds.index("title")
        if any(cells[at].text in {"", before[at].text} for before, cells in pairwise(records)):
            kinds[at] = "measure"
    return kinds


def _units(
    kinds: Sequence[str], heads: Sequence[Cell], cells: Sequence[Cell], raw: str
) -> tuple[Units, ...]:
    given = unit_roles(kinds)
    return tuple(
        Units(cell, given[kind], rule(head, raw), stating(head, given[kind], raw))
        for kind, head, cell in zip(kinds, heads, cells, strict=True)
        if kind in given and cell and not names_nobody(cell)
    )


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
