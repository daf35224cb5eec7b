"""Bounds: whether a number is the most, the least, the growth or the very amount."""

import re
from dataclasses import dataclass

from cetu.annotate.numbers import Number
from cetu.model.task import BoundKind

_BEFORE = re.compile(
    "(?P<max>最高给予|最高不超过|最高|最多|最长|不超过|不超出|不高于|不多于|不大于|上限|封顶)"
    "|(?P<min>最低|最少|最短|不低于|不少于|不小于|不得少于|不得低于|至少)"
    r"|(?P<under>低于|小于|少于|≤|<)(?=\s*\d)"
    r"|(?P<over>超过|突破|破|大于|高于|多于|超|逾|≥|>)(?=\s*\d)"
)
_DIRECTION: dict[str, BoundKind] = {"max": "max", "under": "max", "min": "min", "over": "min"}
_BETWEEN = re.compile(r"[^，。；、\d%（）]{0,12}|[^，。；、\d%（）]{0,30}的\s*")
_AFTER = re.compile(
    r"\s*(?:[（(](?:含|不含)[^（）()]{0,6}[）)])?\s*(?P<after>及?以上|及?以下|以内|之内|内)"
)
_GROWTH = re.compile(
    r"(?:增长|增速|增幅|增加|提高|提升|上升|翻)[^，。；、\d到至]{0,6}?"
    r"(?:达到|达|保持在|超过|突破|不低于|不少于|约|了)?\s*$"
)
_EACH = re.compile(r"各\s*$")
_REACHED = re.compile(r"达到?\s*$")


@dataclass(frozen=True, slots=True)
class Bounded:
    """Characters `start` to `end`: a number with the words that bound it.

    `words` are those before it that say how ("" where none do), which end at `told`.
    """

    start: int
    end: int
    kind: BoundKind
    words: str = ""
    told: int = 0


def bounded(text: str, clause: int, number: Number) -> Bounded:
    """Return the bound of a number whose clause begins at `clause` of the half-width `text`.

    The word nearest before the number counts, no more than twelve characters off (thirty where 的
    joins it: 不超过…贡献的60%) and with no other number between; else the word behind it (以上,
    以内); else the number is exact. A rate of growth (增速达到15%以上) stays growth
    unless the words before it set a maximum.
    """
    end, after = _behind(text, number)
    before = _last(text, clause, number)
    growth = _GROWTH.search(text, clause, number.start)
    if before and (growth is None or _DIRECTION[str(before.lastgroup)] == "max"):
        kind = _DIRECTION[str(before.lastgroup)]
        return Bounded(before.start(), end, kind, before[0], before.end())
    if growth:
        return Bounded(growth.start(), end, "increase", growth[0], number.start)
    each = _EACH.search(text, clause, number.start)
    start = each.start() if each else number.start
    reached = _REACHED.search(text, clause, number.start)
    return Bounded(start, end, after, reached[0] if reached else "", number.start)


def _behind(text: str, number: Number) -> tuple[int, BoundKind]:
    """Return where the words behind the number end, and the bound they set; 内 is of time only."""
    after = _AFTER.match(text, number.end)
    if after is None or (after["after"] == "内" and "time-units" not in number.kinds):
        return number.end, "exact"
    return after.end(), "min" if after["after"].endswith("上") else "max"


def _last(text: str, clause: int, number: Number) -> re.Match[str] | None:
    """Return the last word before the number that bounds it; 突破20项技术 makes breakthroughs."""
    found = None
    for match in _BEFORE.finditer(text, clause, number.start + 1):
        breakthrough = match[0] == "突破" and number.written in {"项", "个"}
        if _BETWEEN.fullmatch(text, match.end(), number.start) and not breakthrough:
            found = match
    return found
