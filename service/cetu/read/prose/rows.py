"""Rows from tasks: which words order, which name the units, which the deadline."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from cetu.model.document import Row, Units
from cetu.model.span import Cell
from cetu.read.prose.flow import Flow, Range, without
from cetu.read.prose.headings import Item
from cetu.read.prose.sentences import said
from cetu.read.prose.tasks import short, title
from cetu.read.prose.units import Assignment, ends_sentence

_WORDS: Final = re.compile(r"[^\W\d_]{2}")
_CLOSED: Final = "。;!?)〕:”"
_SIGNED: Final = re.compile(
    r"附\s*(?:件|表|录)|抄送|\(此件|.{0,40}印发$|本\S{1,8}自|\S{0,12}\d{4}年\d{1,2}月\d{1,2}日$"
)
_LINE: Final = 30
_SENTENCE: Final = 8
_LEAD_IN: Final = re.compile(r"(?:具体|主要|重点|工作)?(?:措施|举措|任务):\s*")


@dataclass(slots=True)
class Piece:
    """A stretch of the flow that orders one task, and what assigns it."""

    start: int
    end: int
    assigned: list[Assignment] = field(default_factory=list)


def rows(
    flow: Flow, chosen: Sequence[Item], loose: Sequence[Assignment]
) -> list[tuple[Row, Item | None]]:
    """Return the rows of the tasks, in order, each with the item that is its measure.

    A task whose text goes on behind its units, to further units, is several: where most tasks of a
    document are so, they stand under it; else those after the first have no number. `loose` are
    assignments outside all items: each assigns the paragraph it ends.
    """
    ahead = _ahead(flow, chosen)
    pieces = {item: list(_pieces(flow, item, ahead=ahead)) for item in chosen}
    several = {
        scheme
        for scheme, count in Counter(i.scheme for i in chosen if len(pieces[i]) > 1).items()
        if count > 1 and count * 2 > sum(i.scheme == scheme and bool(i.assigned) for i in chosen)
    }
    longest = _longest(flow, chosen)
    titled = _titled(flow, chosen)
    found: list[tuple[Row, Item | None]] = []
    for item in chosen:
        under = item.scheme in several and len(pieces[item]) > 1
        if not any(each.units for each in item.assigned):
            pieces[item] = [Piece(item.body, _tail(flow, item, longest))]
            spoken = tuple(said(flow, (item.body, pieces[item][0].end)))
        else:
            spoken = ()
        for index, piece in enumerate(pieces[item]):
            numbered = index == 0 and not under
            row = _row(flow, piece, item if numbered else None, skip=item if under else None)
            if numbered and not titled:
                row = replace(row, heading=Cell())
            if row.task:
                row = replace(row, units=row.units or spoken)
                found.append((row, item if under else item.parent))
    for each in loose:
        start = flow.paragraph(each.start)[0]
        if start == each.start and start:
            start = flow.paragraph(start - 1)[0]
        row = _row(flow, Piece(start, each.end, [each]), None)
        if row.task:
            found.append((row, None))
    return sorted(found, key=lambda pair: pair[0].place.start if pair[0].place else 0)


def _titled(flow: Flow, chosen: Sequence[Item]) -> bool:
    """Whether most tasks begin with a short title; where few do, it is a sentence like others."""
    return sum(short(title(flow, item)) for item in chosen) * 2 > len(chosen)


def _groups(flow: Flow, item: Item) -> Iterator[list[Assignment]]:
    """Yield assignments that stand together, or in one sentence: they assign the same task."""
    group: list[Assignment] = []
    for each in item.assigned:
        if (
            group
            and any(one.units for one in group)
            and each.units
            and ends_sentence(flow, group[-1])
            and _WORDS.search(flow.text, group[-1].end, each.start)
        ):
            yield group
            group = []
        group.append(each)
    if group:
        yield group


def _ahead(flow: Flow, chosen: Sequence[Item]) -> bool:
    """Whether units stand ahead of the words of tasks, in or under their headings."""
    first = [
        item
        for item in chosen
        if item.assigned
        and not _WORDS.search(flow.text, title(flow, item)[1], item.assigned[0].start)
        and _WORDS.search(flow.text, item.assigned[-1].end, item.own)
    ]
    return bool(first) and len(first) * 2 > sum(bool(item.assigned) for item in chosen)


def _pieces(flow: Flow, item: Item, *, ahead: bool) -> Iterator[Piece]:
    """Yield the pieces of an item: each ends with its units, or begins with them (`ahead`)."""
    groups = list(_groups(flow, item))
    start = item.body
    for group, following in pairwise([*groups, None]):
        if group is None:
            continue
        end = group[-1].end
        if ahead or (following is None and item.inside and item.inside[0].start >= end):
            end = following[0].start if following else _tail(flow, item, None)
        elif not ends_sentence(flow, group[-1]):
            end = min(flow.paragraph(group[-1].start)[1], item.end)
        else:
            end = _rest(flow, item, end) if following is None else end
        while end < item.end and flow.text[end] in "。; ":
            end += 1
        yield Piece(start, end, group)
        start = end


def _rest(flow: Flow, item: Item, end: int) -> int:
    """Return where a sentence behind the units ends, in a paragraph that is the item's alone."""
    first, last = flow.paragraph(end - 1)
    words = flow.text[end : min(last, item.own)].strip("。; ")
    alone = first >= item.start and item.start in flow.heads and last <= item.own
    return last if alone and len(words) >= _SENTENCE and flow.text[last - 1] in "。;" else end


