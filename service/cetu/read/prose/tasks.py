"""Which numbered items are tasks: those at the level at which units stand, and their siblings."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from cetu.read.prose.flow import Flow, Range
from cetu.read.prose.headings import Item
from cetu.read.prose.sentences import said

_NO_TASK: Final = re.compile(
    r"总体(?:要求|目标|思路|考虑|部署|任务)|指导思想|基本原则|工作原则|目标$|重要意义|重大意义|现状|适用范围|背景|"
    r"形势|附则|附件|(?:实施|工作|时间|进度)(?:步骤|安排)|名词解释|术语"
)
_FORCE: Final = re.compile(r"起(?:正式)?(?:施行|实施|执行|生效)|有效期|负责解释|由.{2,30}解释")
_FORCE_LENGTH: Final = 150
_TITLE: Final = 40
_COLON: Final = 30
_ALWAYS: Final = 0.8
_GROUPS: Final = 2


def title(flow: Flow, item: Item) -> Range:
    """Return the title of an item: its first sentence, or its line, without a mark at the end."""
    start = item.body
    end = min(
        item.own,
        flow.paragraph(item.start)[1],
        *(each.start for each in item.assigned if each.start > start),
    )
    text = flow.text
    stop = text.find("。", start, end)
    colon = text.find(":", start, end if stop < 0 else stop)
    if 0 <= colon <= start + _COLON:
        stop = colon
    end = end if stop < 0 else stop
    while end > start and text[end - 1] in " 。:;,、":
        end -= 1
    return start, end


def short(each: Range) -> bool:
    """Whether a first sentence is short enough to be the title of a task."""
    return 0 < each[1] - each[0] <= _TITLE


def tasks(flow: Flow, listed: Sequence[Item]) -> list[Item]:
    """Return the items that are tasks, in order.

    Units that close the last of several items, and do so in group after group, belong to what
    those items make up. An item with units is a task unless items inside it have units of their
    own. Its numbered siblings are tasks too, and so are the items of a later section that has no
    units at all (保障措施); aims, principles, annexes and words on entry into force are none.
    """
    groups: dict[Item | None, list[Item]] = defaultdict(list)
    for item in listed:
        groups[item.parent].append(item)
    _raise(groups)
    bearing = {above for item in listed if _units(item) for above in (item, *item.ancestors())}
    chosen = {
        item
        for item in listed
        if _units(item) and not any(other in bearing for other in item.inside)
    }
    if not chosen:
        return []
    first = min(item.start for item in chosen)
    parts = {item.part for item in chosen}
    above = {level.scheme for item in chosen for level in item.ancestors()}
    more: set[Item] = set()
    for parent, group in groups.items():
        if any(item in chosen for item in group):
            others = [item for item in group if item not in bearing]
            if parent is None:
                others = [item for item in others if item.start > first]
        elif (
            parent
            and parent.parent is None
            and parent.scheme in above
            and parent.start > first
            and parent not in bearing
        ):
            others = [item for item in group if item.scheme not in ("first", "circled")]
        else:
            continue
        more |= {item for item in others if item.part in parts and not _excluded(flow, item)}
    return sorted(chosen | more, key=lambda item: item.start)


def spoken(flow: Flow, listed: Sequence[Item]) -> list[Item]:
    """Return the items that are tasks where units stand in sentences only (由甲会同乙…), in order.

    They are those of every group of innermost items most of which say so, in a text that is not in
    articles: there such sentences give powers.
    """
    groups: dict[Item | None, list[Item]] = defaultdict(list)
    for item in listed:
        if not item.inside and not _excluded(flow, item):
            groups[item.parent].append(item)
    if any(item.scheme == "article" for item in listed):
        return []
    found: list[Item] = []
    for group in groups.values():
        saying = [item for item in group if any(said(flow, (item.body, item.end)))]
        if len(saying) >= _GROUPS and 2 * len(saying) > len(group):
            found += group
    return sorted(found, key=lambda item: item.start)


def _units(item: Item) -> bool:
    return any(each.units for each in item.assigned)


def _raise(groups: dict[Item | None, list[Item]]) -> None:
    """Move units that close a group of items to what the group is inside of."""
    by_scheme: dict[str, list[list[Item]]] = defaultdict(list)
    for parent, group in groups.items():
        if parent and any(_units(item) for item in group):
            by_scheme[group[0].scheme].append(group)
    for same in by_scheme.values():
        closing = [
            group
            for group in same
            if len(group) > 1 and not any(_units(item) for item in group[:-1])
        ]
        if len(closing) < _GROUPS or len(closing) < _ALWAYS * len(same):
            continue
        for group in closing:
            if group[0].parent and not any(_units(item) for item in group[-1].all()):
                group[0].parent.assigned += group[-1].assigned
                group[-1].assigned = []


def _excluded(flow: Flow, item: Item) -> bool:
    for level in (item, *item.ancestors()):
        start, end = title(flow, level)
        if end - start <= _TITLE and _NO_TASK.search(flow.text[start:end]):
            return True
    return item.end - item.start <= _FORCE_LENGTH and bool(
        _FORCE.search(flow.text, item.body, item.end)
    )
