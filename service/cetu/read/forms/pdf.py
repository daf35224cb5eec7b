"""PDF with text: paragraphs by their indent and the geometry of lines, tables by their rules."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
from pdfplumber.page import Page

from cetu.model.layout import Doubt, Grid, Layout, Paragraph, Source
from cetu.model.span import Cell
from cetu.read.forms.aside import Aside
from cetu.read.forms.flow import continues
from cetu.read.forms.lines import Line, lines
from cetu.read.forms.margins import Margins, margins
from cetu.read.forms.ruled import Ruled, find
from cetu.read.forms.transcript import Transcript

_FEW = 3
"""Lines of text on pages of one shape that are too few to tell margins by."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What stands on a page: its lines outside of tables, and its tables."""

    width: float
    height: float
    lines: list[Line]
    tables: list[Ruled]


def lay_out(path: Path) -> Layout:
    """Return the layout of the PDF at `path`; a page without text is a doubt."""
    data = path.read_bytes()
    with pdfplumber.open(path) as file:
        sheets = [_sheet(page) for page in file.pages]
    script = Transcript()
    doubts = tuple(
        Doubt(
            "page-without-text",
            f"第{number}页没有文字（可能是图片）。",
            f"page {number} holds no text (it may be a picture).",
            page=number,
        )
        for number, sheet in enumerate(sheets, start=1)
        if not (sheet.lines or sheet.tables)
    )
    blocks = tuple(_blocks(sheets, script))
    source = Source(
        path.name,
        hashlib.sha256(data).hexdigest(),
        len(data),
        "application/pdf",
        script.text,
        "pdf",
    )
    return Layout(source, blocks, tuple(script.pages), doubts=doubts)


def _sheet(page: Page) -> _Sheet:
    """Return what stands on a page, and let go of the page itself."""
    chars = [char for char in page.chars if char["upright"]]
    tables, rest = find(page, chars)
    sheet = _Sheet(float(page.width), float(page.height), lines(rest), tables)
    page.close()
    return sheet


def _blocks(sheets: list[_Sheet], script: Transcript) -> Iterator[Paragraph | Grid]:
    """Write every page to `script` and yield the blocks; paragraphs go on over page breaks."""
    aside = Aside([sheet.lines for sheet in sheets], [sheet.height for sheet in sheets])
    edges = _edges(sheets, aside)
    words: list[Cell] = []
    last: Line | None = None
    for number, sheet in enumerate(sheets):
        script.page()
        turned = True
        for item, beside in _order(sheet, aside.split(sheet.lines, number), edges[number]):
            if isinstance(item, Ruled):
                if words:
                    yield _paragraph(words)
                words, last = [], None
                yield item.write(script)
                continue
            cell = script.cell([item.text])
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


def _order(
    sheet: _Sheet, beside: list[bool], edges: Margins
) -> Iterator[tuple[Line | Ruled, bool]]:
    """Yield the lines and tables of a page from the top down, and whether each is beside."""
    tables = list(sheet.tables)
    for line, is_beside in zip(sheet.lines, beside, strict=True):
        while tables and tables[0].top < line.top:
            yield tables.pop(0), False
        yield line, is_beside or edges.beside(line)
    for table in tables:
        yield table, False


def _edges(sheets: list[_Sheet], aside: Aside) -> list[Margins]:
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
