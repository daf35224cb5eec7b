"""PDF with text: paragraphs by their indent, tables by their lines."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import Table

from cetu.model.layout import Grid, Layout, Paragraph, Source
from cetu.model.span import Cell
from cetu.read.forms.transcript import Transcript

_FOLIO = re.compile(r"[-—–－\s]*[\d０-９]{1,3}[-—–－\s]*")


def lay_out(path: Path) -> Layout:
    """Return the layout of the PDF at `path`."""
    data = path.read_bytes()
    script = Transcript()
    blocks: list[Paragraph | Grid] = []
    with pdfplumber.open(path) as file:
        for page in file.pages:
            script.page()
            for block in _page(page, script):
                last = blocks[-1] if blocks else None
                if isinstance(block, Paragraph) and not block.level and isinstance(last, Paragraph):
                    words = Cell((*last.words.pieces, *block.words.pieces))
                    blocks[-1] = Paragraph(words)
                else:
                    blocks.append(Paragraph(block.words) if isinstance(block, Paragraph) else block)
    text = script.text
    source = Source(
        path.name, hashlib.sha256(data).hexdigest(), len(data), "application/pdf", text, "pdf"
    )
    return Layout(source, tuple(blocks), tuple(script.pages))


def _page(page: Page, script: Transcript) -> Iterator[Paragraph | Grid]:
    """Yield the blocks of a page; a paragraph of level 0 continues the one before it."""
    tables = sorted(page.find_tables(), key=lambda table: table.bbox[1])
    lines = page.extract_text_lines(return_chars=False)
    inside = [
        line
        for line in lines
        if not any(t.bbox[1] <= (line["top"] + line["bottom"]) / 2 <= t.bbox[3] for t in tables)
    ]
    left = min((line["x0"] for line in inside), default=0)
    written = 0
    for line in inside:
        while written < len(tables) and tables[written].bbox[1] < line["top"]:
            yield _grid(tables[written], script)
            written += 1
        cell = script.cell([line["text"]])
        if _FOLIO.fullmatch(line["text"]):
            continue
        yield Paragraph(cell, 1 if line["x0"] > left + 12 else 0)
    for table in tables[written:]:
        yield _grid(table, script)


def _grid(table: Table, script: Transcript) -> Grid:
    rows = []
    for row in table.extract():
        cells = [
            None if words is None else script.cell(words.split("\n"), end="\t") for words in row
        ]
        script.cell([])
        rows.append(tuple(cells))
    return Grid(tuple(rows))
