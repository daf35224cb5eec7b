"""PDF with text: paragraphs by their indent and the geometry of lines, tables by their rules."""

import io
import logging
from pathlib import Path
from typing import Final

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import PDFStream, resolve1
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from cetu.errors import SourceDamaged, SourceLocked, SourceTooHeavy
from cetu.model.layout import Doubt, Layout
from cetu.read.forms.lines import lines
from cetu.read.forms.ruled import find
from cetu.read.forms.sheets import Sheet, blocks
from cetu.read.forms.transcript import Transcript
from cetu.read.source import describe

_SCANNED: Final = 20
"""Pages with fewer characters than this, taken together, are pictures with a stamp on them."""

_INSTRUCTIONS: Final = 1 << 20
"""Bytes that draw one page; pages of text have some ten thousand, those of tables a hundred."""

logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it warns of every font it must guess


def lay_out(path: Path, data: bytes) -> Layout:
    """Return the layout of the PDF in `data`; a page without text is a doubt.

    One of pictures only is recognised, see `scan.lay_out`.

    Raises:
        SourceLocked: it asks for a password.
        SourceDamaged: it has no pages.
        RecognitionMissing: it is a scan, and the extra `ocr` is not installed.
    """
    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            sheets, pictured = [], False
            for page in file.pages:
                _weigh(page)
                pictured = pictured or bool(page.images)
                sheets.append(_sheet(page))
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], PDFPasswordIncorrect):
            raise _locked() from error
        raise
    if not sheets:
        raise SourceDamaged(
            "the PDF has no pages.",
            "PDF 没有页面。",
            hint="Open it in the program that made it and save it again.",
            hint_zh="请在原软件中打开并重新另存后再试。",
        )
    if _scanned(sheets, pictured=pictured):
        from cetu.read.forms import scan  # noqa: PLC0415 - loads what only scans need

        return scan.pages(path, data)
    script = Transcript()
    found = tuple(blocks(sheets, script))
    source = describe(path, data, "application/pdf", "pdf", script.text)
    doubts = (_empty(n) for n, s in enumerate(sheets, 1) if not (s.lines or s.tables))
    return Layout(source, found, tuple(script.pages), doubts=tuple(doubts))


def _weigh(page: Page) -> None:
    """Look at the instructions that draw a page, unfolded, before they are followed."""
    streams = (resolve1(stream) for stream in page.page_obj.contents)
    size = sum(len(stream.get_data()) for stream in streams if isinstance(stream, PDFStream))
    if size > _INSTRUCTIONS:
        raise SourceTooHeavy(
            f"page {page.page_number} is drawn by {size >> 10} KiB of instructions.",
            f"第{page.page_number}页的绘制指令多达 {size >> 10} KiB。",
            hint="Print it to a new PDF, or save it again from the program that made it.",
            hint_zh="请重新打印为 PDF，或在原软件中重新另存后再试。",
        )


def _sheet(page: Page) -> Sheet:
    """Return what stands on a page, and let go of the page itself."""
    chars = [char for char in page.chars if char["upright"]]
    tables, rest = find(page, chars)
    sheet = Sheet(float(page.width), float(page.height), lines(rest), tables)
    page.close()
    return sheet


def _scanned(sheets: list[Sheet], *, pictured: bool) -> bool:
    """Whether pages hold no text, or next to none beside pictures."""
    letters = sum(len(line.text) for sheet in sheets for line in sheet.lines)
    few = letters < _SCANNED * len(sheets) and not any(sheet.tables for sheet in sheets)
    return few and (pictured or not letters)


def _empty(page: int) -> Doubt:
    return Doubt(
        "page-without-text",
        f"第{page}页没有文字（可能是图片）。",
        f"page {page} holds no text (it may be a picture).",
        page=page,
    )


def _locked() -> SourceLocked:
    return SourceLocked(
        "the PDF is encrypted.",
        "PDF 已加密。",
        hint="Open it with its password and save it without one.",
        hint_zh="请输入密码打开后，另存为不加密的文件。",
    )
