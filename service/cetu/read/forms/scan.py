"""Scans and pictures: characters recognised in pages that have none.

The engine is the optional extra `ocr` (rapidocr-onnxruntime: its models come in its package).
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any, Final

import pypdfium2  # type: ignore[import-untyped]  # has no types
from PIL import Image, ImageSequence

from cetu.errors import RecognitionMissing, SourceTooHeavy
from cetu.model.layout import Box, Doubt, Layout
from cetu.model.span import Span
from cetu.read.forms.limits import PAGES, recognise
from cetu.read.forms.lines import Line
from cetu.read.forms.sheets import Sheet, Written, blocks
from cetu.read.forms.transcript import Transcript
from cetu.read.source import describe, words

_SCALE: Final = 2.2
"""Pixels a point: characters of 10 points come out 22 pixels high, enough for the engine."""
_LONGEST: Final = 2200
"""The longer side of a picture in pixels; larger ones are made smaller, and take no longer."""
_PIXELS: Final = 80_000_000
"""A picture that unfolds into more is refused (240 MB)."""
_NEAR: Final = 0.25
"""Share of the size of characters by which measuring them in a picture goes wrong."""
_SURE: Final = 0.75
"""Lines that the engine is less sure of than this are to be looked at."""
_DOTS: Final = 150.0
"""Dots an inch of a picture that does not say."""

Recognise = Callable[[Image.Image], list[tuple[list[tuple[float, float]], str, float]]]
"""Corners, words and sureness of every line in a picture."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page as a picture, and how many of its pixels make a point."""

    image: Image.Image
    scale: float


def lay_out(path: Path, data: bytes) -> Layout:
    """Return the layout of the picture (PNG, JPEG, TIFF) in `data`, the file at `path`.

    Raises:
        RecognitionMissing: the extra `ocr` is not installed.
        SourceEmpty: no characters were recognised.
        SourceTooHeavy: it unfolds into more pixels than any page has.
    """
    Image.MAX_IMAGE_PIXELS = _PIXELS
    try:
        opened = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    with opened as image:
        media_type = Image.MIME.get(image.format or "", "image/*")
        if image.width * image.height > _PIXELS:
            raise _too_large()
        count = getattr(image, "n_frames", 1)
        frames = (_frame(frame) for frame in ImageSequence.Iterator(image))
        return _layout(path, data, media_type, _bounded(count, frames))


