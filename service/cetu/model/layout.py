"""What every form of file becomes: its text, and the paragraphs and grids that stand in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cetu.model.span import Cell, Span

Form = Literal["text", "html", "docx", "xlsx", "csv", "json", "pdf", "scan"]
"""The form of a file, found from its content; a scan is pictures of pages, recognised."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as received, and its characters.

    `digest` (hex SHA-256) and `size` are those of its bytes. For plain text, `text` is the
    characters of the file, unchanged; for every other form it is a transcript, made the same way
    each time: paragraphs end with a line feed, cells with a tab, pages with a form feed. All
    offsets count in `text`. `recognised`: the characters were recognised in a picture.
    `characters` counts them where the text itself is withheld, and `text` is empty.
    """

    name: str
    digest: str
    size: int
    media_type: str
    text: str
    form: Form = "text"
    recognised: bool = False
    characters: int = 0

    @property
    def withheld(self) -> bool:
        """Whether only facts of the text are kept."""
        return self.characters > 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: pieces of the text, one a line. `level`: of a heading (1 on), where stated."""

    words: Cell
    level: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, row by row.

    An empty cell is empty in the source; None is a place that a merged cell above it or to the left
    covers. Plain text whose cells open with a tab does not say where rows end: it is one long row.
    """

    rows: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Box:
    """Where recognised words stand: characters of the text, page (from 1), points from top left."""

    start: int
    end: int
    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a reader noticed (a gap, a page without text): sentences in zh and en, and where.

    `span` is None where there are no words to point at; `page` counts from 1, 0 where unknown.
    """

    kind: str
    zh: str
    en: str
    span: Span | None = None
    page: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """A file laid out: blocks in reading order.

    `pages` holds the offset at which each page starts (empty where a form has no pages). Page
    numbers, running heads and navigation stand in the text but in no block.
    """

    source: Source
    blocks: tuple[Paragraph | Grid, ...]
    pages: tuple[int, ...] = ()
    boxes: tuple[Box, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def cells(self) -> Iterator[Cell]:
        """Yield every paragraph and cell."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield block.words
            else:
                yield from (cell for row in block.rows for cell in row if cell)

    def page(self, offset: int) -> int:
        """Return the page (from 1) on which the character at `offset` stands, 0 without pages."""
        return sum(start <= offset for start in self.pages)
