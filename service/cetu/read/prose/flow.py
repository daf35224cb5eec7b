"""The paragraphs of a document as one running text, in which any stretch can be found again."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from cetu.model.layout import Layout, Paragraph
from cetu.model.span import Cell, Span

Range = tuple[int, int]
"""Characters from the first to before the second, of the flow."""

_BEGINS: Final = re.compile(
    r"第[一二三四五六七八九十百]+[章条]|[一二三四五六七八九十百]+(?:、|是)|\([一二三四五六七八九十百\d]+\)"
    r"|\d{1,3}[.、](?!\d)|附件|\S{2,8}(?:单位|部门|要求|时限):"
)
"""What begins a paragraph whatever the line before it."""
_HEAD: Final = 12
_LINES: Final = 8
_RAGGED: Final = 2
_NARROWEST: Final = 15

_VARIANTS: Final = {
    ord(written): plain
    for written, plain in zip(
        "單責牽頭負職門時辦協為會參與團區縣廳業學銀處實驗業務組織構級項屬貫廠國",
        "单责牵头负职门时办协为会参与团区县厅业学银处实验业务组织构级项属贯厂国",
        strict=True,
    )
}
"""Traditional characters in the words by which a document assigns, and in names of bodies."""


class Flow:
    """All paragraphs of a layout, joined; `text` is folded for matching, character for character.

    Folding turns full-width letters, digits and brackets into plain ones, and the traditional
    characters of words that assign into simplified ones. `starts` (and `heads`, a set) are the
    places where paragraphs begin. Line breaks stand nowhere in it: words cut by one read whole.
    """

    def __init__(self, layout: Layout) -> None:
        """Join the paragraphs of `layout`."""
        self._raw: Final = layout.source.text
        self._pieces: list[Span] = []
        self._offsets: list[int] = []
        self.starts: list[int] = []
        parts: list[str] = []
        length = 0
        blocks = [b.words for b in layout.blocks if isinstance(b, Paragraph) and b.words]
        width = _margin(blocks) if layout.source.form == "text" else 0
        full = False
        for words in blocks:
            if not full or _BEGINS.match(fold(words.text[:_HEAD])):
                self.starts.append(length)
            full = bool(width) and len(words.text) >= width and words.text[-1] not in "。：:；;"
            for piece in words.pieces:
                self._pieces.append(piece)
                self._offsets.append(length)
                parts.append(piece.text)
                length += len(piece.text)
        self.text: Final = fold("".join(parts))
        self.heads: Final = frozenset(self.starts)

    def paragraph(self, place: int) -> Range:
        """Return the paragraph that holds the character at `place`."""
        index = bisect_right(self.starts, place)
        end = self.starts[index] if index < len(self.starts) else len(self.text)
        return self.starts[index - 1], end

    def paragraphs(self, start: int, end: int) -> Iterator[Range]:
        """Yield the parts of paragraphs between `start` and `end`."""
        while start < end:
            stop = min(self.paragraph(start)[1], end)
            yield start, stop
            start = stop

    def cell(self, *ranges: Range) -> Cell:
        """Return the words of the ranges, without the white space around each."""
        return Cell(tuple(piece for each in ranges for piece in self._cut(self._trim(each))))

    def span(self, start: int, end: int) -> Span:
        """Return where a range that is not empty stands in the source."""
        pieces = list(self._cut((start, end)))
        first, last = pieces[0].start, pieces[-1].end
        return Span(first, last, self._raw[first:last])

    def _trim(self, each: Range) -> Range:
        start, end = each
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        return start, end

    def _cut(self, each: Range) -> Iterator[Span]:
        start, end = each
        index = max(bisect_right(self._offsets, start) - 1, 0)
        while start < end and index < len(self._pieces):
            piece, offset = self._pieces[index], self._offsets[index]
            first, last = max(start - offset, 0), min(end - offset, len(piece.text))
            if first < last:
                yield Span(piece.start + first, piece.start + last, piece.text[first:last])
            if offset + len(piece.text) >= end:
                return
            index += 1


def _margin(lines: Sequence[Cell]) -> int:
    """Return the length from which a line of plain text was broken at a margin; 0 for none.

    Lines that were broken are as long as the longest, but for the last of each paragraph.
    """
    lengths = sorted((len(line.text) for line in lines), reverse=True)
    if len(lengths) < _LINES:
        return 0
    width = lengths[len(lengths) // 20]
    reached = sum(width - _RAGGED <= length <= width + _RAGGED for length in lengths)
    even = reached * 2 > len(lengths) and lengths[0] <= width + 2 * _RAGGED
    return width - _RAGGED if even and width >= _NARROWEST else 0


def without(each: Range, gaps: Iterable[Range]) -> Iterator[Range]:
    """Yield what is left of a range when the `gaps`, in order, are taken out."""
    start, end = each
    for first, last in gaps:
        if first >= end:
            break
        if start < first:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def fold(text: str) -> str:
    """Return `text` in plain characters, one for one; numbers in circles stay as they are."""
    table: dict[int, str] = {}
    for character in set(text):
        plain = unicodedata.normalize("NFKC", character)
        if len(plain) == 1 and unicodedata.category(character) != "No":
            table[ord(character)] = _VARIANTS.get(ord(plain), plain)
    return text.translate(table)
