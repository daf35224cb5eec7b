"""Folding: the same characters whatever form a file writes them in, one for one."""

import unicodedata
from typing import Final

_RADICALS: Final = str.maketrans(
    "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻙⻚⻛⻜⻝⻢⻥⻦⻨⻩⻬⻮⻰⻳",
    "民虎西见角贝车长门韦页风飞食马鱼鸟麦黄齐齿龙龟",
)
"""Radicals that Unicode gives no character for (https://www.unicode.org/charts/PDF/U2E80.pdf)."""


def fold(text: str) -> str:
    """Return `text` of the same length with plain characters.

    Full-width digits and letters become half-width, radicals the characters they stand for,
    white space a space.
    """
    folded = text.translate(_RADICALS)
    return "".join(map(_plain, folded))


def _plain(character: str) -> str:
    if character.isspace():
        return " "
    if "\u2e80" <= character <= "\u2fdf" or ("０" <= character <= "ｚ" and character.isalnum()):
        plain = unicodedata.normalize("NFKC", character)
        return plain if len(plain) == 1 else character
    return character
