"""Layouts as plain values, to compare with what a fixture was made of."""

from cetu.model.layout import Grid, Layout, Paragraph
from cetu.model.span import Cell

Plain = list[str | list[list[str | None]]]
"""Paragraphs as their lines with / between them, grids as rows of such cells."""


def plain(layout: Layout) -> Plain:
    """The blocks of a layout, a / at every line break."""
    return [
        "/".join(piece.text for piece in block.words.pieces)
        if isinstance(block, Paragraph)
        else [
            [None if cell is None else "/".join(p.text for p in cell.pieces) for cell in row]
            for row in block.rows
        ]
        for block in layout.blocks
    ]


def stands(layout: Layout) -> None:
    """Every piece stands where it says, in order, and none twice."""
    end = 0
    for block in layout.blocks:
        cells = [block.words] if isinstance(block, Paragraph) else _cells(block)
        for piece in (piece for cell in cells for piece in cell.pieces):
            assert layout.source.text[piece.start : piece.end] == piece.text
            assert piece.text == piece.text.strip() != ""
            assert piece.start >= end
            end = piece.end


def _cells(grid: Grid) -> list[Cell]:
    return [cell for row in grid.rows for cell in row if cell]
