"""Prose: headings, the numbered items under them, and the units that each item names."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cetu.model.document import Measure, Row
from cetu.model.layout import Doubt, Layout
from cetu.model.span import Span
from cetu.read.found import Found
from cetu.read.prose.flow import Flow
from cetu.read.prose.headings import Item, items
from cetu.read.prose.rows import rows
from cetu.read.prose.tasks import spoken, tasks, title
from cetu.read.prose.units import assignments

__all__ = ["prose"]


def prose(layout: Layout) -> Found:
    """Return the measures and tasks of the paragraphs of `layout`, in the order of the text.

    A document in which no words assign anything orders no task here; where only sentences do, their
    items are the tasks. What leads (列第一位的…) is
    for `lead` to say; its words are still among the units.
    """
    flow = Flow(layout)
    found = assignments(flow)
    listed = items(flow, found)
    owned = {id(each) for item in listed for each in item.assigned}
    assigned = any(each.units for each in found)
    chosen = tasks(flow, listed) if assigned else spoken(flow, listed)
    if not (assigned or chosen):
        return Found()
    loose = [each for each in found if each.units and id(each) not in owned]
    pairs = rows(flow, chosen, loose)
    measures, named = _measures(flow, [item for _, item in pairs if item])
    return Found(
        measures,
        tuple(
            replace(row, measure=named[item][0], title=named[item][1]) if item else row
            for row, item in pairs
        ),
        (*_numbering(flow, chosen), *_missing(pairs), *_above(flow, listed, chosen)),
    )


def _measures(
    flow: Flow, above: Sequence[Item]
) -> tuple[tuple[Measure, ...], dict[Item, tuple[str, str]]]:
    """Return the measures in order, and the number and title of each item that is one.

    Two headings of the same number and title are one measure in two places.
    """
    named: dict[Item, tuple[str, str]] = {}
    places: dict[tuple[str, str], list[Span]] = {}
    for item in above:
        if item not in named:
            start, end = title(flow, item)
            number = flow.cell(item.number).text
            named[item] = key = number, flow.cell((start, end)).text or number
            places.setdefault(key, []).append(flow.span(item.start, max(end, item.body)))
    measures = (Measure(*key, tuple(spans)) for key, spans in places.items())
    return tuple(measures), named


def _numbering(flow: Flow, chosen: Sequence[Item]) -> Iterator[Doubt]:
    """Yield gaps and repetitions: a number follows the one before it, or begins a list anew."""
    last: dict[str, Item] = {}
    for item in chosen:
        before = last.get(item.scheme)
        last[item.scheme] = item
        if before is None or item.value == before.value + 1:
            continue
        fresh = before.parent is not item.parent
        if fresh and item.value == 1:
            continue
        number, place = flow.cell(item.number).text, flow.span(*item.number)
        if item.value == before.value and not fresh:
            yield Doubt(
                "number-repeated",
                f"序号 {number} 不止一次出现。",
                f"The number {number} stands at more than one item.",
                place,
            )
        else:
            earlier = flow.cell(before.number).text
            yield Doubt(
                "number-gap",
                f"序号从 {earlier} 跳到 {number}。",
                f"The numbering goes from {earlier} to {number}.",
                place,
            )


def _missing(pairs: Sequence[tuple[Row, Item | None]]) -> Iterator[Doubt]:
    """Yield tasks without units under a measure where others have them."""
    stated = {item for row, item in pairs if row.units}
    for row, item in pairs:
        if not row.units and item in stated:
            yield Doubt(
                "units-missing",
                f"“{row.numeral}”没有写明责任单位，同一层级的其他任务写明了。",
                f"Item “{row.numeral}” names no responsible unit; its neighbours do.",
                row.place,
            )


def _above(flow: Flow, listed: Sequence[Item], chosen: Sequence[Item]) -> Iterator[Doubt]:
    """Yield headings with units of their own above tasks that have theirs: no task has those."""
    tasked = set(chosen)
    for item in listed:
        units = [each for one in item.assigned for each in one.units]
        if units and item not in tasked:
            number = flow.cell(item.number).text
            yield Doubt(
                "units-of-heading",
                f"标题“{number}”自己写明的责任单位没有归入任何任务：其下各项任务各有责任单位。",
                f"The units that heading “{number}” names itself belong to no task:"
                " the tasks below it have their own.",
                flow.span(*units[0]),
            )
