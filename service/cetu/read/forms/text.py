"""Plain text: lines are paragraphs; where lines open with a tab, they are the cells of a table."""

from pathlib import Path

from cetu.model.layout import Grid, Layout, Paragraph
from cetu.model.span import Cell
from cetu.read.cells import cells, preamble
from cetu.read.source import describe, words


def lay_out(path: Path, data: bytes, text: str) -> Layout:
    """Return the layout of `text`, the characters of `data`, the file at `path`.

    Raises:
        SourceEmpty, SourceNotText: it says nothing, or is no text.
    """
    source = describe(path, data, "text/plain", "text", words(path, text))
    paragraphs = tuple(Paragraph(Cell((line,))) for line in preamble(source.text))
    found = tuple(cell for _, cell in cells(source.text))
    return Layout(source, (*paragraphs, Grid((found,))) if found else paragraphs)
