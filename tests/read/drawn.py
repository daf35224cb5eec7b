"""Layouts drawn by hand: paragraphs, grids and page breaks, each cell with its place."""

from collections.abc import Sequence
from typing import Final

from cetu.model.layout import Form, Grid, Layout, Paragraph, Source
from cetu.model.span import Cell
from cetu.read.forms.transcript import Transcript

Row = Sequence[str | None]

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
