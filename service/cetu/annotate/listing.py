"""A list of responsible units, split into its names, each with the role that the words state."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from cetu.model.document import Role

_LONGEST: Final = 1000
"""Characters of a piece without separators in which names are looked for; more are no names."""
_PAIRS: Final = {"（": "）", "〔": "〕", "(": ")", "［": "］", "[": "]", "【": "】", "﹝": "﹞"}
_GONE: Final = "\0"
_AROUND: Final = " \t\n。，；;,\0"
_GROUPS: Final = "，,；;。：:\0"
_END: Final = re.compile(
    r"(?:局|委|办|厅|部|院|署|会|分行|支行|银行|社|室|校|队|站|组|所|中心|集团|公司|大学|学院|政府|单位"
    r"|部门|企业|高校|地区|联|协|海关|[）)〕])$"
)
_START: Final = re.compile(
    r"[省市区县州](?!级$)|各|有关|相关|国家|国务院|中国|中央|中共|人民银行|人行|全国|其他"
)
_PARENT: Final = re.compile(r"(?:人民银行|人行|总局|监督管理委员会|大学|省委|市委|区委|县委)$")
_BARE: Final = re.compile(r"(?:单位|部门|企业|地区|地方|机构|高校|院校|园区|办公室|委员会)")
_GENERAL: Final = "部门|单位|地区|地方|企业|机构|高校|院校|政府"
_AND: Final = re.compile(r"以及|及|和|与|暨|/|／|\s+")
_WITH: Final = re.compile(r"会同|协同|商(?=[省市区县各有相国财人])")
_ETC: Final = re.compile(
    rf"等+(?:(?P<rest>(?:国务院|中央|国家|省|市|区|县)?[级直]?(?:各|有关|相关)+.{{0,6}}?(?:{_GENERAL})"
    rf"(?:和单位)?|(?:省|市|区|县)[级直].{{0,6}}?(?:{_GENERAL})(?:和单位)?)"
    rf"|(?:[\d一二三四五六七八九十]+[个家])?(?:{_GENERAL})(?:和单位)?)?$"
)
_UNIT: Final = r"(?:责任|负责)?(?:单位|单位|單位|部门|部門|机构|处室)"
_LABEL: Final = re.compile(
    rf"(?<![各关])(?:(?:(?P<lead>(?:总)?牵头|主办|主要负责|主责|主要责任|第一责任)"
    rf"|(?P<support>配合|协办|参与|参加|协助(?:负责)?|协同|支持)"
    rf"|责任|负责|承办|实施|落实|执行|主管){_UNIT}|(?P<leads>牵头|主办)|(?P<supports>配合|协办|参与))"
    r"\s*(?:为|是)?\s*(?:[:：]|(?<=[位门])\s+(?=\S))"
)
_RULE: Final = re.compile(
    r"[（(〔]?(?:并?以)?(?:排|列|排列|排名|居)?(?:在|于)?(?:第一|首)(?:责任单位|责任部门|单位|部门|位|个)?的?"
    r"(?:单位|部门)?(?:为|是|作为)(?:总)?牵头(?:责任)?(?:单位|部门)(?:[，,]?(?:以)?下同)?[。]?[）)〕]?"
    r"|[（(〔]?(?:以)?下同[）)〕]?(?=$|[，,。；;）)〕])"
)
_ASIDE: Final = re.compile(r"^(?:以下|上述|排名|下列|不再|其中|均需|无$|[—－\-/／]+$|空$)")
_OPEN_ENDED: Final = r"(?:推进|落实|实施|负责|开展|做好|完成|办理|制定|组织|研究|推动|建设|抓好)"
_DUTY: Final = (
    r"(?:按照?|依照?|根据|依据)(?:各自|部门|有关|相关)?"
    r"(?:职责|职能|分工|权限)+(?:范围|分工)?(?:内)?"
)
_TAIL: Final = re.compile(
    rf"(?:(?P<lead>(?:总)?牵头|(?<!民)主办|为主|主要负责){_OPEN_ENDED}*"
    rf"|(?:{_DUTY}|共同|积极|做好|予以)*(?P<support>配合|协办|协助|参与|参加|协同|支持){_OPEN_ENDED}*"
    rf"|(?:{_DUTY}|分别|共同|联合|具体|统一|分工|指导|组织)+{_OPEN_ENDED}*|(?<!、){_OPEN_ENDED}+)$"
)
_AFTER: Final = re.compile(
    r"[（(](?:(?P<lead>(?:总)?牵头|主办)|(?P<support>配合|协办|协助|参与)|按职责分工)"
    r"(?:单位|部门|负责)?[）)]$"
)
_LED: Final = re.compile(r"(?:总)?牵头(?:负责|组织)?(?=[^，,、；;。\0（(])")
_NUMBER: Final = r"(?:[（(]?\d{1,2}[）)]|\d{1,2}[.．、]|[①-⑳])\s*"
_FROM: Final = re.compile(rf"^\s*(?:{_NUMBER}|(?:由|并由|并|请|及|以及|和|与)(?=.{{2}}))")
_PLACES: Final = r"(?:县级|设区)市|[市县区旗州盟镇乡]|街道|园区|功能区|开发区|区县|县区|市县|镇街"
_IN_BRACKETS: Final = r"(?:[（(〔][^（()）〕]{1,8}[）)〕])?"
_SUBORDINATE: Final = re.compile(
    rf"(?:各|有关|相关|所在|属地)?(?:设区)?(?:{_PLACES}){_IN_BRACKETS}(?:行政公署)?(?:、(?:{_PLACES})"
    rf"(?=[、（(〔，,；;。]|人民政府|政府|管委会|办事处|$){_IN_BRACKETS})+"
    r"(?:人民政府|政府|管委会|办事处)?"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A name: characters `start` to `end` of the list, its role (None: the words state none).

    `by` is where the words stand that state the role.
    """

    start: int
    end: int
    role: Role | None = None
    by: tuple[int, int] | None = None


