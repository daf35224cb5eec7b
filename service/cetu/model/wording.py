"""The words of a finding, without what a line's or a page's end puts between them in a source."""

import re
from collections.abc import Iterable
from typing import Final, Protocol

from cetu.model.span import Cell, Span

_BREAK: Final = re.compile(r"[\t\n\r\f]")


class Found(Protocol):
    """A finding: where it stands."""

    @property
    def span(self) -> Span:
        """Its place, and what stands there in the source."""


def wording(found: Found, cells: Iterable[Cell]) -> str:
    """Return the words of `found`: those it keeps itself, else those its cell has there.

    "" where they are withheld.
    """
    return getattr(found, "words", "") or words(found.span, cells)


def words(span: Span, cells: Iterable[Cell]) -> str:
    """Return the words of `span` as the one of `cells` that it stands in has them.

    Between two pieces of a cell a source may have a line break, the number of a page, its running
    head, or cells beside it: none is part of the words. A span in no cell keeps what stands there.
    """
    if not _BREAK.search(span.text):
        return span.text
    for cell in cells:
        pieces = cell.pieces
        begins = any(piece.start <= span.start < piece.end for piece in pieces)
        if begins and any(piece.start < span.end <= piece.end for piece in pieces):
            return "".join(_common(piece, span) for piece in pieces) or span.text
    return span.text


def _common(piece: Span, span: Span) -> str:
    """The words of `piece` that lie in `span`."""
    start = max(span.start - piece.start, 0)
    return piece.text[start : max(span.end - piece.start, start)]
