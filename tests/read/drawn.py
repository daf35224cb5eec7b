"""Layouts drawn by hand: paragraphs, grids and page breaks, each cell with its place."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cetu.model import document
from cetu.model.layout import Form, Grid, Layout, Paragraph, Source
from cetu.model.span import Cell
from cetu.read.columns import known
from cetu.read.forms.transcript import Transcript
from cetu.read.found import Found
from cetu.read.tables import tables

Row = Sequence[str | None]

HEADERS: Final = known(Path(__file__).resolve().parents[2])
"""The headers that the project knows."""

PAGE: Final = "\f"
"""A page break between two blocks."""


def drawn(*blocks: str | Sequence[Row], form: Form = "pdf") -> Layout:
    """Return the layout of paragraphs (strings) and grids (rows of cells; None is merged)."""
    script = Transcript()
    if form == "pdf":
        script.page()
    found: list[Paragraph | Grid] = []
    for block in blocks:
        if block == PAGE:
            script.page()
        elif isinstance(block, str):
            found.append(Paragraph(script.cell(block.split("\n"))))
        else:
            found.append(Grid(tuple(_row(row, script) for row in block)))
    source = Source("drawn", "0" * 64, 0, "application/pdf", script.text, form)
    return Layout(source, tuple(found), tuple(script.pages))


def _row(row: Row, script: Transcript) -> tuple[Cell | None, ...]:
    cells = tuple(
        None if words is None else script.cell(words.split("\n"), end="\t") for words in row
    )
    script.cell([])
    return cells


def found(*blocks: str | Sequence[Row], form: Form = "pdf") -> Found:
    """Return what is read from the tables of a drawn layout; every place must be right."""
    layout = drawn(*blocks, form=form)
    read = tables(layout, HEADERS)
    _every_place_is_right(read, layout)
    return read


def _every_place_is_right(read: Found, layout: Layout) -> None:
    text = layout.source.text
    spans = [span for measure in read.measures for span in measure.spans]
    for row in read.rows:
        cells = [row.task, row.heading, row.deadline]
        cells += [listed.cell for listed in row.units] + [target.cell for target in row.targets]
        spans += [piece for cell in cells for piece in cell.pieces]
        spans += [row.number] if row.number else []
    spans += [doubt.span for doubt in read.doubts if doubt.span]
    assert all(text[span.start : span.end] == span.text for span in spans)


def units(row: document.Row) -> list[tuple[str, str | None]]:
    """Return the cells of units of a row, with the role that their column gives."""
    return [(listed.cell.text, listed.role) for listed in row.units]


def kinds(read: Found) -> list[str]:
    """Return the kinds of the doubts, in order."""
    return [doubt.kind for doubt in read.doubts]
