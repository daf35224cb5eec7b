"""Numbers with a unit, as they stand in a text: 800 万元, ５０％, 百分之二十, 三家."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cetu.annotate.lexicon import Hit, Lexicon

_LETTERS = "".join(chr(code) for first in (0xFF21, 0xFF41) for code in range(first, first + 26))
_WIDE = f"０１２３４５６７８９．％＋{_LETTERS}"
_FOLD = {ord(wide): unicodedata.normalize("NFKC", wide) for wide in _WIDE}
_SCALES = ("十", "百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿")
_SCALE = {word: Decimal(10) ** power for power, word in enumerate(_SCALES, start=1)}
_DIGIT = {char: place for place, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_CHINESE = f"[{''.join(_DIGIT)}十百千]"
_NUMBER = re.compile(
    rf"(?P<figures>\d+(?:,\d{{3}})*(?:\.\d+)?)(?P<scale>\s*(?:万亿|[亿万])|[十百千][亿万]?)?\s*"
    rf"|百分之(?P<share>{_CHINESE}+(?:点{_CHINESE}+)?|\d+(?:\.\d+)?)"
    rf"|(?P<words>(?![零〇]){_CHINESE}+)(?P<large>[万亿])?"
)
_NAME_BEFORE = re.compile(r"(?:[A-Za-z+＋×*/.．,第〔\[]|[A-Za-z]-|\d\s+)$")
"""What stands before a number that is a name or a part of one: 第3, 4+1, AI2.0.

Digits and a space before it: the point between them is lost (１ ２ 万亿元), and nobody can tell.
"""
_HELD = re.compile(r"“[^“”]*”|《[^《》]*》|〔[^〔〕]*〕")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ELIDED = re.compile(r"(?!元)(?=[\u4e00-\u9fff]{0,8}(?:基金|资金|贷款|投资|债券))")
"""Behind 5亿 without a unit, where money is meant: 设立5亿产业基金."""


@dataclass(frozen=True, slots=True)
class Number:
    """Characters `start` to `end` of a text: a value in a unit (its IRI), and the unit as written.

    `kinds` are the schemes of the unit (`time-units`, …); `figures`: it is written in digits or as
    百分之…, not as a bare word such as 三家.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    written: str
    kinds: frozenset[str]
    figures: bool


def halfwidth(text: str) -> str:
    """Fold full-width digits, letters, points and per-cent signs, one for one."""
    return text.translate(_FOLD)


def numbers(text: str, lexicon: Lexicon) -> Iterator[Number]:
    """Yield the numbers of a half-width `text` that have a unit of the vocabulary, in order.

    Numbers that are names (“5+5+N”, 4+1, 第3批, 5G), years, and those in titles and quotation marks
    are none.
    """
    here: dict[int, list[Hit]] = {}
    for hit in lexicon.find(text):
        here.setdefault(hit.start, []).append(hit)
    held = {at for match in _HELD.finditer(text) for at in range(match.start() + 1, match.end())}
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        if start in held or _NAME_BEFORE.search(text, max(0, start - 2), start):
            continue
        if match["share"]:
            yield from _number(match, end, "%", lexicon)
        elif unit := _unit(here.get(end, ()), lexicon):
            written = text[unit.start : unit.end]
            if not (written == "年" and _YEAR.match(match["figures"] or "")):
                yield from _number(match, unit.end, written, lexicon)
        elif (match["scale"] or "").strip() in {"亿", "万亿"} and _ELIDED.match(text, end):
            yield from _number(match, start + len(match[0].rstrip()), "元", lexicon)


def _number(match: re.Match[str], end: int, written: str, lexicon: Lexicon) -> Iterator[Number]:
    for unit in lexicon.named("units", written)[:1]:
        kinds = lexicon.schemes[unit]
        figures = match["words"] is None
        yield Number(match.start(), end, _value(match), unit, written, kinds, figures)


def _unit(here: Sequence[Hit], lexicon: Lexicon) -> Hit | None:
    """Return the longest unit of the hits that begin at one place, None under a longer word."""
    units = [hit for hit in here if lexicon.of("units", hit)]
    longest = max(units, key=lambda hit: hit.end, default=None)
    other = (hit for hit in here if lexicon.of("unit-look-alikes", hit))
    if longest is None or any(hit.end > longest.end for hit in other):
        return None
    return longest


def _value(match: re.Match[str]) -> Decimal:
    if match["figures"]:
        scale = _SCALE.get((match["scale"] or "").strip(), Decimal(1))
        value = Decimal(match["figures"].replace(",", "")) * scale
        return Decimal(int(value)) if value == int(value) else value
    words = match["share"] or match["words"]
    if words[0].isdigit():
        return Decimal(words)
    whole, _, part = words.partition("点")
    value = Decimal(_counted(whole))
    if part:
        value += Decimal("0." + "".join(str(_DIGIT.get(char, 0)) for char in part))
    return value * _SCALE.get(match["large"] or "", Decimal(1))


def _counted(words: str) -> int:
    """Return the value of a Chinese numeral below ten thousand: 二十, 一百零五, 两."""
    total, digit = 0, 0
    for char in words:
        if char in _DIGIT:
            digit = _DIGIT[char]
        else:
            total += (digit or 1) * int(_SCALE[char])
            digit = 0
    return total + digit
