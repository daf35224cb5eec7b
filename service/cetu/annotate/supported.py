"""Those whom a verb of support names: 支持中小企业…, 培育一批…企业, 便利企业…, 对…企业…."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from cetu.annotate.lexicon import Hit

_VERBS = re.compile(
    "(?:"
    "(?P<nurture>选树|培育壮大|培育扶持|培育和壮大|培育和引进|引进和培育|引进培育|引育|培育|培养|引进|壮大)"
    "|(?P<support>优先支持|重点支持|积极支持|引导和支持|支持|允许|便利(?!化)|助力|扶持|惠及|覆盖|满足|破解"
    "|尊重|赋予|授予|落实到|(?<=[、，。；和])服务(?!机构|组织|平台|中心|单位))"
    "|(?P<cultivation>加强|强化|推进|深化|加大)"
    "|(?P<near>面向)"
    "|(?P<turn>(?<![针应面相])对于?(?![于接外应标照口象])|(?:^|(?<=[，。；]))[将为向])"
    ")(?:一批|各类|更多)?"
)
_ACTS = re.compile(
    "开展|建设|组建|成立|打造|制定|创建|探索|承担|申报|举办|设立|布局|加强|推进|推动|实施|完善|建立|构建|研究"
    "|通过|利用|运用|使用|开发|研发|搭建|提供|提升|扩大|落地|发展|参与|围绕|聚焦|形成|实现|鼓励|引导|引进|部署|加大|加快"
)
"""What somebody supported does; before the head it says that the sentence supports the doing."""
_GROWS = re.compile(
    "[家化库园群链圈]|管理|培养|培育|评价|认定|清单|标准|信息|名录|目录|集聚|孵化|招引|转型|主管|之间"
)
_BUILT = re.compile("建设")
"""What makes a longer word or an activity of a head: 企业家, 人才培养; 基地建设 too."""
_PLACES = ("基地", "项目", "中心", "载体", "社区", "实验室", "人才", "团队")
_NURTURED = re.compile("培育|培养|引育")
_JOINED = re.compile("，?以及|和一批|[、和及与或]")
_OFFERED = re.compile("等?(?:的|提供|发放|开放)")
_GIVEN = re.compile(
    "给予|提供|予以|实行|可|免|减|简化|优先|纳入|发放|奖|补|放宽|倾斜|支持|保障|认定|审批"
)
_CHECKED = re.compile(
    "检查|监管|处罚|查处|整治|核查|抽查|监督|追究|问责|管控|考核|清理|规范|评估|治理"
)
_GENERAL = ("企业", "项目", "机构", "单位", "个人", "人员")
_LENDERS = ("金融机构", "银行")
_LENT = re.compile("等?(?:提供|开发|推出|创新|加大|开展|设立|发放)")
_REACH = 24
_FARTHEST = 200
"""How far a list of those supported may run from its verb."""


def supported(text: str, named: Sequence[Hit]) -> Iterator[tuple[int, int]]:
    """Yield where those stand whom a verb of support names; `named` are the heads, in order.

    The phrase runs from the verb to the first head that ends a noun, and on through a list (企业、
    机构和人才). A verb of doing between verb and head (支持建设…基地) means that the doing is
    supported and nobody is named. After 对 and 将 the clause must give something and check nobody;
    after 加强 the head is to be cultivated (加强创新型企业培育).
    """
    starts = [hit.start for hit in named]
    for match in _VERBS.finditer(text):
        first = bisect_left(starts, match.end())
        last = bisect_left(starts, match.end() + _FARTHEST)
        place = _phrase(text, match, named[first:last])
        if place and _counts(text, match, place):
            yield place


def lends(text: str, start: int, end: int) -> bool:
    """Whether the phrase names those who provide: 支持金融机构提供贷款 serves others."""
    return text[start:end].endswith(_LENDERS) and _LENT.match(text, end) is not None


def _counts(text: str, match: re.Match[str], place: tuple[int, int]) -> bool:
    start, end = place
    if match["near"]:
        return _OFFERED.match(text, end) is not None
    if match["turn"]:
        return text[start:end] not in _GENERAL and _gives(text, match.start(), end)
    return not lends(text, start, end)


def _phrase(text: str, match: re.Match[str], named: Sequence[Hit]) -> tuple[int, int] | None:
    end, at = 0, match.end()
    while head := _head(text, at, named, match):
        end = head.end
        joined = _JOINED.match(text, end)
        if not joined:
            break
        at = joined.end()
    return (match.end(), end) if end else None


def _head(text: str, start: int, named: Sequence[Hit], match: re.Match[str]) -> Hit | None:
    """Return the first head from `start` on that ends a noun phrase without a verb of doing."""
    begun = {hit.start for hit in named}
    for hit in named:
        if hit.start < start:
            continue
        before = text[start : hit.start]
        if len(before) > _REACH or re.search("[，。；：、]", before):
            return None
        doing = _ACTS.match(before) if match["nurture"] else _ACTS.search(before)
        if doing and "的" not in before[doing.end() :]:
            return None
        if hit.end not in begun and _ends(text, hit, cultivated=bool(match["cultivation"])):
            return hit
    return None


def _ends(text: str, hit: Hit, *, cultivated: bool) -> bool:
    if cultivated:
        return _NURTURED.match(text, hit.end) is not None
    built = text[hit.start : hit.end].endswith(_PLACES) and _BUILT.match(text, hit.end)
    return not built and not _GROWS.match(text, hit.end)


def _gives(text: str, start: int, end: int) -> bool:
    """Whether the sentence behind the phrase gives something, and its clause checks nobody."""
    stop = min((at for mark in "。；" if (at := text.find(mark, end)) >= 0), default=len(text))
    clause, *_ = text[end:stop].split("，")
    if text[max(0, start - 4) : start].endswith(("减少", "降低")):
        return True
    return not _CHECKED.search(clause) and _GIVEN.search(text, end, stop) is not None