def _longest(flow: Flow, chosen: Sequence[Item]) -> int:
    """Return the greatest number of paragraphs that a task with another behind it has."""
    counts = [
        len(list(flow.paragraphs(item.start, item.own)))
        for item, following in pairwise(chosen)
        if following.parent is item.parent and not item.inside
    ]
    return max(counts, default=1)


def _tail(flow: Flow, item: Item, longest: int | None) -> int:
    """Return where the words of an item end: before a signature, a title, a closing paragraph."""
    last = item.inside[-1].start if item.inside else item.start
    end, closed = last, False
    for count, (start, stop) in enumerate(flow.paragraphs(last, item.end)):
        words = flow.text[start:stop].strip()
        ended = words[-1:] in _CLOSED
        if count and (
            _SIGNED.match(words)
            or (closed and not ended and len(words) <= _LINE)
            or (longest is not None and count >= longest)
        ):
            break
        end, closed = stop, ended
    return end


def _row(flow: Flow, piece: Piece, item: Item | None, skip: Item | None = None) -> Row:
    start = piece.start
    if skip and start == skip.body:
        start = title(flow, skip)[1]
        while start < piece.end and flow.text[start] in "。:; ":
            start += 1
    if not item and (label := _LEAD_IN.match(flow.text, start, piece.end)):
        start = label.end()
    gaps = [(each.start, each.end) for each in piece.assigned]
    ranges = list(without((start, piece.end), gaps))
    heading = title(flow, item) if item else _lead_in(flow, start, piece.end)
    task = flow.cell(*_trimmed(flow, ranges))
    deadlines = [flow.cell(each.deadline) for each in piece.assigned if each.deadline]
    return Row(
        number=flow.span(*item.number) if item else None,
        measure=None,
        task=task,
        units=tuple(Units(flow.cell(each)) for one in piece.assigned for each in one.units),
        heading=flow.cell(heading) if _is_heading(flow, heading, task) else Cell(),
        deadline=deadlines[-1] if deadlines else Cell(),
    )


def _lead_in(flow: Flow, start: int, end: int) -> Range:
    """Return a first paragraph that is a short sentence with others behind it."""
    stop = min(flow.paragraph(start)[1], end) if start < end else start
    return (start, stop) if stop < end else (start, start)


def _is_heading(flow: Flow, heading: Range, task: Cell) -> bool:
    words = flow.text[slice(*heading)].strip()
    return short(heading) and 0 < len(words) < len(task.text) - 1


def _trimmed(flow: Flow, ranges: Sequence[Range]) -> list[Range]:
    """Drop what has no words of its own, but for a full stop behind a bracket that needs one."""
    kept: list[Range] = []
    for each in ranges:
        words = flow.text[slice(*each)].strip()
        before = flow.text[slice(*kept[-1])].rstrip()[-1:] if kept else "。"
        if re.search(r"\w", words) or (words[:1] in "。;" and before not in _CLOSED):
            kept.append(each)
    return kept
