"""A layout, or what went wrong, as bytes: how the process that reads a file answers.

JSON, not pickle: the reader takes files from anyone, and its answer may say nothing but this.
"""

import json
import struct
from typing import Any, Final

from cetu import errors
from cetu.errors import CetuError, SourceDamaged
from cetu.model.layout import Box, Doubt, Grid, Layout, Paragraph, Source
from cetu.model.span import Cell, Span

Json = Any

ENDING: Final = struct.Struct("!iqd")
"""After an answer: how the child ended (os.waitstatus_to_exitcode), its KiB and its seconds."""


def pack(answer: Layout | CetuError) -> bytes:
    """Return `answer` as bytes; spans are offsets, their words stand in the text."""
    if isinstance(answer, CetuError):
        body: dict[str, Json] = {
            "error": type(answer).__name__,
            "words": [answer.detail, answer.detail_zh, answer.hint, answer.hint_zh],
        }
    else:
        source = answer.source
        body = {
            "source": {name: getattr(source, name) for name in Source.__slots__},
            "blocks": [_block(block) for block in answer.blocks],
            "pages": answer.pages,
            "boxes": [[getattr(box, name) for name in Box.__slots__] for box in answer.boxes],
            "doubts": [
                [d.kind, d.zh, d.en, None if d.span is None else [d.span.start, d.span.end], d.page]
                for d in answer.doubts
            ],
        }
    return json.dumps(body, ensure_ascii=False).encode("utf-8", errors="surrogatepass")


def unpack(data: bytes) -> Layout:
    """Return the layout that `data` holds.

    Raises:
        CetuError: of the kind that it holds instead.
        ValueError: it holds neither.
    """
    body = json.loads(data.decode("utf-8", errors="surrogatepass"))
    if "error" in body:
        kind = getattr(errors, body["error"], SourceDamaged)
        detail, detail_zh, hint, hint_zh = body["words"]
        raise kind(detail, detail_zh, hint=hint, hint_zh=hint_zh)
    source = Source(**body["source"])
    text = source.text
    return Layout(
        source,
        tuple(_unblock(block, text) for block in body["blocks"]),
        tuple(body["pages"]),
        tuple(Box(*box) for box in body["boxes"]),
        tuple(
            Doubt(
                kind, zh, en, None if at is None else Span(at[0], at[1], text[at[0] : at[1]]), page
            )
            for kind, zh, en, at, page in body["doubts"]
        ),
    )


def _block(block: Paragraph | Grid) -> Json:
    if isinstance(block, Paragraph):
        return [block.level, _cell(block.words)]
    return [[None if cell is None else _cell(cell) for cell in row] for row in block.rows]


def _unblock(block: Json, text: str) -> Paragraph | Grid:
    if block and isinstance(block[0], int):
        return Paragraph(_uncell(block[1], text), block[0])
    rows = (tuple(None if c is None else _uncell(c, text) for c in row) for row in block)
    return Grid(tuple(rows))


def _cell(cell: Cell) -> list[int]:
    return [offset for piece in cell.pieces for offset in (piece.start, piece.end)]


def _uncell(offsets: list[int], text: str) -> Cell:
    pairs = zip(offsets[::2], offsets[1::2], strict=True)
    return Cell(tuple(Span(start, end, text[start:end]) for start, end in pairs))