def pages(path: Path, data: bytes) -> Layout:
    """Return the layout of the PDF of pictures in `data`, the file at `path`.

    Raises:
        RecognitionMissing: the extra `ocr` is not installed.
        SourceEmpty: no characters were recognised.
        SourceTooHeavy: it has more pages than are recognised.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        pictures = (_render(document[number]) for number in range(len(document)))
        return _layout(path, data, "application/pdf", _bounded(len(document), pictures))
    finally:
        document.close()


def _bounded(count: int, pictures: Iterator[_Picture]) -> Iterator[_Picture]:
    """Yield the pictures, with the time and memory that so many take."""
    if count > PAGES:
        raise SourceTooHeavy(
            f"it has {count} pages without text; {PAGES} are recognised at most.",
            f"共 {count} 页没有文字，最多识别 {PAGES} 页。",
            hint="Split the document.",
            hint_zh="请拆分文件后再试。",
        )
    recognise(count)
    yield from pictures


def _layout(path: Path, data: bytes, media_type: str, pictures: Iterator[_Picture]) -> Layout:
    """Recognise every page; lines make paragraphs as they do in a PDF with text."""
    engine = _engine()
    sheets: list[Sheet] = []
    scores: list[list[float]] = []
    for picture in pictures:
        read = engine(picture.image)
        lines = [_line(corners, text, picture.scale) for corners, text, _ in read]
        width, height = (side / picture.scale for side in picture.image.size)
        sheets.append(Sheet(width, height, lines))
        scores.append([score for _, _, score in read])
    typical = _typical(sheets)
    sureness: dict[int, float] = {}
    for number, sheet in enumerate(sheets):
        lines = [_evened(line, typical) for line in sheet.lines]
        sureness |= zip(map(id, lines), scores[number], strict=True)
        sheets[number] = replace(sheet, lines=_in_rows(lines))
    script = Transcript()
    written: list[Written] = []
    found = tuple(blocks(sheets, script, written))
    source = describe(path, data, media_type, "scan", words(path, script.text))
    return Layout(
        replace(source, recognised=True),
        found,
        tuple(script.pages),
        tuple(_box(item) for item in written),
        tuple(_doubts(sheets, written, sureness)),
    )


def _doubts(
    sheets: list[Sheet], written: list[Written], sureness: dict[int, float]
) -> Iterator[Doubt]:
    """Yield a doubt for every line the engine is not sure of, and every page without any."""
    for item in written:
        if sureness[id(item.line)] < _SURE:
            span = item.words.pieces[0]
            yield _unsure(span, item.page)
    for number, sheet in enumerate(sheets, start=1):
        if not sheet.lines:
            yield Doubt(
                "page-without-text",
                f"第{number}页没有识别出文字。",
                f"no characters were recognised on page {number}.",
                page=number,
            )


def _unsure(span: Span, page: int) -> Doubt:
    return Doubt(
        "unsure-recognition",
        f"第{page}页“{span.text}”识别不可靠，请核对。",
        f"page {page}: “{span.text}” was recognised with little certainty; check it.",
        span,
        page,
    )


def _box(item: Written) -> Box:
    start, end = item.words.pieces[0].start, item.words.pieces[-1].end
    line = item.line
    return Box(start, end, item.page, line.left, line.top, line.right, line.bottom)


def _line(corners: list[tuple[float, float]], text: str, scale: float) -> Line:
    """Return a recognised line; its size is its height, less what the engine leaves around it."""
    across = [x / scale for x, _ in corners]
    down = [y / scale for _, y in corners]
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    by_width = (right - left) / max(1, len(text))
    size = min(0.8 * (bottom - top), by_width) if len(text) > 3 else 0.8 * (bottom - top)  # noqa: PLR2004 - too few characters to measure
    return Line(text, left, right, top, bottom, round(size, 1))


def _typical(sheets: list[Sheet]) -> float:
    """The size that the middle one of all lines has; 12 without lines."""
    sizes = [line.size for sheet in sheets for line in sheet.lines]
    return median(sizes) if sizes else 12.0


def _evened(line: Line, typical: float) -> Line:
    """Return a line with the typical size if its own is near: what is measured is never even."""
    return replace(line, size=typical) if abs(line.size - typical) < _NEAR * typical else line


def _in_rows(lines: list[Line]) -> list[Line]:
    """Return lines from the top down, those of one row from the left."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.top + line.bottom):
        middle = (line.top + line.bottom) / 2
        if rows and middle < rows[-1][0].bottom and rows[-1][0].top < middle:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.left)]


def _frame(image: Image.Image) -> _Picture:
    dots = image.info.get("dpi", (_DOTS, _DOTS))[0]
    scale = float(dots if dots > 1 else _DOTS) / 72
    if image.width * image.height > _PIXELS:
        raise _too_large()
    return _smaller(image.convert("RGB"), scale)


def _render(page: Any) -> _Picture:  # noqa: ANN401 - pypdfium2 has no types
    width, height = page.get_size()
    scale = min(_SCALE, _LONGEST / max(1.0, width, height))
    return _Picture(page.render(scale=scale).to_pil().convert("RGB"), scale)


def _smaller(image: Image.Image, scale: float) -> _Picture:
    longest = max(image.size)
    if longest <= _LONGEST:
        return _Picture(image, scale)
    share = _LONGEST / longest
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    return _Picture(image.resize(size), scale * share)


def _engine() -> Recognise:
    """Return the engine, loaded; it keeps to one thread a core."""
    try:
        import numpy as np  # noqa: PLC0415 - comes with the engine
        from rapidocr_onnxruntime import (  # type: ignore[import-untyped]  # noqa: PLC0415
            RapidOCR,
        )
    except ImportError as error:
        raise RecognitionMissing(
            "it is a scan or a picture, and recognising characters is not installed.",
            "是扫描件或图片，未安装文字识别组件。",
            hint="Install it: pip install 'cetu[ocr]'.",
            hint_zh="请安装：pip install 'cetu[ocr]'。",
        ) from error
    engine = RapidOCR()

    def run(image: Image.Image) -> list[tuple[list[tuple[float, float]], str, float]]:
        found, _ = engine(np.asarray(image))
        return [(corners, text, float(score)) for corners, text, score in found or []]

    return run


def _too_large() -> SourceTooHeavy:
    return SourceTooHeavy(
        f"a picture of more than {_PIXELS // 1_000_000} million pixels.",
        f"图片超过 {_PIXELS // 1_000_000} 百万像素。",
        hint="Save it with fewer pixels; 300 dots an inch are enough.",
        hint_zh="请降低分辨率后另存（300 dpi 足够）。",
    )
