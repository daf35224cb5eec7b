"""Word documents: paragraphs and tables in the order of the body."""

import io
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError

from cetu.model.layout import Grid, Layout, Paragraph
from cetu.model.span import Cell
from cetu.read.forms.flow import one_title, opens, stops
from cetu.read.forms.numbering import Numbering
from cetu.read.forms.package import inspect
from cetu.read.forms.sniff import damaged
from cetu.read.forms.styles import Styles
from cetu.read.forms.transcript import Transcript
from cetu.read.forms.word import Element, boxes, child, children, lines, name, number, on, value
from cetu.read.source import describe, words

_MEDIA: str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class _Body:
    """The body of a document being read."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.script = Transcript()
        self.blocks: list[Paragraph | Grid] = []
        self._styles = styles
        self._numbering = numbering
        self._look = ""

    def read(self, container: Element) -> None:
        """Write what a body, a content control or a text box holds."""
        for element in _flat(container):
            if name(element) == "p":
                self._paragraph(element)
            elif _columns(element) > 1:
                self.blocks.append(self._table(element))
                self._look = ""
            else:
                for row in _rows(element):
                    for cell in _cells(row):
                        self.read(cell)

    def _paragraph(self, element: Element) -> None:
        texts = [text for text in self._lines(element) if text.strip()]
        last = ""
        cells: list[Cell] = []
        level = self._styles.level(element)
        for text in texts:
            if cells and (opens(text) or stops(last) or text[:1] == "\u3000"):
                self._add(cells, level, element)
                cells = []
            cells.append(self.script.cell([text]))
            last = text
        if cells:
            self._add(cells, level, element)
        for content in boxes(element):
            self.read(content)

    def _add(self, cells: list[Cell], level: int, element: Element) -> None:
        """Add a paragraph; a second centred one set alike goes on with the title before it."""
        paragraph = Paragraph(Cell(tuple(piece for cell in cells for piece in cell.pieces)), level)
        look = self._styles.look(element)
        last = self.blocks[-1] if self.blocks else None
        alike = bool(look) and look == self._look and isinstance(last, Paragraph)
        if alike and isinstance(last, Paragraph) and one_title(last.words.text, cells[0].text):
            pieces = (*last.words.pieces, *paragraph.words.pieces)
            self.blocks[-1] = Paragraph(Cell(pieces), last.level)
        else:
            self.blocks.append(paragraph)
        self._look = look

    def _lines(self, element: Element) -> list[str]:
        """Return the lines of a paragraph, the first with the number written before it."""
        first, *others = lines(element)
        instance, level = self._styles.list_of(element)
        if instance and (first.strip() or others or _in_cell(element)):
            first = self._numbering.next(instance, level) + first.lstrip()
        return [first, *others]

    def _table(self, table: Element) -> Grid:
        """Write the cells of a table; a place that a merged cell covers is None."""
        rows: list[tuple[Cell | None, ...]] = []
        for row in _rows(table):
            before = number(child(row, "trPr", "gridBefore"))
            cells: list[Cell | None] = [Cell()] * min(before, 100)
            for cell in _cells(row):
                merged = child(cell, "tcPr", "vMerge")
                texts = [line for part in _flat(cell, through=True) for line in self._lines(part)]
                if merged is not None and value(merged) != "restart":
                    cells.append(None)
                else:
                    cells.append(self.script.cell(texts, end="\t"))
                span = min(number(child(cell, "tcPr", "gridSpan")), 1000)
                cells.extend([None] * (span - 1))
            self.script.cell([])
            rows.append(tuple(cells))
        return Grid(tuple(rows))


def lay_out(path: Path, data: bytes) -> Layout:
    """Return the layout of the .docx in `data`, the file at `path`.

    Headers, footers, footnotes, comments and deleted text are left out. Numbers of automatic lists
    are written before their paragraphs.

    Raises:
        SourceEmpty: it holds no words.
        SourceRefused, SourceTooHeavy, SourceLocked, SourceDamaged: see `package.inspect`.
    """
    inspect(data)
    try:
        document = Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError) as error:
        raise damaged("a part of it is missing", "缺少必要部分") from error
    related = document.part.rels.values()
    numbering = next(
        (
            rel.target_part.element
            for rel in related
            if rel.reltype == RELATIONSHIP_TYPE.NUMBERING and not rel.is_external
        ),
        None,
    )
    body = _Body(Styles(document.styles.element), Numbering(numbering))
    body.read(document.element.body)
    source = describe(path, data, _MEDIA, "docx", words(path, body.script.text))
    return Layout(source, tuple(body.blocks))


def _flat(container: Element, *, through: bool = False) -> Iterator[Element]:
    """Yield the paragraphs and tables of a container, those of content controls and insertions too.

    `through`: in place of tables inside, yield their paragraphs.
    """
    stack = list(reversed(container))
    while stack:
        element = stack.pop()
        kind = name(element)
        if kind == "p" or (kind == "tbl" and not through):
            yield element
        elif kind in {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"} or (
            through and kind in {"tbl", "tr", "tc"}
        ):
            stack.extend(reversed(element))


def _rows(table: Element) -> Iterator[Element]:
    for row in children(table, "tr", "sdt", "ins"):
        inner = child(row, "sdtContent") if name(row) == "sdt" else row
        if name(row) != "tr" and inner is not None:
            yield from _rows(inner)
        elif name(row) == "tr" and not on(child(row, "trPr", "del")):
            yield row


def _cells(row: Element) -> Iterator[Element]:
    for cell in children(row, "tc", "sdt"):
        if name(cell) == "tc":
            yield cell
        else:
            yield from children(child(cell, "sdtContent"), "tc")


def _columns(table: Element) -> int:
    """The most cells that a row of a table has."""
    return max((sum(1 for _ in _cells(row)) for row in _rows(table)), default=0)


def _in_cell(paragraph: Element) -> bool:
    parent = paragraph.getparent()
    return parent is not None and name(parent) == "tc"
