"""Sentences that assign a task which names no units elsewhere: 由甲牵头，会同乙推进; 甲会同乙…."""

import re
from collections.abc import Iterator
from typing import Final

from cetu.model.document import Role, Units
from cetu.model.span import Span
from cetu.read.prose.flow import Flow, Range
from cetu.read.prose.units import bodies

_ACTS: Final = (
    r"(?=等|共同|联合|负责|推进|推动|做好|组织|建立|建设|开展|研究|加强|编制|制定|制订|完善|落实|实施|出台|印发|指导|督促|加快"
    r"|组建|成立|设立|健全|探索|统筹|定期|抓好|积极|进一步|对|按|,|。|;)"
)
"""Before what those do whom a sentence names."""
_LED: Final = re.compile(
    r"(?:由|,)(?P<lead>[^,。;:由]{2,40}?牵头)(?:负责)?,?"
    rf"(?:(?:会同|联合)(?P<together>[^,。;:]{{2,60}}?){_ACTS})?"
)
_WITH: Final = re.compile(
    rf"(?:由|(?<=[,。;]))(?P<lead>[^,。;:由]{{2,40}}?)(?P<with>会同)(?P<together>[^,。;:]{{2,60}}?){_ACTS}"
)
_EACH: Final = re.compile(
    r"(?<=[,。;])(?P<each>各[^,。;:]{1,20}?)(?:要|应)?(?:按照?|根据)(?:各自)?职责(?:分工)?"
)


def said(flow: Flow, each: Range) -> Iterator[Units]:
    """Yield the units that the first such sentence of a stretch assigns it to.

    Only words that name a leader count (由…牵头, 甲会同乙): who acts with it (会同…), and those who
    act within their duties in the same sentence (各责任单位按照职责分工), support it. Without 牵头,
    the word 会同 itself is what says who leads.
    """
    match = _LED.search(flow.text, *each)
    role: Role | None = None
    head: Span | None = None
    if not match or not bodies(match["lead"]):
        match, role = _WITH.search(flow.text, *each), "lead"
        if not match or not (bodies(match["lead"]) and bodies(match["together"])):
            return
        head = flow.span(*match.span("with"))
    yield Units(flow.cell(match.span("lead")), role=role, head=head)
    together = match.span("together")
    if match["together"] and bodies(match["together"]):
        yield Units(flow.cell(together), role="support")
    stop = flow.text.find("。", match.end(), each[1])
    if others := _EACH.search(flow.text, match.end() - 1, each[1] if stop < 0 else stop):
        yield Units(flow.cell(others.span("each")), role="support")