def listing(
    text: str, breaks: frozenset[int] = frozenset(), office: Callable[[str], bool] = bool
) -> tuple[Listed, ...]:
    """Return the names that stand in `text`, in order, with their roles.

    `breaks` are places where a line ends in the source: there a new name may begin without a sign
    (or a word goes on). `office` tells whether words are an office's, for names with no prefix.
    Where the words state who leads, the others of the list support; standing first is not leading,
    unless the list itself says so (第一位为牵头单位).
    """
    rule, words = _without_rule(text)
    words, labels = _without_labels(words)
    names = [
        found
        for start, end in _between(words, _GROUPS)
        for found in _group(words, (start, end), breaks, office)
    ]
    names = [_labelled(name, labels) for name in names]
    if rule and names and not any(name.role == "lead" for name in names):
        names = [replace(names[0], role="lead", by=rule)] + [
            replace(name, role=name.role or "support", by=name.by or rule) for name in names[1:]
        ]
    leads = [name for name in names if name.role == "lead"]
    if leads:
        names = [
            name if name.role else replace(name, role="support", by=leads[0].by) for name in names
        ]
    elif any(label.role == "support" for label in labels):
        # 责任单位 beside 配合单位 are those who lead.
        names = [
            name if name.role or not (by := _label_of(name, labels)) else _lead(name, by)
            for name in names
        ]
    return tuple(names)


def _lead(name: Listed, label: "Listed") -> Listed:
    return replace(name, role="lead", by=(label.start, label.end))


def _without_rule(text: str) -> tuple[tuple[int, int] | None, str]:
    """Return where a lead rule stands in the text, and the text with it blanked out."""
    rule = next((m.span() for m in _RULE.finditer(text) if "牵头" in m[0]), None)
    return rule, _RULE.sub(lambda match: _GONE * len(match[0]), text)


def _stated(lead: str | None, support: str | None) -> Role | None:
    return "lead" if lead else "support" if support else None


def _without_labels(text: str) -> tuple[str, list[Listed]]:
    """Return the text without labels and without a bracket around all of it, and the labels."""
    labels = [
        Listed(m.start(), m.end(), _stated(m["lead"] or m["leads"], m["support"] or m["supports"]))
        for m in _LABEL.finditer(text)
    ]
    text = _LABEL.sub(lambda match: _GONE * len(match[0]), text)
    partner = _partners(text)
    letters = list(text)
    for place, character in enumerate(text):
        if (character in _PAIRS or character in _PAIRS.values()) and place not in partner:
            letters[place] = _GONE
    first = len(text) - len(text.lstrip(_AROUND))
    last = len(text.rstrip(_AROUND)) - 1
    if first < last and partner.get(first) == last:
        letters[first] = letters[last] = _GONE
    return "".join(letters), labels


def _partners(text: str) -> dict[int, int]:
    """Return for each bracket that has a partner the place of that; others protect nothing."""
    partner: dict[int, int] = {}
    waiting: list[int] = []
    for place, character in enumerate(text):
        if character in _PAIRS:
            waiting.append(place)
        elif character in _PAIRS.values() and waiting:
            opened = waiting.pop()
            partner[opened], partner[place] = place, opened
    return partner


def _kept(text: str) -> set[int]:
    """Return the places where no name ends: inside brackets, inside 各市、县（市、区）政府."""
    partner = _partners(text)
    inside: set[int] = set()
    reached = -1
    for opened in sorted(place for place, other in partner.items() if place < other):
        if opened > reached:  # what an outer pair holds is kept already
            reached = partner[opened]
            inside.update(range(opened + 1, reached + 1))
    for match in _SUBORDINATE.finditer(text):
        inside.update(range(match.start() + 1, match.end()))
    return inside


