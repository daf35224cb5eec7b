"""What is said of a table beside its rows: what is missing in it, and why one is not read."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cetu.model.document import Row
from cetu.model.layout import Doubt, Layout
from cetu.model.span import Span
from cetu.read.columns import UNITS
from cetu.read.tables.heads import Head
from cetu.read.tables.joining import Line, Table
from cetu.read.tables.plan import Plan
from cetu.read.tables.sections import Heading

_UNIT_WORDS = re.compile("责任|牵头|配合|主办|协办|承办")

_REASONS: Final = {
    "wish": ("表中是诉求和建议，不是任务", "it holds wishes and proposals, no tasks"),
    "project": ("表中是投资项目，不是任务", "it lists projects with their investment, no tasks"),
    "result": ("表中是成果，不是任务", "it lists results, no tasks"),
    "service": ("表中是办事事项，不是任务", "it lists services to apply for, no tasks"),
    "names": ("表中只有名称，没有任务内容", "it lists names and has no words of tasks"),
    "companies": ("责任单位一栏是企业，不是任务", "those responsible are companies, so no tasks"),
    "no-units": ("表中没有责任单位一栏", "it has no column of responsible units"),
}
"""Why a table is no task table: in zh and en, by reason."""


def no_task_table(head: Head) -> str:
    """Return the reason why a table with this head orders no tasks, "" where it may."""
    roles = [column.role for column in head.columns]
    for kind in ("wish", "service"):
        if kind in roles:
            return kind
    places = roles.count("project")
    if places > 1 or (places and "name" in roles):
        return "project"
    if "result" in roles:
        return "result"
    return "" if UNITS & set(roles) else "no-units"


def passed_over(table: Table, reason: str, layout: Layout) -> Iterator[Doubt]:
    """Yield the doubt that says why `table` is not read; none where it looks like no task table."""
    head = table.head
    if head is None or (reason == "no-units" and not head.roles & {"task", "title"}):
        return
    zh, en = _REASONS[reason]
    yield _doubt(
        "table-passed-over",
        f"跳过表格“{head.written}”：{zh}。",
        f"The table “{head.written}” is passed over: {en}.",
        table.place,
        layout,
    )


def not_understood(table: Table, layout: Layout) -> Doubt:
    """Return the doubt about a table that seems to order tasks and has no head that is known."""
    cells = [cell for line in table.lines[:3] for cell in line.filled]
    words = "｜".join(cell.text[:20] for cell in cells[:8])
    seen = table.head.written if table.head else words
    return _misunderstood(seen, table.place, layout)


def of_rows(
    table: Table,
    made: Plan,
    rows: Sequence[tuple[Row, Line]],
    headings: Sequence[Heading],
    layout: Layout,
) -> Iterator[Doubt]:
    """Yield the doubts about a table that was read."""
    for cell in table.misfits:
        yield _misunderstood(cell.text[:20], cell.pieces[0], layout)
    if made.guessed and table.head:
        head = table.head.columns[made.task].head.text
        yield _doubt(
            "column-guessed",
            f"表头“{head}”不在已知表头之列，按任务内容读取。",
            f"The header “{head}” is not known; its column was read as the tasks.",
            table.place,
            layout,
        )
    for column in table.head.columns if table.head else ():
        if not column.role and _UNIT_WORDS.search(column.head.text):
            head = column.head.text
            yield _doubt(
                "column-not-read",
                f"“{head}”一栏没有读取：表头不在已知表头之列。",
                f"The column “{head}” was not read: its header is not known.",
                column.head.pieces[0],
                layout,
            )
    yield from _of_headings([one for one in headings if one.across], layout)
    yield from _of_headings([one for one in headings if not one.across], layout)
    yield from _of_numbers([row for row, _ in rows], layout)
    for row, line in rows:
        yield from _of_row(row, line, made, layout)


def _of_headings(headings: Sequence[Heading], layout: Layout) -> Iterator[Doubt]:
    """Yield the headings that have no number where others have one."""
    for one in headings if any(one.numbered for one in headings) else ():
        if not one.numbered:
            yield _doubt(
                "heading-without-number",
                f"措施标题没有“一、”之类的序号：“{one.title[:20]}”。",
                f"A measure's heading has no number such as 一、: “{one.title[:20]}”.",
                one.spans[0],
                layout,
            )


def _of_row(row: Row, line: Line, made: Plan, layout: Layout) -> Iterator[Doubt]:
    words = row.number.text if row.number else (row.task or row.heading).text[:20]
    if row.incomplete:
        yield _doubt(
            "incomplete",
            f"“{words}”一行在来源中不完整：没有任务文字。",
            f"The row “{words}” is incomplete in the source: it has no words of a task.",
            row.place,
            layout,
        )
    if not any(line.cells[column.index] for column, _ in made.units):
        yield _doubt(
            "row-without-units",
            f"“{words}”一行没有责任单位。",
            f"The row “{words}” names no responsible unit.",
            row.place,
            layout,
        )
    if made.number >= 0 and row.number is None and not made.grouped:
        yield _doubt(
            "row-without-number",
            f"“{words}”一行没有序号。",
            f"The row “{words}” has no number.",
            row.place,
            layout,
        )


def _of_numbers(rows: Sequence[Row], layout: Layout) -> Iterator[Doubt]:
    """Yield gaps and repetitions; numbers may begin anew where a new measure does."""
    seen: set[int] = set()
    last: Row | None = None
    for row in rows:
        if row.number is None or not row.number.text.isdecimal():
            continue
        number = int(row.number.text)
        if last and number == 1 and (row.measure, row.title) != (last.measure, last.title):
            seen, last = set(), None
        if number in seen:
            yield _doubt(
                "number-repeated",
                f"序号 {number} 不止一次出现。",
                f"The number {number} stands at more than one row.",
                row.number,
                layout,
            )
            seen = set() if number == 1 else seen
        elif last and last.number and number != int(last.number.text) + 1:
            before = last.number.text
            yield _doubt(
                "number-gap",
                f"序号从 {before} 跳到 {number}。",
                f"The numbering goes from {before} to {number}.",
                row.number,
                layout,
            )
        seen.add(number)
        last = row


def _misunderstood(words: str, place: Span | None, layout: Layout) -> Doubt:
    return _doubt(
        "table-not-understood",
        f"有一张表像是任务分工表，但读不懂：“{words}”。",
        f"A table seems to order tasks and is not understood: “{words}”.",
        place,
        layout,
    )


def _doubt(kind: str, zh: str, en: str, place: Span | None, layout: Layout) -> Doubt:
    return Doubt(kind, zh, en, place, layout.page(place.start) if place else 0)
