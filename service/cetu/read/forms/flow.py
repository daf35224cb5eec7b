"""Running text: which line goes on with the paragraph before it."""

import re
from typing import Final

from cetu.read.forms.lines import Line
from cetu.read.forms.margins import Margins

_INDENT: Final = 0.7
"""A line that begins so many characters in opens a paragraph."""
_FULL: Final = 2.2
"""A line with less room than this many characters is full: rules of line ends take up two."""
_RAGGED: Final = 6.0
"""The room a line may have that breaks before a long word, in text that is not justified."""
_APART: Final = 5.0
"""A line that begins so many characters in opens no paragraph that goes on at the left edge."""
_ALIKE: Final = 0.12
"""Share by which the letters of one paragraph may differ in size from line to line."""
_LOOSE: Final = 1.6
"""A line that lies so many times the usual pitch below another is apart from it."""
_LARGE: Final = 1.15
"""Letters so much larger than those of the text are a title."""
_CLEAR: Final = 2.6
"""A line that begins further in than the first of a paragraph is set apart, in the middle."""
_NUMBER: Final = r"[0-9０-９]{1,3}"
_MARK: Final = re.compile(
    rf"[一二三四五六七八九十百]{{1,4}}[、．.]|[（(](?:[一二三四五六七八九十]{{1,3}}|{_NUMBER})[）)]"
    rf"|{_NUMBER}(?:[．、]|[.](?![0-9０-９])|[)）])|第[一二三四五六七八九十百零〇0-9]{{1,5}}[条章节编]"
    r"|[①-⑳]|附件|附表|抄送"
)
"""How an item of a document begins."""
_ISSUED: Final = re.compile(r".{1,20}[〔\[【（(]\s*\d{4}\s*[〕\]】）)].{0,3}\d+\s*号")
"""A document number: 云数发〔2026〕9号."""
_STOP: Final = re.compile(r"[。；：！？!?;:]['\"”’）)】]*$")
"""How a sentence ends."""


def opens(text: str) -> bool:
    """Whether text begins like an item or a heading: 一、 （一） 1. 第一条 附件."""
    return _MARK.match(text.lstrip()) is not None


def stops(text: str) -> bool:
    """Whether text ends like a sentence."""
    return _STOP.search(text.rstrip()) is not None


def one_title(first: str, second: str) -> bool:
    """Whether two centred lines set alike can be one title: neither a sentence nor a number."""
    numbers = _ISSUED.fullmatch(first) or _ISSUED.fullmatch(second)
    return not (stops(first) or opens(second) or numbers)


def continues(before: Line, line: Line, edges: Margins, *, turned: bool = False) -> bool:
    """Return whether `line` goes on with the paragraph whose last line is `before`.

    `edges` are those of the page of `line`; `turned`: `before` stands on the page before.
    """
    if abs(before.size - line.size) > _ALIKE * max(before.size, line.size):
        return False
    if not turned and _apart(before, line, edges):
        return False
    if not turned and _title(before, line, edges):
        return True
    if edges.centred(line) and edges.centred(before):
        return False
    begins, ended = opens(line.text), stops(before.text)
    if edges.indent(line) > _INDENT:
        return not (begins or ended or turned) and _block(before, line, edges)
    room = _RAGGED if not (begins or ended) else _FULL if not (begins and ended) else 0
    return edges.room(before) < room and edges.indent(before) <= _APART


def _block(before: Line, line: Line, edges: Margins) -> bool:
    """Whether two lines that begin further in are of one paragraph set in, the first of them full.

    What lies flush right is a signature.
    """
    level = abs(before.left - line.left) < 0.2 * line.size
    return level and edges.room(before) < 1 and edges.indent(before) < _APART


def _title(before: Line, line: Line, edges: Margins) -> bool:
    """Whether two lines are one title, or one signature: set alike, about one axis, the first long.

    A title is larger than the text; one of its size must keep clear of both edges.
    """
    if before.font != line.font or opens(line.text) or stops(before.text):
        return False
    if line.size > _LARGE * edges.size:
        return edges.balanced(line) and edges.indent(before) > -1
    coaxial = abs(before.left + before.right - line.left - line.right) < 2 * line.size
    clear = min(edges.indent(before), edges.indent(line)) > _CLEAR and edges.room(line) > 1
    return coaxial and clear and before.width > 0.5 * (edges.right - edges.left)


def _apart(before: Line, line: Line, edges: Margins) -> bool:
    """Whether two lines of a page stand side by side, or with more between them than usual."""
    if min(before.bottom, line.bottom) - max(before.top, line.top) > 0.5 * line.size:
        return True
    pitch = edges.pitch * max(1.0, line.size / edges.size)
    return line.top - before.top > _LOOSE * pitch
