"""Plain text: lines are paragraphs; where lines open with a tab, they are the cells of a table."""

from pathlib import Path

from cetu.model.layout import Grid, Layout, Paragraph
from cetu.model.span import Cell
from cetu.read.cells import cells, preamble
from cetu.read.source import load


def lay_out(path: Path) -> Layout:
    """Return the layout of the UTF-8 text at `path`.

    Raises:
        SourceMissing, SourceEmpty, SourceNotText: the file cannot be taken.
    """
    source = load(path)
    paragraphs = tuple(Paragraph(Cell((line,))) for line in preamble(source.text))
    found = tuple(cell for _, cell in cells(source.text))
    return Layout(source, (*paragraphs, Grid((found,))) if found else paragraphs)
