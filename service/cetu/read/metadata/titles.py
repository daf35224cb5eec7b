"""Titles: the document's own, over several lines, and what a covering notice carries."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from typing import Final

from cetu.model.span import Span
from cetu.read.metadata.kinds import bare, kind
from cetu.read.metadata.lines import Line, is_spaced, locate, tidy

_COVER: Final = re.compile(
    r"(?:印发|发布|转发|批转|公布|下发|颁布|重新发布)\s*(?:《(?P<quoted>.+)》|(?P<plain>.+?))\s*"
    r"的\s*(?:通知|公告|通告|通报|函|令)$"
    r"|^[^《]{4,60}(?:印发|发布)\s*《(?P<joint>[^《》]+(?:《[^《》]+》[^《》]*)?)》$"
)
_NEWS: Final = re.compile(r".*《(?P<quoted>.+)》\s*(?:正式)?(?:印发|发布|公布|出台)")
DRAFT: Final = re.compile(
    r"[（(]?[^（）()]*(?:征求意见|送审|修改稿|讨论稿|草案|草稿|初稿|审议稿|审定稿|报批稿|待完善|待定稿"
    r"|建议稿|未定稿|公示稿|月[^（）()]*修改)[^（）()]*[）)]?"
)
_MARK: Final = re.compile("征求意见稿|送审稿|修改稿|讨论稿|草案|初稿")
_CLOSING: Final = re.compile(rf"(?<=.{{4}})(?:{_MARK.pattern})$")
_PART: Final = 8
"""Fewest characters of a line that the next line of a title continues."""
_BEFORE: Final = 2
"""Paragraphs that may stand before the title: a page's summary; with more, there is none."""
_LONGEST: Final = 150
_LINES: Final = 12
"""Lines that a title, perhaps said twice, may take: more are a list."""
_MOST: Final = 100
"""Most titles of a file among which its own is looked for: lists of files hold thousands."""
_SHORTEST: Final = 4
_ALIKE: Final = 0.75
"""How like the carried title its own heading is, where the two are not worded quite the same."""
_NOTE: Final = 40
"""Characters of a line of prose; shorter ones may be captions."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title found: its words, where, and the lines (from, to) that hold it."""

    value: str
    span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Titles:
    """The title of the document, the covering notice it came with, and a draft mark.

    Of a file that holds a notice and the text the notice carries, the title is that of the text;
    `cover` is the notice. Of a notice alone, the title is the notice's, and so is `cover`.
    `heading` is the first title of the file, which a page of the web may repeat.
    """

    title: Title | None = None
    cover: Title | None = None
    draft: Span | None = None
    heading: Title | None = None


def titles(lines: Sequence[Line], raw: str, *, web: bool) -> Titles:
    """Return the titles among `lines` of the `raw` text; `web`: a page with navigation about it."""
    found = list(islice(_candidates(lines, raw, web=web), _MOST))
    if not found:
        return Titles(draft=_draft(lines, 0, 0))
    first = found[0]
    if news := _NEWS.fullmatch(first.value):
        span = locate(raw, news["quoted"], first.span.start, first.span.end)
        if span:
            return Titles(Title(news["quoted"], span, first.first, first.last), heading=first)
    cover = next((title for title in found if _carries(title, first)), None)
    if cover is None:
        return Titles(first, None, _draft(lines, first.first, first.last), first)
    name = carried(cover.value) or ""
    others = [title for title in found if title is not cover]
    title = _own(name, others) or _quoted(name, cover, lines, raw) or cover
    return Titles(title, cover, _draft(lines, title.first, title.last), first)


def carried(value: str) -> str | None:
    """Return the title of what a notice of this title carries, None where it carries nothing."""
    match = _COVER.search(value)
    return (match["quoted"] or match["plain"] or match["joint"]) if match else None


def _carries(title: Title, first: Title) -> bool:
    """Tell whether a title is a covering notice's: the first, or of what the first is the name."""
    name = carried(title.value)
    return name is not None and (title is first or _key(name) == _key(first.value))


def _candidates(lines: Sequence[Line], raw: str, *, web: bool) -> Iterator[Title]:
    """Yield every title that the lines may hold; prose before the first one means there is none."""
    prose = index = 0
    some = False
    while index < len(lines):
        line = lines[index]
        if line.sort in {"prose", "heading"} and len(line.words) > _NOTE and not some:
            prose += 1
            if prose > _BEFORE:
                return
        if line.sort != "title":
            index += 1
            continue
        end = index
        while end < len(lines) and lines[end].sort in {"title", "bracket"}:
            end += 1
        for title in _in_run(lines, index, end, raw, _PART if web else _SHORTEST):
            some = True
            yield title
        index = end


