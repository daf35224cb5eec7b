"""Labels that say what follows: responsible units, a deadline, an official."""

import re
from itertools import groupby
from typing import Final

from cetu.read import lead
from cetu.read.prose.flow import Range

_ROLE: Final = "(?:责任|牵头|配合|协办|主办|承办|参与|参加|协助|协同|负责|实施|落实|主要|支持|指导)"
UNITS: Final = (
    rf"(?:[省市区县州国]级|[省市区县]直|第一|各)?{_ROLE}{{1,3}}(?:\([^()]{{1,8}}\))?"
    r"(?:单位|部门|处室|科室|地区|主体|机构)(?:及[^:、。]{1,6})?\s*:"
    r"|(?:牵头|配合|主办|协办|承办|参与)(?:负责)?\s*:"
)
DEADLINE: Final = (
    r"(?:完成|办结|办理|推进|工作|责任|实施|整改)?(?:时限|期限)(?:要求)?\s*:"
    r"|(?:完成|推进|办结)(?:时间|日期|节点)\s*:|时间(?:要求|节点)\s*:|进度要求\s*:"
)
OFFICIAL: Final = (
    r"(?:牵头|责任|分管|包联|联系|挂钩|主管)(?:[省市区县]级?)?领导\s*:|(?:主要)?(?:责任|负责)人\s*:"
)
LABEL: Final = re.compile(f"(?P<deadline>{DEADLINE})|(?P<official>{OFFICIAL})|(?P<units>{UNITS})")
_NOTE: Final = re.compile(
    r"[,。;]\s*(?:以下(?:均|各|同|任务)|不再(?:重复)?列出|下同|按照?责任分工,下同).*$"
)
_DATE: Final = re.compile(
    r"[,。;]\s*(?P<date>(?:到)?(?:\d{4}年|\d{1,2}月)(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?底|末|[上中下]旬)?"
    r"(?:之?前)?(?:完成)?|(?:持续|长期)(?:推进|坚持|实施|开展))[\s。]*$"
)


def parted(text: str, start: int, end: int) -> tuple[tuple[Range, ...], Range | None]:
    """Return the unit lists and the deadline of what stands from `start` to `end` of folded text.

    Lists keep their labels; lists that follow each other directly are one. Names of officials and
    notes (以下均需…) are neither; a date that closes the last list is a deadline without a label.
    """
    deadline: Range | None = None
    kinds: list[tuple[str, int, int]] = []
    marks = list(LABEL.finditer(text, start, end))
    if not marks or marks[0].start() > start:
        kinds.append(("units", start, marks[0].start() if marks else end))
    for index, mark in enumerate(marks):
        last = marks[index + 1].start() if index + 1 < len(marks) else end
        kind = str(mark.lastgroup)
        if kind == "deadline":
            deadline = stripped(text, mark.end(), last) or deadline
        kinds.append((kind, mark.start(), last))
    lists = []
    for kind, same in groupby(kinds, key=lambda each: each[0]):
        together = list(same)
        if kind == "units":
            first, last = together[0][1], _before_note(text, together[0][1], together[-1][2])
            if dated := _DATE.search(text[first:last]):
                deadline = first + dated.start("date"), first + dated.end("date")
                last = first + dated.start()
            if each := stripped(text, first, last):
                lists.append(each)
    return tuple(lists), deadline


def without_note(words: str) -> str:
    """Return the words of a list without a lead rule or a note at their end."""
    return _NOTE.sub("", lead.RULE.sub("", words)).strip(" 。,;")


def stripped(text: str, start: int, end: int) -> Range | None:
    """Return a range without the white space and punctuation around it, None if nothing is left."""
    while start < end and text[start] in " ,;:。":
        start += 1
    while start < end and text[end - 1] in " ,;。":
        end -= 1
    return (start, end) if start < end else None


def _before_note(text: str, start: int, end: int) -> int:
    """Return where a note begins; a lead rule is none, and stays."""
    ruled = lead.RULE.sub(lambda rule: "·" * len(rule[0]), text[start:end])
    note = _NOTE.search(ruled)
    return start + note.start() if note else end
