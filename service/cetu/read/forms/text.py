"""Plain text: lines are paragraphs; where lines open with a tab, they are the cells of a table."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from cetu.model.layout import Grid, Layout, Paragraph
from cetu.model.span import Cell, Span
from cetu.read.cells import cells, preamble
from cetu.read.source import describe, words

_GAP: Final = re.compile(r"[\u3000\xa0]+| {2,}")
_LONG: Final = 100
"""A line of more characters may be several whose breaks became spaces."""


def lay_out(path: Path, data: bytes, text: str) -> Layout:
    """Return the layout of `text`, the characters of `data`, the file at `path`.

    Raises:
        SourceEmpty, SourceNotText: it says nothing, or is no text.
    """
    source = describe(path, data, "text/plain", "text", words(path, text))
    lines = (part for line in preamble(source.text) for part in _parts(line))
    paragraphs = tuple(Paragraph(Cell((line,))) for line in lines)
    found = tuple(cell for _, cell in cells(source.text))
    return Layout(source, (*paragraphs, Grid((found,))) if found else paragraphs)


def _parts(line: Span) -> Iterator[Span]:
    """Yield what wide spaces part in a long line: text that lost its breaks and kept indents."""
    gaps = [match.span() for match in _GAP.finditer(line.text)] if len(line.text) > _LONG else []
    for (_, start), (end, _) in pairwise([(0, 0), *gaps, (len(line.text),) * 2]):
        if start < end:
            yield Span(line.start + start, line.start + end, line.text[start:end])
