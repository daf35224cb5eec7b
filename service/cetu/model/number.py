"""Document numbers (发文字号): 国办发〔2020〕24号, in whatever brackets, and orders (令第5号)."""

import re
from typing import Final

from cetu.model.folding import fold

_OPEN: Final = "〔[［（(【﹝"
_CLOSE: Final = "〕\\]］）)】﹞"
NUMBER: Final = re.compile(
    rf"(?P<word>[一-龥]{{1,14}})\s*[{_OPEN}]\s*(?P<year>(?:19|20)\s?\d\s?\d)\s*[{_CLOSE}]\s*"
    r"第?\s*(?P<count>\d{1,5})\s*号"
)
"""A number anywhere in folded words; damaged ones (〔2018104号) are none."""
ORDER: Final = re.compile(
    r"(?P<word>[一-龥]{2,24}(?:令|公告|通告))\s*第?\s*(?P<count>[\d一二三四五六七八九十百]{1,6})\s*号"
)
LETTER: Final = re.compile(
    rf"[{_OPEN}]\s*(?P<year>(?:19|20)\d{{2}})\s*[{_CLOSE}]\s*(?P<word>[一-龥]{{2,14}}?)\s*"
    r"第?\s*(?P<count>\d{1,5})\s*号"
)
NOTICE: Final = re.compile(
    r"(?P<word>[一-龥]{0,20})(?P<year>(?:19|20)\d{2})\s*年\s*第\s*(?P<count>\d{1,4})\s*号"
)


def number(words: str) -> str | None:
    """Return the number that `words` are, as the standard writes it; None where they are none.

    GB/T 9704-2012, 7.2.5: the year stands whole in 〔〕, no 第 before the count, 号 after it.
    """
    text = fold(words).strip()
    if match := NUMBER.fullmatch(text) or LETTER.fullmatch(text):
        return written(match)
    if match := ORDER.fullmatch(text):
        return f"{match['word']}第{match['count']}号"
    if match := NOTICE.fullmatch(text):
        return f"{match['word']}{match['year']}年第{match['count']}号"
    return None


def written(match: re.Match[str]) -> str:
    """Return a match of `NUMBER` or `LETTER` as the standard writes it."""
    year = match["year"].replace(" ", "")
    return f"{match['word']}〔{year}〕{int(match['count'])}号"
