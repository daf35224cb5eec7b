"""Sentences that assign a task which names no units elsewhere: 由甲牵头，会同乙共同推进."""

import re
from collections.abc import Iterator
from typing import Final

from cetu.model.document import Units
from cetu.read.prose.flow import Flow, Range
from cetu.read.prose.units import bodies

_LED: Final = re.compile(
    r"(?:由|,)(?P<lead>[^,。;:由]{2,40}?牵头)(?:负责)?,?"
    r"(?:(?:会同|联合)(?P<together>[^,。;:]{2,60}?)(?=共同|联合|负责|推进|做好|组织|建立|开展|研究|,|。|;))?"
)
_EACH: Final = re.compile(
    r"(?<=[,。;])(?P<each>各[^,。;:]{1,20}?)(?:要|应)?(?:按照?|根据)(?:各自)?职责(?:分工)?"
)


def said(flow: Flow, each: Range) -> Iterator[Units]:
    """Yield the units that the first such sentence of a stretch assigns it to.

    Only words that name a leader count (由…牵头): who acts with it (会同…), and those who act
    within their duties in the same sentence (各责任单位按照职责分工), support it.
    """
    match = _LED.search(flow.text, *each)
    if not match or not bodies(match["lead"]):
        return
    yield Units(flow.cell(match.span("lead")))
    together = match.span("together")
    if match["together"] and bodies(match["together"]):
        yield Units(flow.cell(together), role="support")
    stop = flow.text.find("。", match.end(), each[1])
    if others := _EACH.search(flow.text, match.end() - 1, each[1] if stop < 0 else stop):
        yield Units(flow.cell(others.span("each")), role="support")
