"""Dates: Arabic and Chinese digits, full and half width, as exact as the words are."""

import calendar
import re
from datetime import date, timedelta
from typing import Final

from cetu.model.folding import fold

_DIGITS: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "O": 0}
_HAN: Final = "〇○零O一二三四五六七八九"
DATE: Final = (
    rf"(?:(?:19|20)\d\s?\d|[一二]\s?[{_HAN}](?:\s?[{_HAN}]){{2}})\s*"
    r"(?:年(?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*月"
    r"(?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[XxＸ×]{1,2})\s*日)?)?"
    r"|[-./]\s?\d{1,2}(?:[-./]\s?\d{1,2}(?!\d))?)"
)
"""A date in folded words, for use inside other patterns."""
_PARTS: Final = re.compile(r"[年月日./-]+")


def iso(words: str) -> str | None:
    """Return a date as ISO: 2024, 2024-07 or 2024-07-03; None where it cannot be one.

    A day not yet settled (9月X日) leaves the month.
    """
    text = re.sub(r"\s", "", fold(words)).strip("（）()")
    if re.fullmatch(DATE, text) is None:
        return None
    parts = [part for part in _PARTS.split(text) if part and part.upper() not in {"X", "×", "XX"}]
    year, *rest = [_count(part) for part in parts]
    try:
        date(year, *[*rest, 1, 1][:2])
    except ValueError:
        return None
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])


def count(words: str) -> int:
    """Return the number that Arabic or Chinese digits below a hundred write (五, 十二, 30)."""
    return _count(re.sub(r"\s", "", fold(words)))


def _count(words: str) -> int:
    if words.isdigit() and words.isascii():
        return int(words)
    if "十" in words:
        tens, _, ones = words.partition("十")
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
    value = 0
    for character in words:
        value = value * 10 + _DIGITS[character]
    return value


def later(start: str, years: int) -> str:
    """Return the last day (or month, or year) of `years` from `start`, an ISO date.

    Three years from 2023-09-08 last until 2026-09-07.
    """
    if len(start) < len("2024-07-03"):
        year, rest = int(start[:4]) + years, start[4:]
        return f"{year:04}{rest}"
    day = date.fromisoformat(start)
    last = calendar.monthrange(day.year + years, day.month)[1]
    over = day.replace(year=day.year + years, day=min(day.day, last))
    return (over - timedelta(days=1)).isoformat()


def after(start: str, days: int) -> str | None:
    """Return the ISO date `days` after `start`; None where `start` is not exact to the day."""
    if len(start) < len("2024-07-03"):
        return None
    return (date.fromisoformat(start) + timedelta(days=days)).isoformat()
