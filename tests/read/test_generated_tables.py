"""Generated task tables, broken over pages in every way, read back exactly."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from tests.read.drawn import HEADERS, PAGE, Row, drawn

from cetu.read.tables import tables

HEADS = {
    "number": "序号",
    "measure": "政策措施",
    "task": "具体任务",
    "lead": "牵头单位",
    "support": "配合单位",
    "parties": "责任单位",
    "deadline": "完成时限",
}


@dataclass(frozen=True)
class Item:
    """What one row of a generated table says; a column the table has not got is not asked for."""

    number: str
    measure: str
    task: str
    lead: str
    support: str
    parties: str
    deadline: str


@dataclass(frozen=True)
class Break:
    """A page break before a row: how the pages meet there."""

    headed: bool
    heading: bool
    task: int
    units: int


WORDS = st.text(alphabet="推动建设云溪青岚平台应用数据", min_size=3, max_size=14)
BODIES = st.lists(
    st.sampled_from(["市财政局", "市数据局（市大数据局）", "青岚县政府", "各县（市、区）政府"]),
    min_size=1,
    max_size=3,
    unique=True,
).map("、".join)


@st.composite
def _items(draw: st.DrawFn) -> list[Item]:
    count = draw(st.integers(1, 8))
    items: list[Item] = []
    measure = 0
    for number in range(1, count + 1):
        measure += draw(st.booleans()) or number == 1
        items.append(
            Item(
                number=str(number),
                measure=f"{'一二三四五六七八'[measure - 1]}、措施{measure}",
                task=f"{draw(WORDS)}。",
                lead=draw(BODIES),
                support=draw(BODIES | st.sampled_from(["/", ""])),
                parties=draw(BODIES),
                deadline=draw(st.sampled_from(["12月", "2026年底"])),
            )
        )
    return items


COLUMNS = (
    st.sampled_from([["parties"], ["lead", "support"], ["lead"], ["parties", "support"]])
    .flatmap(
        lambda units: st.lists(
            st.sampled_from(["number", "measure", "deadline"]), unique=True, max_size=3
        ).map(lambda others: ["task", *units, *others])
    )
    .flatmap(st.permutations)
)
BREAKS = st.lists(
    st.none()
    | st.builds(Break, st.booleans(), st.booleans(), st.integers(0, 5), st.integers(0, 2)),
    min_size=8,
    max_size=8,
)


def _pages(items: list[Item], columns: list[str], breaks: list[Break | None]) -> list[list[Row]]:
    """Return the grids, a page each: rows cut, heads repeated, measures merged as `breaks` say."""
    head = [HEADS[column] for column in columns]
    pages: list[list[Row]] = [[head]]
    measure = ""
    for index, item in enumerate(items):
        cells: dict[str, str | None] = {column: getattr(item, column) for column in columns}
        if item.measure == measure and "measure" in cells:
            cells["measure"] = None
        measure = item.measure
        meeting = breaks[index]
        if meeting is None:
            pages[-1].append([cells[column] for column in columns])
            continue
        cut = min(meeting.task, len(item.task) - 1)
        top = [head] if meeting.headed else []
        if cut:  # the row stands on both pages
            rest = dict.fromkeys(columns, "")
            rest["task"] = item.task[cut:]
            cells["task"] = item.task[:cut]
            for column in columns:
                units = cells[column] or ""
                if column in {"lead", "support", "parties"} and 0 < meeting.units < len(units):
                    cells[column], rest[column] = units[: meeting.units], units[meeting.units :]
            pages[-1].append([cells[column] for column in columns])
            pages.append([*top, [rest[column] for column in columns]])
        elif len(pages[-1]) > 1:
            if cells.get("measure", "") is None:
                cells["measure"] = item.measure if meeting.heading else ""
            pages.append([*top, [cells[column] for column in columns]])
        else:
            pages[-1].append([cells[column] for column in columns])
    return pages


@given(_items(), COLUMNS, BREAKS)
def test_a_generated_table_reads_back_exactly(
    items: list[Item], columns: list[str], breaks: list[Break | None]
) -> None:
    blocks: list[str | list[Row]] = []
    for page in _pages(items, columns, breaks):
        blocks += [page, PAGE]
    found = tables(drawn(*blocks[:-1]), HEADERS)
    assert [row.task.text for row in found.rows] == [item.task for item in items]
    for row, item in zip(found.rows, items, strict=True):
        expected = {"lead": item.lead, "support": item.support, "parties": item.parties}
        roles = {"lead": "lead", "support": "support"}
        roles["parties"] = "lead" if "support" in columns else ""
        assert [(units.cell.text, units.role or "") for units in row.units] == [
            (expected[column], roles[column])
            for column in columns
            if column in expected and expected[column] not in {"/", ""}
        ]
        assert (row.number.text if row.number else "") == (
            item.number if "number" in columns else ""
        )
        assert row.measure == (item.measure[0] if "measure" in columns else None)
        assert row.deadline.text == (item.deadline if "deadline" in columns else "")
        assert not row.incomplete
    assert found.doubts == ()


CELLS = st.none() | st.sampled_from(
    [
        "",
        "序号",
        "具体任务",
        "责任单位",
        "一、甲",
        "1",
        "（2）",
        "合计",
        "注：甲",
        "/",
        "甲局\n乙局",
        "做甲。",
    ]
)
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6)


@given(st.lists(GRIDS | st.sampled_from([PAGE, "一、甲", "正文。"]), max_size=5))
def test_any_grids_are_read_and_every_place_is_right(blocks: list[str | list[Row]]) -> None:
    layout = drawn(*blocks)
    found = tables(layout, HEADERS)
    text = layout.source.text
    spans = [span for measure in found.measures for span in measure.spans]
    spans += [doubt.span for doubt in found.doubts if doubt.span]
    spans += [piece for row in found.rows for piece in row.task.pieces]
    assert all(text[span.start : span.end] == span.text for span in spans)