def _in_run(lines: Sequence[Line], start: int, stop: int, raw: str, least: int) -> Iterator[Title]:
    """Yield the titles of `least` characters in a run of short lines without a break."""
    begin = start
    for index in range(start, stop):
        if lines[index].sort == "bracket":
            continue
        first = _unrepeated(lines, _back(lines, begin, index), index)
        words = _join(lines, first, index)
        last = index
        if not _is_end(words) or _goes_on(lines, index, stop):
            continue
        while last + 1 < stop and _is_part(lines[last + 1]):
            last += 1
        value = _without_draft(tidy(_join(lines, first, last)))
        if not least <= len(bare(value)) <= _LONGEST:
            continue
        span = locate(raw, value, lines[first].span.start, lines[last].span.end)
        if span is None:
            continue
        yield Title(value, span, first, last)
        begin = last + 1


def _back(lines: Sequence[Line], begin: int, index: int) -> int:
    """Return the line at which the title that ends in line `index` begins."""
    first = index
    while first > max(begin, index - _LINES):
        before, here = lines[first - 1], lines[first]
        if before.sort != "title" or is_spaced(before.words) != is_spaced(here.words):
            break
        if len(before.words.replace(" ", "")) < _PART:
            break
        first -= 1
    return first


def _unrepeated(lines: Sequence[Line], first: int, last: int) -> int:
    """Return the line at which a title begins that the head in red, the same words, precedes."""
    words = tidy(_join(lines, first, last))
    twice = re.match(r"(?P<once>.{6,60})(?P=once)", words)
    if twice is None:
        return first
    rest = words[len(twice["once"]) :]
    for index in range(first + 1, last + 1):
        if tidy(_join(lines, index, last)) == rest:
            return index
    return first


def _join(lines: Sequence[Line], first: int, last: int) -> str:
    return "\n".join(line.words.strip() for line in lines[first : last + 1])


def _is_end(words: str) -> bool:
    value = _without_draft(tidy(words))
    if value.count("《") > value.count("》"):
        return False
    known = kind(value) or _NEWS.fullmatch(value) or _COVER.search(bare(value))
    return known is not None


def _goes_on(lines: Sequence[Line], index: int, stop: int) -> bool:
    """Tell whether the line after `index` ends the same title: … / 的通知."""
    if index + 1 >= stop or lines[index + 1].sort != "title":
        return False
    following = tidy(lines[index + 1].words)
    return following.startswith(("的", "》", "年", "）", "）》"))


def _is_part(line: Line) -> bool:
    """Tell whether a bracket on a line of its own belongs to the title before it."""
    words = tidy(line.words)
    return (
        line.sort == "bracket"
        and DRAFT.fullmatch(words) is None
        and not re.search(r"\d+月|通过|公布|公开|印发|代章|\d+号", words)
    )


def _without_draft(value: str) -> str:
    """Return a title without the mark of a draft that closes it."""
    match = re.search(r"[（(][^（）()]*[）)]$", value)
    if match and DRAFT.fullmatch(match[0]):
        return value[: match.start()].rstrip()
    return _CLOSING.sub("", value)


def _own(name: str, found: Sequence[Title]) -> Title | None:
    """Return the heading that repeats the carried title, or is worded very much like it."""
    wanted = _key(name)
    for title in found:
        if _key(title.value) == wanted:
            return title
    for title in found:
        if SequenceMatcher(None, _key(title.value), wanted).ratio() >= _ALIKE:
            return title
    return None


def _key(value: str) -> str:
    return re.sub(r"[\W_]", "", bare(value))


def _quoted(name: str, cover: Title, lines: Sequence[Line], raw: str) -> Title | None:
    """Return the title as the notice quotes it, where the text itself follows the notice's date."""
    sorts = [line.sort for line in lines[cover.last + 1 :]]
    if cover.value.endswith("》"):  # 办公厅印发《…》: the text follows, without a notice's date
        sorts.insert(0, "date")
    if "date" not in sorts or "heading" not in sorts[sorts.index("date") :]:
        return None
    span = locate(raw, name, cover.span.start, cover.span.end)
    return Title(name, span, cover.first, cover.last) if span else None


def _draft(lines: Sequence[Line], first: int, last: int) -> Span | None:
    """Return the mark of a draft in a title, or on the lines next to it."""
    for line in lines[max(first - 2, 0) : last + 3]:
        for match in re.finditer(r"[（(][^（）()]*[）)]", line.words):
            if DRAFT.fullmatch(match[0]):
                return _part(line, match.start(), match.end())
        if line.sort in {"title", "annex"} and (mark := _MARK.search(line.words)):
            return _part(line, mark.start(), mark.end())
    return None


def _part(line: Line, start: int, end: int) -> Span:
    return Span(line.span.start + start, line.span.start + end, line.span.text[start:end])
