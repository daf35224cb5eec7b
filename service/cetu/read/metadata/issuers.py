"""Issuers: the signature, the words before 关于 in a title, the head in red, a web page's table."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from cetu.model.document import Stated
from cetu.model.span import Span
from cetu.read.metadata.lines import Line, is_spaced, locate, tidy
from cetu.read.metadata.places import place

_END: Final = re.compile(
    r"(?:国务院|委员会|委|人民政府|政府|办公厅|办公室|[一-龥]办|厅|局|[^内]部|署|总社|协会|联合会|学会|商会"
    r"|工会|总会|大会|常委会|[科妇工]协|科协|妇联|联盟|[^公]司|[研事交易究务]所|海关|人大|报社|联合社|机构|兵团|法院|检察院|研究院|科学院|学院|大学|银行|[分支]行|中心|公司|集团|组|院|处|站|会)"
)
"""How names of bodies end."""
_BRACKET: Final = re.compile(r"[（(][^（）()]*[）)]\s*$")
_TITLED: Final = re.compile(r"^(?P<names>[^《》]{2,80}?)\s*(?:关于|印发|转发|批转|发布)")
_OTHERS: Final = re.compile(r"等\s*(?:[\d一二两三四五六七八九十]*\s*个?\s*(?:部门|单位|部委))?$")
_MOST: Final = 16
"""Most lines of a signature."""
_LONGEST: Final = 60
"""Most characters of a line of a signature."""


def is_body(words: str) -> bool:
    """Tell whether words end as names of bodies do, brackets aside."""
    return re.search(f"{_END.pattern}$", _BRACKET.sub("", words).strip()) is not None


def signed(lines: Sequence[Line], at: int, raw: str, begin: int = 0) -> tuple[Stated, ...]:
    """Return the bodies that sign just before line `at`, which holds the date, from `begin` on.

    A name may run over two lines, and a line may hold two names. 代章 in brackets is left out.
    """
    first = at
    while first > begin and at - first < _MOST and _may_sign(lines[first - 1]):
        first -= 1
    pieces = [piece for line in lines[first:at] if line.sort == "title" for piece in _pieces(line)]
    found: list[Stated] = []
    while pieces:
        last = start = pieces.pop()
        name = tidy(_without_seal(last.text))
        if not is_body(name):
            break
        while pieces and _lacks(name) and not is_body(tidy(pieces[-1].text)):
            start = pieces.pop()
            name = tidy(start.text) + name
        if span := locate(raw, name, start.start, last.end):
            found.append(Stated(name, span))
    return tuple(reversed(found))


def _lacks(name: str) -> bool:
    """Tell whether a name may begin on the line before: one that opens with a place does not."""
    return place(name) is None and not name.startswith("中共")


def _without_seal(words: str) -> str:
    return re.sub(r"[（(][^（）()]*代章[）)]\s*$", "", words)


def _may_sign(line: Line) -> bool:
    return line.sort == "bracket" or (
        line.sort == "title"
        and not re.search(r"[，、：:；《》\d]", line.words)
        and len(line.words) <= _LONGEST
    )


def _pieces(line: Line) -> Iterator[Span]:
    """Yield the names a line holds: split at spaces, unless characters stand apart."""
    if is_spaced(line.words):
        yield line.span
        return
    for match in re.finditer(r"\S+", line.words):
        start = line.span.start + match.start()
        yield Span(start, start + len(match[0]), line.span.text[match.start() : match.end()])


def titled(title: Span, value: str, raw: str) -> tuple[Stated, ...]:
    """Return the bodies that a title begins with: 国务院关于…, 财政部、税务总局关于…."""
    match = _TITLED.match(value)
    if match is None:
        return ()
    names = re.split(r"[、，\s]+", _OTHERS.sub("", match["names"].strip()))
    if not all(map(is_body, names)):
        return ()
    spans = [locate(raw, name, title.start, title.end) for name in names]
    return tuple(Stated(n, span) for n, span in zip(names, spans, strict=True) if span)


def headed(lines: Sequence[Line], before: int, raw: str) -> tuple[Stated, ...]:
    """Return the body of the head in red (…文件) among the lines before line `before`."""
    for line in lines[:before]:
        words = tidy(line.words)
        if words.endswith("文件") and is_body(words.removesuffix("文件")):
            name = words.removesuffix("文件")
            if span := locate(raw, name, line.span.start, line.span.end):
                return (Stated(name, span),)
    return ()
