"""Pages as sheets of lines and tables, and the blocks that run over them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from cetu.model.layout import Grid, Paragraph
from cetu.model.span import Cell
from cetu.read.forms.aside import Aside
from cetu.read.forms.flow import continues
from cetu.read.forms.lines import Line
from cetu.read.forms.margins import Margins, margins
from cetu.read.forms.transcript import Transcript

_FEW: Final = 3
"""Lines of text on pages of one shape that are too few to tell margins by."""


class Table(Protocol):
    """A table that stands on a page and can be written."""

    top: float

    def write(self, script: Transcript) -> Grid:
        """Write its cells to `script`; return the grid they make."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a page: its lines outside of tables, and its tables."""

    width: float
    height: float
    lines: Sequence[Line]
    tables: Sequence[Table] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A line of a page and where it stands in the transcript."""

    page: int
    line: Line
    words: Cell


def blocks(
    sheets: Sequence[Sheet], script: Transcript, written: list[Written] | None = None
) -> Iterator[Paragraph | Grid]:
    """Write every page to `script` and yield the blocks; paragraphs go on over page breaks.

    Every line written is added to `written`, also those that belong to no block.
    """
    aside = Aside([sheet.lines for sheet in sheets], [sheet.height for sheet in sheets])
    edges = _edges(sheets, aside)
    words: list[Cell] = []
    last: Line | None = None
    for number, sheet in enumerate(sheets):
        script.page()
        turned = True
        for item, beside in _order(sheet, aside.split(sheet.lines, number), edges[number]):
            if not isinstance(item, Line):
                if words:
                    yield _paragraph(words)
                words, last = [], None
                yield item.write(script)
                continue
            cell = script.cell([item.text])
            if written is not None:
                written.append(Written(number + 1, item, cell))
            if beside:
                continue
            if last is None or not continues(last, item, edges[number], turned=turned):
                if words:
                    yield _paragraph(words)
                words = []
            words.append(cell)
            last, turned = item, False
    if words:
        yield _paragraph(words)


def _order(sheet: Sheet, beside: list[bool], edges: Margins) -> Iterator[tuple[Line | Table, bool]]:
    """Yield the lines and tables of a page from the top down, and whether each is beside."""
    tables = list(sheet.tables)
    for line, is_beside in zip(sheet.lines, beside, strict=True):
        while tables and tables[0].top < line.top:
            yield tables.pop(0), False
        yield line, is_beside or edges.beside(line)
    for table in tables:
        yield table, False


def _edges(sheets: Sequence[Sheet], aside: Aside) -> list[Margins]:
    """Return the margins of each page; those of one width, left or right of the fold, share them.

    Pages with hardly any text take the margins of the others of their width.
    """
    shapes: dict[tuple[int, ...], list[list[Line]]] = defaultdict(list)
    keys = [(round(sheet.width), number % 2) for number, sheet in enumerate(sheets)]
    for number, sheet in enumerate(sheets):
        beside = aside.split(sheet.lines, number)
        kept = [line for line, out in zip(sheet.lines, beside, strict=True) if not out]
        shapes[keys[number]].append(kept)
        shapes[keys[number][:1]].append(kept)
    known = {
        shape: margins(pages)
        for shape, pages in shapes.items()
        if len(shape) == 1 or sum(map(len, pages)) > _FEW * len(pages)
    }
    return [known.get(key) or known[key[:1]] for key in keys]


def _paragraph(words: list[Cell]) -> Paragraph:
    return Paragraph(Cell(tuple(piece for cell in words for piece in cell.pieces)))
