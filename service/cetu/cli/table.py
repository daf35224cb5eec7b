"""Rows of an answer on the terminal: a table where it fits, else a block of lines a row."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table as Grid
from rich.text import Text

from cetu.cli.speech import Language
from cetu.model.result import Table, Term
from cetu.namespaces import ID, PREFIXES

_ENOUGH: Final = 30
"""Cells of width that a column of running words can do with: it folds below."""


def short(iri: str) -> str:
    """Return an IRI as people read it: `id/task/…`, `cetu:Task`, or whole."""
    if iri.startswith(str(ID)):
        return iri.removeprefix(str(ID).removesuffix("id/"))
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def shown(
    table: Table, width: int, language: Language, heading: Callable[[str], str] = str
) -> RenderableType:
    """Return `table` for a terminal of `width` cells and a reader of `language`.

    `heading` gives the words over a column; without it they are the names of the variables.

    A column of IRIs beside the column of their names (`unit`, `unitName`) stays out, as do the
    columns no row fills, the one in the other language of a pair (`status`, `statusEn`), and all
    IRIs where the table fits without them; every other format has them. What is still too wide
    stands row by row.
    """
    names = [n for n in table.variables if _wanted(n, table, language)] or table.variables
    for columns in (names, [name for name in names if not _iris(name, table)]):
        if len(columns) > 1 or len(names) == 1:
            rows = [[_text(row.get(name)) for name in columns] for row in table]
            heads = [heading(name) for name in columns]
            if _width(heads, rows) <= width:
                return _grid(heads, rows)
    return _blocks(
        [heading(n) for n in names], [[_text(row.get(name)) for name in names] for row in table]
    )


def _width(names: Sequence[str], rows: Iterable[Sequence[Text]]) -> int:
    return sum(
        min(_ENOUGH, max(cell_len(word) for word in column)) + 2 for column in _columns(names, rows)
    )


def _iris(name: str, table: Table) -> bool:
    return any(name in row and row[name].kind == "uri" for row in table)


def _wanted(name: str, table: Table, language: Language) -> bool:
    if not table.rows:
        return True
    if not any(name in row for row in table) or f"{name}Name" in table.variables:
        return False
    if name.endswith("En") and name.removesuffix("En") in table.variables:
        return language == "en"
    return language == "zh" or f"{name}En" not in table.variables


def _columns(names: Sequence[str], rows: Iterable[Sequence[Text]]) -> Iterable[list[str]]:
    lines = [list(names), *([cell.plain for cell in row] for row in rows)]
    return (list(column) for column in zip(*lines, strict=True))


def _text(term: Term | None) -> Text:
    if term is None:
        return Text("")
    return Text(short(term.value), style="cyan") if term.kind == "uri" else Text(term.value)


def _grid(names: Sequence[str], rows: Sequence[Sequence[Text]]) -> Grid:
    grid = Grid(box=SIMPLE_HEAD, show_edge=False)
    for name in names:
        grid.add_column(name, overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


def _blocks(names: Sequence[str], rows: Sequence[Sequence[Text]]) -> Group:
    blocks: list[RenderableType] = []
    for number, row in enumerate(rows, start=1):
        block = Grid.grid(padding=(0, 2))
        block.add_column(style="bold", no_wrap=True)
        block.add_column(overflow="fold")
        for name, cell in zip(names, row, strict=True):
            if cell.plain:
                block.add_row(name, cell)
        blocks += [Rule(str(number), style="dim", align="left"), block]
    return Group(*blocks)
