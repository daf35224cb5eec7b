"""Task tables: the measures and rows of every grid that orders tasks."""

from collections import Counter
from collections.abc import Iterable, Mapping

from cetu.model.document import Measure
from cetu.model.layout import Doubt, Grid, Layout
from cetu.model.span import Cell, Span
from cetu.read.columns import roles
from cetu.read.found import Found
from cetu.read.tables.joining import Table, join
from cetu.read.tables.rows import read
from cetu.read.tables.sections import heading, is_title
from cetu.read.tables.tabbed import table

__all__ = ["table", "tables"]


def tables(layout: Layout, headers: Mapping[str, str]) -> Found:
    """Return the measures and rows of the task tables of `layout`, and the doubts about tables.

    `headers` are the known heads, as `columns.known` gives them. A table that seems to order tasks
    and is not read is a doubt, as is one passed over because it only looks like one.

    Raises:
        HeaderUnknown, RowWithoutNumber: a table saved as text cannot be understood.
    """
    for block in layout.blocks:
        if isinstance(block, Grid) and len(block.rows) == 1 and layout.source.form == "text":
            return _tabbed(block, layout, headers)
    joined = join(layout, headers)
    _keep_headings(joined, headers, layout.source.text)
    parts = [read(one, layout, headers) for one in joined]
    return Found(
        _together(measure for part in parts for measure in part.measures),
        tuple(row for part in parts for row in part.rows),
        tuple(sorted((doubt for part in parts for doubt in part.doubts), key=_begins)),
    )


def _tabbed(grid: Grid, layout: Layout, headers: Mapping[str, str]) -> Found:
    text = layout.source.text
    cells = [cell or Cell() for cell in grid.rows[0]]
    numbered = [
        (text.count("\n", 0, cell.pieces[0].start) + 1 if cell else 0, cell) for cell in cells
    ]
    return Found(*table(numbered, roles(cells, headers), text))


def _keep_headings(joined: list[Table], headers: Mapping[str, str], raw: str) -> None:
    """Keep the captions that are headings of sections, each with a table of its own.

    They are numbered and stand before two or more tables of one head; a single table may stand
    under a heading (三、任务分工) that is no measure.
    """

    def numbered(table: Table) -> bool:
        caption = table.caption
        return bool(caption) and is_title(caption.text) and heading(caption, headers, raw).numbered

    titled = Counter(one.head.words for one in joined if one.head and numbered(one))
    for one in joined:
        if not (one.head and titled[one.head.words] > 1 and numbered(one)):
            one.caption = Cell()


def _together(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    """Return measures, those of one number and title in several tables as one."""
    found: dict[tuple[str, str], list[Span]] = {}
    for measure in measures:
        found.setdefault((measure.number, measure.title), []).extend(measure.spans)
    return tuple(Measure(n, title, tuple(spans)) for (n, title), spans in found.items())


def _begins(doubt: Doubt) -> int:
    return doubt.span.start if doubt.span else 0
