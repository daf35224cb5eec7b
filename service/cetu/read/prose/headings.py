"""Headings: which numbers stand where, and what lies under what, by the document's pattern."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from cetu.read.prose.flow import Flow, Range
from cetu.read.prose.units import Assignment

_NUMERAL: Final = "[一二三四五六七八九十百]{1,5}"
_SCHEMES: Final = {
    "chapter": rf"第(?P<chapter>{_NUMERAL})[章节部编篇](?:分)?\s*",
    "article": rf"第(?P<article>{_NUMERAL})条\s*",
    "han": rf"(?P<han>{_NUMERAL})、\s*",
    "bracketed": rf"(?P<bracketed>\(\s*{_NUMERAL}\s*\))[、.]?\s*",
    "digit": r"(?P<digit>\d{1,3})\s*[.、][.\s]*",
    "digits": r"(?P<digits>\(\s*\d{1,3}\s*\)|\d{1,2}\))\s*",
    "circled": r"(?P<circled>[①-⑳])\s*",
    "first": rf"(?P<first>{_NUMERAL})(?:是|要)",
}
_RANK: Final = {scheme: rank for rank, scheme in enumerate(_SCHEMES)}
_HEAD: Final = re.compile("|".join(_SCHEMES.values()))
_INLINE: Final = re.compile(
    "|".join(_SCHEMES[key] for key in ("han", "bracketed", "digit", "digits", "circled"))
)
_ANNEX: Final = re.compile(
    r"附\s*(?:件|表|录|图)\s*(?:\d{1,2}|[一二三四五六七八九十])?\s*(?:[:.、]|$)"
)
_ANNEX_LINE: Final = 40
_CONTENTS: Final = re.compile(r"(?:…|\.{4,}|·{4,})\s*\d*$")
_REFERENCE: Final = "第条款项目按照据见之的及和与、至到-—"
_SENTENCE: Final = "。;:!?)〕】”"
_GLUED: Final = 12
_DECIMAL: Final = re.compile(r"\d(?!\d{3}年|[GD])")
_DIGITS: Final = {numeral: value for value, numeral in enumerate("一二三四五六七八九", start=1)}


@dataclass(eq=False, slots=True)
class Item:
    """A numbered stretch of the flow: its number, its words, what is numbered inside it.

    It begins at `start`; its words at `body`; its own words end at `own`, where the first item
    inside it begins; all of it ends at `end`. `part` counts the annexes before it.
    """

    scheme: str
    value: int
    number: Range
    start: int
    body: int
    part: int
    parent: "Item | None" = None
    inside: list["Item"] = field(default_factory=list)
    own: int = 0
    end: int = 0
    assigned: list[Assignment] = field(default_factory=list)

    def ancestors(self) -> Iterator["Item"]:
        """Yield what it stands in, innermost first."""
        item = self.parent
        while item:
            yield item
            item = item.parent

    def all(self) -> Iterator["Item"]:
        """Yield every item inside it, in the order of the text."""
        waiting = list(reversed(self.inside))
        while waiting:
            item = waiting.pop()
            yield item
            waiting += reversed(item.inside)


def items(flow: Flow, found: Sequence[Assignment]) -> list[Item]:
    """Return all numbered items of a document, in order, each in the item around it.

    A number counts at the head of a paragraph. In a paragraph that goes on behind the units of a
    task, or is most of the text and begins without a number, line breaks are lost: it counts inside
    too, where it continues the numbering. A
    scheme that stands on the way up from an item continues there; any other lies inside the item,
    but one that does not begin at 1 keeps its usual rank.
    An annex begins afresh. Each item is given what assigns it.
    """
    listed: list[Item] = []
    path: list[Item] = []
    last: dict[str, int] = {}
    part = 0
    ends: list[tuple[int, int]] = []
    behind = {each.end for each in found}
    for place, match in _marks(flow, found):
        if match is None:
            path, part = [], part + 1
            last = {}
            ends.append((place, part))
            continue
        scheme = str(match.lastgroup)
        item = Item(scheme, _value(match[scheme]), match.span(scheme), place, match.end(), part)
        inline = place not in flow.heads
        above = [level.scheme for level in path]
        if (
            scheme == "digit"
            and _DECIMAL.match(flow.text, match.end())
            and (inline or item.value == 1 or item.value != last.get(scheme, 0) + 1)
        ):
            continue  # 1.5万亩 is no number; 11.121工程 is one where 10 came before
        mid = place not in behind and _before(flow.text, place) not in _SENTENCE
        if inline and not _continues(item, path, last, flow.text if mid else ""):
            continue
        if scheme in above:
            del path[above.index(scheme) :]
        elif item.value > 1:  # goes on from a list that is closed, or whose beginning is lost
            while path and _RANK[path[-1].scheme] > _RANK[scheme]:
                path.pop()
        item.parent = path[-1] if path else None
        (item.parent.inside if item.parent else []).append(item)
        path.append(item)
        last[scheme] = item.value
        listed.append(item)
    _close(listed, [place for place, _ in ends], len(flow.text))
    _assign(listed, found, ends)
    return listed


def _marks(flow: Flow, found: Sequence[Assignment]) -> Iterator[tuple[int, "re.Match[str] | None"]]:
    """Yield where numbers stand, and (with None) where annexes begin, in order."""
    text = flow.text
    waiting = list(reversed(found))
    for start, end in flow.paragraphs(0, len(text)):
        held = []
        while waiting and waiting[-1].start < end:
            held.append(waiting.pop())
        if _ANNEX.match(text, start, end) and end - start <= _ANNEX_LINE:
            yield start, None
            continue
        match = _HEAD.match(text, start, end)
        if match and not _CONTENTS.search(text, start, end):
            yield start, match
        whole = not match and 2 * (end - start) > len(text)
        if any(end - each.end > _GLUED or whole for each in held):
            taken = [(each.start, each.end) for each in held]
            yield from _inside(text, (match.end() if match else start, end), taken)


def _inside(
    text: str, each: Range, taken: list[Range]
) -> Iterator[tuple[int, "re.Match[str] | None"]]:
    waiting = sorted(taken, reverse=True)
    behind = {last for _, last in taken}
    for match in _INLINE.finditer(text, *each):
        start = match.start()
        while waiting and waiting[-1][1] <= start:
            waiting.pop()
        if waiting and waiting[-1][0] < start:
            continue
        before = _before(text, start)
        loose = match.lastgroup == "bracketed" or (
            match.lastgroup == "digit" and not before.isascii()
        )
        if start in behind or (before not in _REFERENCE if loose else before in _SENTENCE):
            yield start, match


def _before(text: str, place: int) -> str:
    """Return the character before a place: white space, all that is left of a break, is none."""
    while place and text[place - 1].isspace():
        place -= 1
    return text[place - 1] if place else "。"


def _continues(item: Item, path: Sequence[Item], last: dict[str, int], text: str) -> bool:
    """Whether a number inside a paragraph goes on from what came before, or begins a list.

    A digit in the middle of a sentence (then the `text` is given) counts only where a heading has
    just been: 一、甲类1.甲事.
    """
    listed = [level.value for level in path if level.scheme == item.scheme]
    mid = bool(text) and item.scheme == "digit"
    if mid and (listed or not path or "。" in text[path[-1].body : item.start]):
        return False
    if listed:
        return item.value == listed[-1] + 1
    return item.value in (1, last.get(item.scheme, 0) + 1)


def _close(listed: Sequence[Item], annexes: Sequence[int], length: int) -> None:
    """Set where items end."""
    starts = sorted([*(item.start for item in listed), *annexes, length])
    following = dict(zip(starts, [*starts[1:], length], strict=True))
    for item in reversed(listed):
        item.own = following[item.start]
        item.end = item.inside[-1].end if item.inside else item.own


def _assign(
    listed: Sequence[Item], found: Sequence[Assignment], annexes: Sequence[tuple[int, int]]
) -> None:
    """Give each assignment to the innermost item that it stands in."""
    waiting = list(reversed(listed))
    current: Item | None = None
    for each in found:
        while waiting and waiting[-1].start <= each.start:
            current = waiting.pop()
        if current and not any(current.start < place <= each.start for place, _ in annexes):
            current.assigned.append(each)


def _value(words: str) -> int:
    """Return the value of a number as written: 3, （三）, 十二, ④."""
    bare = words.strip("() ")
    if bare.isdigit() and bare.isascii():
        return int(bare)
    if "①" <= bare <= "⑳":
        return ord(bare) - ord("①") + 1
    hundreds, _, rest = bare.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    return (
        (_DIGITS.get(hundreds, 1) * 100 if hundreds or "百" in bare else 0)
        + (_DIGITS.get(tens, 1) * 10 if ten else 0)
        + _DIGITS.get(ones, 0)
    )
