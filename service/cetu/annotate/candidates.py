"""Candidates: words that look like an instrument by their form and are in no vocabulary."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from cetu.annotate.lexicon import Hit, Lexicon
from cetu.model.span import Cell
from cetu.model.task import Candidate

_LONGEST = 12
_AROUND = 60
"""How far before a form a label may begin that covers it."""
_QUOTED = re.compile(r"“([^“”]{2,16})”?$")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z0-9·+-]*$")
_BREAKS = re.compile(
    r"以及|等(?!级)|[的和及与或对向按为以其该各元次年月日个项家类被把将从在由于是有者时]"
    r"|给予|提供|享受|申请|申报|申领|发放|投放|拨付|获得|取得|落实|开展|实施|实行|实现|推出|开发|设立|成立"
    r"|组建|创新|探索|推广|运用|使用|利用|购买|进行|参照|负责|监督|检查|签约|资助|要求|确定|合理|同步|最高"
    r"|鼓励|支持|引导|推动|建立|完善|加大|加快|简化|提高|扩大|优化|强化|统筹|安排|争取|用好|发挥|进一步"
)
"""Words that stand before a name and are not of it."""
_ENDED = re.compile(
    r"[”」』）)、，。；：,;!?\s]|$|[的和及与或等]|以及|产品|政策|支持|制度|机制|试点|服务|模式|力度|工作|条件"
    r"|资金|业务|方式|措施|补助|补贴|奖励"
)
_CLOSED = re.compile(r"[”」』）)、，。；：,;]|$|等|产品|政策|和|及|与|或")
_UNNAMED = re.compile(r"(?:[风危保抢]险|[信借转放还尽]贷|[^券]债|保)$")
"""How words end that are no names of products, unless they stand in quotation marks."""


def candidates(
    cell: Cell, raw: str, lexicon: Lexicon, hits: Sequence[Hit]
) -> tuple[Candidate, ...]:
    """Return the words of a task that end like an instrument and that no vocabulary has.

    `head` is the form they end in. Of forms that end at one place the longest counts; where the
    vocabulary has only the form itself (补贴), a longer name (装修补贴) is a candidate still.
    """
    found: list[Candidate] = []
    ordered = sorted(hits, key=lambda hit: hit.start)
    starts = [hit.start for hit in ordered]
    for form in _forms(hits, lexicon):
        first, last = bisect_left(starts, form.start - _AROUND), bisect_left(starts, form.end)
        start = _start(cell.text, form, ordered[first:last], lexicon)
        if start is not None:
            head = cell.text[form.start : form.end]
            found.append(Candidate(cell.span(start, form.end, raw), head))
    return tuple(found)


def _forms(hits: Iterable[Hit], lexicon: Lexicon) -> Iterator[Hit]:
    """Yield the forms, of those that end at one place the longest."""
    longest: dict[int, Hit] = {}
    for hit in hits:
        if lexicon.of("instrument-forms", hit):
            other = longest.get(hit.end)
            if other is None or hit.start < other.start:
                longest[hit.end] = hit
    yield from (longest[end] for end in sorted(longest))


def _start(text: str, form: Hit, hits: Sequence[Hit], lexicon: Lexicon) -> int | None:
    """Return where the name that ends in `form` begins, None where it is no name or a known one."""
    short = form.end - form.start == 1
    if not (_CLOSED if short else _ENDED).match(text, form.end):
        return None
    if _known(form, hits, lexicon):
        return None
    quoted = _QUOTED.search(text, max(0, form.end - _LONGEST - 4), form.end)
    if quoted and text[form.end : form.end + 1] == "”":
        start = quoted.start(1)
    else:
        start = _left(text, form, hits, lexicon)
        if short and _UNNAMED.search(text[start : form.end]):
            return None
    too_short = form.start - start < (2 if short else 1)
    return None if too_short or lexicon.named("instruments", text[start : form.end]) else start


def _left(text: str, form: Hit, hits: Iterable[Hit], lexicon: Lexicon) -> int:
    """Return where an unquoted name begins: after the last verb or little word before its form."""
    left = _NAME.search(text, max(0, form.start - _LONGEST), form.start)
    start = left.start() if left else form.start
    for breaking in _BREAKS.finditer(text, start, form.start):
        start = breaking.end()
    verbs = (hit for hit in hits if lexicon.of("policy-verbs", hit))
    return max([start, *(hit.end for hit in verbs if start <= hit.start < form.start)])


def _known(form: Hit, hits: Iterable[Hit], lexicon: Lexicon) -> bool:
    """Whether a longer instrument or look-alike covers the form."""
    for hit in hits:
        longer = hit.end - hit.start > form.end - form.start
        over = hit.start <= form.start < hit.end
        if longer and over and (lexicon.of("instruments", hit) or lexicon.of("look-alikes", hit)):
            return True
    return False
