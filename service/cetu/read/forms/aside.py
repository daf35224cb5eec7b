"""What stands on a page and belongs to no paragraph: page numbers, running heads, colophons."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from cetu.read.forms.lines import Line

_FOLIO: Final = re.compile(
    r"[-—–－―‐·•~\s]*(?:第\s*)?[0-9０-９]{1,4}\s*(?:页\s*)?"
    r"(?:(?:[/／,，共]|[,，]?\s*共)\s*[0-9０-９]{1,4}\s*页?)?[-—–－―‐·•~\s]*"
)
"""A page number: 1, — 1 —, －２－, 第1页, 第 1 页 共 9 页, 1/9."""
_ROMAN: Final = re.compile(r"[ivxIVX]{1,6}|[Ⅰ-ⅿ]+")
_CONTENTS: Final = re.compile(r".*[.．。·…‥⋯]{6,}\s*[0-9０-９]{1,4}")
"""A line of a table of contents: dots that lead to the number of a page."""
_JUNK: Final = re.compile(r"([^\s\d])(?:\s*\1){2,}")
"""One sign again and again: what fonts without glyphs leave behind (欗欗欗), or a drawn rule."""
_COPIES: Final = re.compile(r"(?:抄\s*送|抄\s*报|分\s*送)\s*[:：]")
_PRINTED: Final = re.compile(r".*[0-9０-９]{4}\s*年.{1,4}月.{1,4}日\s*印\s*发")
"""How the block at the end says to whom copies go, and who printed it when."""
_MARGIN: Final = 0.12
"""The share of a page, above and below, in which running heads stand."""


class Aside:
    """What the pages of a document have beside their text."""

    def __init__(self, pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> None:
        """Find the heads and feet that pages repeat, whatever the numbers in them."""
        self._heights = heights
        seen: Counter[str] = Counter()
        for lines, height in zip(pages, heights, strict=True):
            seen.update({_shape(line) for line in lines if _at_edge(line, height)})
        enough = max(3, len(pages) // 3)
        self._repeated = {shape for shape, count in seen.items() if count >= enough}

    def split(self, lines: Sequence[Line], page: int) -> list[bool]:
        """Return for each line of a page (from 0) whether it stands beside the text."""
        height = self._heights[page]
        outer = {id(line) for line in (*lines[:2], *lines[-2:])}
        printed = [line.bottom for line in lines if _PRINTED.fullmatch(line.text)]
        found, ended = [], False
        for line in lines:
            ended = ended or bool(_COPIES.match(line.text)) or _beside(line, printed)
            edge = _at_edge(line, height)
            number = _FOLIO.fullmatch(line.text) or (edge and _ROMAN.fullmatch(line.text))
            folio = bool(number) and (edge or id(line) in outer)
            head = edge and _shape(line) in self._repeated
            found.append(ended or folio or head or _no_words(line.text))
        return found


def _no_words(text: str) -> bool:
    """Whether a line is junk, or leads to a page."""
    return bool(_JUNK.fullmatch(text) or _CONTENTS.fullmatch(text))


def _beside(line: Line, bottoms: list[float]) -> bool:
    """Whether a line stands in one row with one of those."""
    return any(abs(line.bottom - bottom) < 0.5 * line.size for bottom in bottoms)


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom < _MARGIN * height or line.top > (1 - _MARGIN) * height


def _shape(line: Line) -> str:
    """The words of a line with a sign for every number, and without white space."""
    return re.sub(r"[0-9０-９]+", "#", "".join(line.text.split()))