def _between(text: str, separators: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of what stands between the separators; brackets are not split inside."""
    kept = _kept(text)
    cuts = [n for n, character in enumerate(text) if character in separators and n not in kept]
    for before, after in pairwise([-1, *cuts, len(text)]):
        if text[before + 1 : after].strip():
            yield before + 1, after


def _group(
    text: str, group: tuple[int, int], breaks: frozenset[int], office: Callable[[str], bool]
) -> Iterator[Listed]:
    """Yield the names of a group; words such as …牵头 hold for those before them in it."""
    run: list[tuple[int, int]] = []
    offset = group[0]
    pieces = [
        (offset + a + left, offset + a + right)
        for a, b in _between(text[slice(*group)], "、·•丶")
        for left, right in _led(text[offset + a : offset + b])
        if text[offset + a + left : offset + a + right].strip()
    ]
    for start, end in pieces:
        words = text[start:end]
        if len(words) > _LONGEST:
            run.append((start, end))
            continue
        if own := _AFTER.search(words.rstrip()):
            yield from _roled(run, None, group)
            run = []
            single = _names(words[: own.start()], breaks, start, office)
            alone = [(start + a, start + b) for a, b in single]
            stated = _stated(own["lead"], own["support"])
            yield from _roled(alone, stated, (start + own.start(), start + own.end()))
            continue
        tail = _TAIL.search(words)
        names = words[: tail.start()] if tail else words
        before, together, after = _together(names)
        run += [(start + a, start + b) for a, b in _names(before, breaks, start, office)]
        if together:
            yield from _roled(run, "lead", (group[0], end))
            run = []
            shift = start + len(before) + len(together)
            rest = [(shift + a, shift + b) for a, b in _names(after, breaks, shift, office)]
            yield from _roled(rest, "support", (group[0], end))
        elif tail:
            by = (run[0][0] if run else start, end)
            yield from _roled(run, _stated(tail["lead"], tail["support"]), by)
            run = []
    yield from _roled(run, None, group)


def _roled(run: list[tuple[int, int]], role: Role | None, by: tuple[int, int]) -> Iterator[Listed]:
    for start, end in run:
        yield Listed(start, end, role, by if role else None)


def _led(words: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of words in which 牵头 is followed by more names without a sign between."""
    start = 0
    for match in _LED.finditer(words[:_LONGEST]):
        if _START.match(words[match.end() :]) or words[match.end()] == "会":
            yield start, match.end()
            start = match.end()
    yield start, len(words)


def _together(words: str) -> tuple[str, str, str]:
    """Return what stands before, at and after 会同 (由甲会同乙), the last two empty without it."""
    for match in _WITH.finditer(words):
        before = words[: match.start()]
        opening = match[0] == "会同" and not before.strip(" 由并")
        if opening or _END.search(before.rstrip()):
            return "" if opening else before, match[0], words[match.end() :]
    return words, "", ""


def _names(
    words: str, breaks: frozenset[int], offset: int, office: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the names in words without 、: joined by 和, by a line break, by 等."""
    kept = _kept(words)
    cuts = [0]
    joints = [(m.start(), m.end()) for m in _AND.finditer(words)]
    joints += [(n - offset, n - offset) for n in breaks if offset < n < offset + len(words)]
    for start, end in sorted(joints):
        left, right = words[cuts[-1] : start], words[end:]
        sign = bool(words[start:end].strip())
        if start not in kept and start >= cuts[-1] and _apart(left, right, office, sign=sign):
            cuts += [start, end]
    for first, last in zip(cuts[::2], [*cuts[1::2], len(words)], strict=True):
        yield from _each(words, first, last)


def _apart(left: str, right: str, office: Callable[[str], bool], *, sign: bool) -> bool:
    """Whether two names meet here, and not two halves of one (文化和旅游部)."""
    left, right = left.strip(), _FROM.sub("", right.strip())
    if not _END.search(left.rstrip("等")) or not right or _BARE.match(right):
        return False
    if sign:
        return bool(_START.match(right) or _END.search(right) or office(right))
    new = _START.match(right) and not _PARENT.search(left)
    return bool(new) or (office(left) and office(_AND.split(right)[0]))


def _each(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the name that stands there, and the group that 等 joins to it (等有关部门)."""
    if opening := _FROM.match(words[start:end]):
        start += opening.end()
    while start < end and words[start].isspace():
        start += 1
    rest: tuple[int, int] | None = None
    etc = _ETC.search(words[start:end].rstrip())
    if etc and (etc.start() == 0 or _END.search(words[start : start + etc.start()])):
        if etc["rest"]:
            rest = (start + etc.start("rest"), start + etc.end("rest"))
        end = start + etc.start()
    name = words[start:end]
    trimmed = name.rstrip(" \t\n\u3000.")
    if trimmed and not _ASIDE.search(trimmed):
        yield start, start + len(trimmed)
    if rest:
        yield rest


def _label_of(name: Listed, labels: list[Listed]) -> Listed | None:
    return next((label for label in reversed(labels) if label.end <= name.start), None)


def _labelled(name: Listed, labels: list[Listed]) -> Listed:
    """Return the name with the role of the label before it, unless words say another."""
    label = _label_of(name, labels)
    if name.role or not label or not label.role:
        return name
    return replace(name, role=label.role, by=(label.start, label.end))
