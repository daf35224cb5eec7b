"""Radicals for the characters they look like.

Fonts cut down by a browser's print command name many characters by their radical: ⾏ for 行, ⻓ for
长. They look alike and compare unlike, so each is written as the character: those of the block
Kangxi Radicals by their compatibility decomposition, those of CJK Radicals Supplement, which have
none, by the Unicode Character Database.
"""

import unicodedata
from typing import Final

_SUPPLEMENT: Final = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺈⺉⺊⺋⺌⺍⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺯"
        "⺰⺱⺲⺳⺴⺶⺹⺺⺻⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟"
        "⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "厂乛乚乙亻冂刀刂卜㔾小小兀尣尢巳幺彑忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王目示礻糹"
        "纟罓罒㓁冗羊耂肀聿肉艹艹艹虎衤覀西见角讠贝车辶辶辶邑钅長镸长门阝雨青韦页风飞食飠"
        "饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
        strict=True,
    )
)
"""EquivalentUnifiedIdeograph-17.0.0.txt, https://www.unicode.org/Public/17.0.0/ucd/; the few whose
ideograph lies outside the basic plane are parts of characters and stand in no document."""


def plain(text: str) -> str:
    """Return `text` with the character for every radical; every other character as it is."""
    if text.isascii():
        return text
    return "".join(map(_plain, text))


def _plain(char: str) -> str:
    if "\u2f00" <= char <= "\u2fdf":
        return unicodedata.normalize("NFKC", char)
    return _SUPPLEMENT.get(char, char)
