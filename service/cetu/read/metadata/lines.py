"""Lines: what metadata is looked for in, line by line, and what sort of line each is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Final, Literal

from cetu.model.folding import fold
from cetu.model.layout import Grid, Layout, Paragraph
from cetu.model.number import number
from cetu.model.span import Cell, Span

Sort = Literal[
    "title", "bracket", "annex", "number", "date", "call", "heading", "prose", "label", "junk"
]
"""What a line is by its form; `title` is any short line that may be one, `call` a salutation."""

_JUNK: Final = re.compile(
    r"[\W\d_]*"  # a folio, a rule, bare numbers
    r"|(.)\1{2,}"  # 欗欗欗
    r"|.*[>＞»].*"  # where am I, on a page of the web
    r"|[【［\[].*"
    r"|抄\s*[送报].*"
    r"|.*(?:备案号|标识码|ICP备|公网安备|版权所有).*"
    r"|.{1,60}\s*文\s*件"  # the head in red
)
_SPACED: Final = re.compile(r"(?:\S[ \u3000]+){3,}\S")
_ANNEX: Final = re.compile(
    r"(?:《[^《》]+》的?)?附\s*[件表录]?\s*[\d一二三四五六七八九十]*\s*[:：]?(?:[（(].+[）)])?"
)
_BRACKET: Final = re.compile(r"[（(][^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*[）)]")
_HEADING: Final = re.compile(
    r"(?:第\s*[一二三四五六七八九十百\d]+\s*[章条节编]"
    r"|[一二三四五六七八九十]+\s*、|[（(][一二三四五六七八九十]+[）)]|\d+\s*[.．、](?!\d))"
)
_NUMBER: Final = re.compile(r".{1,24}[〔\[［（(【﹝]?\s*\d{4}\s*[〕\]］）)】﹞]?\s*第?\s*\d+\s*号")
_DATE: Final = re.compile(
    r"[（(]?\s*(?:\d{4}|[一二三四五六七八九〇○零]{4})\s*[年./-]\s*"
    r"(?:[\d一二三四五六七八九十]{1,3}\s*[月./-]?\s*)?(?:[\dXx×一二三四五六七八九十]{1,3}\s*日?)?"
    r"(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*[）)]?"
)
_LABEL: Final = re.compile(r"[^《》。，（(]{2,12}[:：].*|[-*]\s*\w+\s*:.*")
_PAGE: Final = 8
"""Fewest lines of a cell that holds a page: more than the words of a table have."""
_LONG: Final = 200
"""More characters than a line of a title has, but for text without line breaks."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: where it stands, its words folded (`fold`) and the sort it is of."""

    span: Span
    words: str
    sort: Sort


def tidy(words: str) -> str:
    """Return words without the spaces and line breaks that layout put into them.

    A space stays between two words of letters, and between two Chinese phrases unless every
    character stands apart; so does a break between two words of letters.
    """
    text = ""
    for line in map(_tidy_line, words.split("\n")):
        text += " " * bool(re.search(r"[A-Za-z]$", text) and re.match(r"[A-Za-z]", line)) + line
    return text


def _tidy_line(words: str) -> str:
    text = fold(words).strip()
    if _SPACED.fullmatch(text):
        return text.replace(" ", "")
    return re.sub(r"(?<=\S) +(?=\S)", _between, text)


def _between(match: re.Match[str]) -> str:
    sides = match.string[match.start() - 1] + match.string[match.end()]
    return " " if re.fullmatch("[A-Za-z]{2}|[\u4e00-\u9fff]{2}", sides) else ""


def locate(raw: str, words: str, start: int, end: int) -> Span | None:
    """Return where `words` stand between two offsets of `raw`, whatever space is in them."""
    bare = words.replace(" ", "")
    if not bare:
        return None
    pattern = re.compile(r"\s*".join(map(re.escape, bare)))
    match = pattern.search(fold(raw[start:end]))
    if match is None:
        return None
    first, last = start + match.start(), start + match.end()
    return Span(first, last, raw[first:last])


def texts(layout: Layout) -> Iterator[Cell]:
    """Yield every paragraph, and every cell that holds a page, in reading order.

    Cells of a table of data are passed over, but for what stands alone in the first rows of a sheet
    that begins with the table; pages of the web are often one large table.
    """
    for index, block in enumerate(layout.blocks):
        yield from _texts(block, first=index == 0)


def _texts(block: Paragraph | Grid, *, first: bool) -> Iterator[Cell]:
    if isinstance(block, Paragraph):
        yield block.words
        return
    heads = takewhile(lambda row: len(row) > 1 and sum(map(bool, row)) <= 1, block.rows)
    count = len(tuple(heads)) if first else 0
    for index, row in enumerate(block.rows):
        yield from (cell for cell in row if cell and (index < count or len(cell.pieces) >= _PAGE))


def lines(layout: Layout) -> tuple[Line, ...]:
    """Return the lines of `texts` in order."""
    found: list[Line] = []
    for index, block in enumerate(layout.blocks):
        if not isinstance(block, Paragraph):
            found.append(Line(Span(0, 0, ""), "", "junk"))  # a table stands between two lines
        for cell in _texts(block, first=index == 0):
            found += [_line(piece) for piece in cell.pieces if piece.text.strip()]
    return tuple(found)


def _line(span: Span) -> Line:
    words = fold(span.text)
    return Line(span, words, _sort(words.strip()))


def _sort(words: str) -> Sort:
    for sort, pattern in _FORMS:
        if pattern.fullmatch(words):
            return sort
    if number(words):
        return "number"
    if _HEADING.match(words):
        return "heading"
    if words.endswith((":", "：")):
        return "call"
    if "。" in words or "；" in words or words.endswith("，") or len(words) > _LONG:
        return "prose"
    return "title"


_FORMS: Final[tuple[tuple[Sort, re.Pattern[str]], ...]] = (
    ("date", _DATE),
    ("number", _NUMBER),
    ("annex", _ANNEX),
    ("junk", _JUNK),
    ("bracket", _BRACKET),
    ("label", _LABEL),
)


def is_spaced(words: str) -> bool:
    """Tell whether every character stands apart, as in a head over the page."""
    return _SPACED.fullmatch(words.strip()) is not None
