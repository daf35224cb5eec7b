"""Words that assign a task: units in brackets, in lines of their own, run into the text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from cetu.read.prose.flow import Flow, Range
from cetu.read.prose.labels import LABEL, parted, stripped, without_note

_STARTS: Final = re.compile(rf"[(〔\[【]\s*(?:{LABEL.pattern})")
_NUMERAL: Final = "[一二三四五六七八九十百]"
_RUN: Final = re.compile(
    rf"[。;!]|[(]{_NUMERAL}{{1,4}}[)]|(?<![、\d.]){_NUMERAL}{{1,4}}、|(?<![\d.])\d{{1,3}}[.、](?!\d)|[(]\d{{1,2}}[)]"
)
_OPEN: Final = "(〔[【"
_CLOSE: Final = ")〕]】"
_ENDS: Final = re.compile(
    r"(?:负责|牵头|配合|参与|参加|落实|指导|协助|协同|承办|主办|协办|实施|推进|承担)$"
    r"|(?:职责|责任)(?:分工)?(?:抓好|做好)?(?:负责|落实|推进|实施)?(?:实施|落实|推进)?$"
)
_VERBS: Final = re.compile(
    r"牵头|配合|负责|参与|参加|落实|指导|协助|协同|承办|主办|协办|实施|推进|承担"
    r"|(?:根据|按照?)(?:各自)?职责(?:分工)?|分别|共同|具体"
)
_BODY: Final = re.compile(
    r"(?:部|委|办|局|厅|署|院|行|会|社|府|司|处|科|中心|集团|公司|大学|高校|学校|实验室|机构|单位|部门"
    r"|地区|组|区|县|市|镇|乡|街道|联|室|站|所|企业|团|队|台|馆|库|基地|平台|省|州|盟|旗)$"
)
_LEADING: Final = re.compile(r"^(?:由|会同|及|和|与|以及|其中|\s)+")
_NOT_UNITS: Final = re.compile(
    r"^(?:以下|简称|含|不含|如|即|详见|见|附|包括|注|其中|例如|原|此件|联系|来源|签字|盖章)"
)
_FOOTER: Final = re.compile(r"ICP备|网站标识码|公网安备|版权所有|网站地图")
_FOOTER_REACH: Final = 200
_ARTICLE: Final = re.compile(rf"第{_NUMERAL}{{1,5}}条")
_LONGEST: Final = 900
_SHORTEST_NAME: Final = 3
_LONGEST_NAME: Final = 40
_FEW: Final = 3
_NEAR: Final = 20


@dataclass(frozen=True, slots=True)
class Assignment:
    """Words that assign what stands before them: all of them, the lists of units, the deadline."""

    start: int
    end: int
    units: tuple[Range, ...] = ()
    deadline: Range | None = None


def assignments(flow: Flow) -> tuple[Assignment, ...]:
    """Return what assigns tasks, in the order of the text.

    A bracket assigns by its form: it has a label (责任单位：), it ends in 负责, 牵头, 配合 or the
    like after names of bodies, or it is nothing but a list of bodies at the end of a sentence, in
    a document that does so more than once. What names nothing but bodies and ends in 负责 or the
    like assigns though it is the only one, but for a text in articles (第一条), which orders none.
    """
    text = flow.text
    brackets = list(_brackets(flow))
    labelled = [each for each in brackets if _labelled(text, each)]
    others = [each for each in brackets if not _labelled(text, each)]
    said = {each for each in others if _ends_sentence(flow, each) and _assigning(text, each)}
    lists = [
        each for each in others if each not in said and _closing(flow, each) and _all(text, each)
    ]
    alone = not labelled and len(said) == 1
    sure = labelled + ([] if alone and not _sure(flow, next(iter(said))) else sorted(said))
    if sure or len(lists) >= _FEW:
        sure += lists
    found = [_bracket(text, each) for each in sure]
    found += _lines(flow, [(each.start, each.end) for each in found])
    return tuple(sorted(found, key=lambda each: each.start))


def _sure(flow: Flow, each: Range) -> bool:
    """Whether the only bracket that ends in 负责 or the like assigns: a pure list, no articles."""
    return _all(flow.text, each) and not any(
        _ARTICLE.match(flow.text, start) for start in flow.starts
    )


def ends_sentence(flow: Flow, each: Assignment) -> bool:
    """Whether the words end the sentence, or the paragraph, they stand in."""
    return _ends_sentence(flow, (each.start, each.end))


def _ends_sentence(flow: Flow, each: Range) -> bool:
    before, after = _around(flow, each)
    return not after or after[0] in "。;" or before[-1:] in "。;!?”:)〕" or not before


def _around(flow: Flow, each: Range) -> tuple[str, str]:
    """Return a few characters before and behind, in the same paragraph."""
    first, last = flow.paragraph(each[0])
    before = flow.text[max(first, each[0] - _NEAR) : each[0]].rstrip()
    return before, flow.text[each[1] : min(last, each[1] + _NEAR)].lstrip()


def _brackets(flow: Flow) -> Iterator[Range]:
    """Yield outermost brackets; one that does not close ends with its paragraph."""
    text = flow.text
    opened: list[int] = []
    for index, character in enumerate(text):
        if character in _OPEN:
            opened.append(index)
        elif character in _CLOSE and opened:
            first = opened.pop()
            if not opened and index - first <= _LONGEST:
                yield first, index + 1
        if opened and index - opened[0] > _LONGEST:
            if _STARTS.match(text, opened[0]):
                yield opened[0], max(flow.paragraph(opened[0])[1], opened[0] + 1)
            opened.clear()
    if opened and _STARTS.match(text, opened[0]):
        yield opened[0], flow.paragraph(opened[0])[1]


def _inner(text: str, each: Range) -> str:
    """Return the words in a bracket, without a rule or a note at their end."""
    words = (
        text[each[0] + 1 : each[1]].rstrip(_CLOSE + " ")
        if _unbalanced(text, each)
        else (text[each[0] + 1 : each[1] - 1])
    )
    return without_note(words)


def _unbalanced(text: str, each: Range) -> bool:
    return text[each[1] - 1] not in _CLOSE


def _labelled(text: str, each: Range) -> bool:
    return bool(LABEL.match(text[each[0] + 1 : each[1]].lstrip()))


def _names(words: str) -> list[str]:
    """Return the parts of a list of units, without inner brackets, verbs and 等…."""
    flat = re.sub(r"[(〔\[【][^()〔〕\[\]【】]*[)〕\]】]", "", words)
    parts = re.split(r"[、,;。\s:]|和各|及各|以及", _VERBS.sub("、", flat))
    return [
        name
        for part in parts
        if (name := _LEADING.sub("", re.sub(r"等.{0,12}$", "", part)).strip("()"))
    ]


def bodies(words: str) -> bool:
    """Whether folded words are a list of names of bodies, by their form."""
    names = _names(words)
    return bool(names) and all(_BODY.search(name) and len(name) <= _LONGEST_NAME for name in names)


def _assigning(text: str, each: Range) -> bool:
    words = _inner(text, each)
    if _NOT_UNITS.match(words) or not _ENDS.search(words):
        return False
    names = _names(words)
    bodies = [name for name in names if _BODY.search(name) and len(name) <= _LONGEST_NAME]
    return bool(names) and names[0] in bodies and len(bodies) * 2 > len(names)


def _all(text: str, each: Range) -> bool:
    words = _inner(text, each)
    names = _names(words)
    return (
        not _NOT_UNITS.match(words)
        and bool(names)
        and all(
            _BODY.search(name) and _SHORTEST_NAME <= len(name) <= _LONGEST_NAME for name in names
        )
        and (len(names) > 1 or "等" not in words)
    )


def _closing(flow: Flow, each: Range) -> bool:
    """Whether a bracket follows a full stop, at the end of its paragraph or before a number."""
    before, after = _around(flow, each)
    after = after.lstrip(" 。")
    return before[-1:] in ("", "。", ";") and (not after or bool(_RUN.match(after)))


def _bracket(text: str, each: Range) -> Assignment:
    start = each[0] + 1
    end = each[1] if _unbalanced(text, each) else each[1] - 1
    return Assignment(each[0], each[1], *parted(text, start, end))


def _lines(flow: Flow, taken: list[Range]) -> Iterator[Assignment]:
    """Yield labelled units and deadlines outside brackets: at a line's head or after a full stop.

    They end with the sentence, with the paragraph, or where the next item begins. A paragraph that
    ends in 、 goes on in the next.
    """
    text = flow.text
    reached = 0
    waiting = sorted(taken, reverse=True)
    for match in LABEL.finditer(text):
        start = match.start()
        while waiting and waiting[-1][1] <= start:
            waiting.pop()
        if start < reached or (waiting and waiting[-1][0] <= start):
            continue
        if start not in flow.heads and text[start - 1] not in "。;!)〕" and start != reached:
            continue
        if _FOOTER.search(text, max(0, start - _FOOTER_REACH), start + _FOOTER_REACH):
            continue
        end = flow.paragraph(start)[1]
        while end < len(text) and (text[end - 1] in "、," or end == match.end()):
            end = flow.paragraph(end)[1]
        end = min(end, start + _LONGEST)
        following = LABEL.search(text, match.end(), end)
        stop = _RUN.search(text, match.end(), following.start() if following else end)
        following = None if stop else following
        last = following.start() if following else stop.start() if stop else end
        reached = last + (1 if stop and text[last] in "。;" else 0)
        if stripped(text, match.end(), last):
            yield Assignment(start, reached, *parted(text, start, last))
