"""Lines of words on a page, put together from characters and where they stand."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from cetu.read.forms.radicals import plain

Char = dict[str, Any]
"""A character as pdfplumber gives it: text, x0, x1, top, bottom, size, fontname."""

_APART: Final = 2.5
"""Words further apart than this many characters are two lines side by side (signatures, notes)."""
_NOTE: Final = 0.75
"""Letters smaller than this share of those beside them are a note, if they also keep apart."""
_BLANK: Final = 0.19
"""A gap that reads as a space beside a letter or digit, in characters."""
_BLANK_HAN: Final = 0.6
"""A gap that reads as a space between two Chinese characters: justified lines are stretched."""
_TWICE: Final = 0.2
"""The same character again, shifted by less than this share of its size, is printed twice."""
_SAME: Final = 0.5
"""Share of its height by which a character overlaps the line it stands on."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side: distances in points from the top left corner of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    font: str = ""

    @property
    def width(self) -> float:
        """How long the line is."""
        return self.right - self.left


def lines(chars: Iterable[Char], *, whole: bool = False) -> list[Line]:
    """Return the lines that `chars` make, from the top down, those of one row from the left.

    Words far apart in a row are lines of their own, unless it is to stay `whole` (in a cell).
    A character printed twice at one place (how some programs make bold type) counts once.
    """
    found: list[Line] = []
    for row in _rows(chars):
        row.sort(key=lambda char: char["x0"])
        for group in [row] if whole else _apart(row):
            line = _line(group)
            found.extend([line] if line else [])
    return found


def _rows(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Yield the characters of each row: those that overlap it by half their height."""
    row: list[Char] = []
    top = bottom = 0.0
    for char in sorted(chars, key=lambda char: char["top"] + char["bottom"]):
        height = min(char["bottom"] - char["top"], bottom - top)
        overlap = min(char["bottom"], bottom) - max(char["top"], top)
        if row and overlap < _SAME * height:
            yield row
            row = []
        if not row:
            top, bottom = char["top"], char["bottom"]
        elif not char["text"].isspace():
            top, bottom = min(top, char["top"]), max(bottom, char["bottom"])
        row.append(char)
    if row:
        yield row


def _apart(row: list[Char]) -> Iterator[list[Char]]:
    """Yield the parts of a row that stand far apart; blanks between them belong to none."""
    part: list[Char] = []
    for char in row:
        if char["text"].isspace():
            continue
        if part and _far(part[-1], char):
            yield part
            part = []
        part.append(char)
    if part:
        yield part


def _far(left: Char, right: Char) -> bool:
    """Whether two characters of a row belong to different lines; a smaller one is soon a note."""
    small, large = sorted((_em(left), _em(right)))
    gap: float = right["x0"] - left["x1"]
    return gap > _APART * large or (small < _NOTE * large and gap > small)


def _line(chars: list[Char]) -> Line | None:
    """Return the line of characters sorted from the left; None if they are all blank."""
    inked = [char for char in chars if not char["text"].isspace()]
    if not inked:
        return None
    words = [plain(inked[0]["text"])]
    for last, char in pairwise(inked):
        if char["text"] == last["text"] and char["x0"] - last["x0"] < _TWICE * _em(char):
            continue
        if _blank_between(last, char):
            words.append(" ")
        words.append(plain(char["text"]))
    typical = [char for char in inked if _ideograph(char["text"])] or inked
    return Line(
        "".join(words),
        inked[0]["x0"],
        max(char["x1"] for char in inked),
        min(char["top"] for char in inked),
        max(char["bottom"] for char in inked),
        Counter(round(_em(char), 1) for char in typical).most_common(1)[0][0],
        Counter(char["fontname"] for char in typical).most_common(1)[0][0],
    )


def _blank_between(left: Char, right: Char) -> bool:
    han = _han(left["text"]) and _han(right["text"])
    gap: float = right["x0"] - left["x1"]
    return gap > (_BLANK_HAN if han else _BLANK) * min(_em(left), _em(right))


def _em(char: Char) -> float:
    """The size of a character: the side of its square, which a font may scale unevenly."""
    size: float = char["x1"] - char["x0"] if _ideograph(char["text"]) else char["size"]
    return size


def _ideograph(text: str) -> bool:
    return "\u2e80" <= text[-1:] <= "\u2fdf" or "\u3400" <= text[-1:] <= "\u9fff"


def _han(text: str) -> bool:
    """Whether `text` is a Chinese character or full-width mark, which stands in a square."""
    return "\u2e80" <= text[-1:] <= "\uffef"
