"""Numeric limits and targets: value, unit, bound, and what the number is measured on."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cetu.annotate.bounds import Bounded, bounded
from cetu.annotate.lexicon import Lexicon
from cetu.annotate.measured import measured
from cetu.annotate.numbers import Number, halfwidth, numbers
from cetu.model.document import Row
from cetu.model.span import Cell, Span
from cetu.model.task import Mention, Quantity

_STOPS = "，。；："
_WHOSE = re.compile(
    r"(?:\s*[（(][^（）()]*[）)])?的?[^，。；、]{0,8}?(?:企业|单位|项目|机构|人才|人员|毕业生|主体|组织)"
)
"""What follows a number that says who qualifies (注册资本100万元以上的企业), which is no limit."""
_IF = re.compile(
    r"[）)]?的(?:[，,；;。]|$|给予|予以|按|可)|的[^，。；、]{0,6}?(?:企业|单位|项目|机构)"
)
"""What follows a number that is a condition: 投资达到1000万元的，给予…; 超过100人的企业."""
_SHARE_OF = re.compile(r"占[^，。；]{0,12}比|占比|比例|比重|增长|增速")
_COMPARING = frozenset({"达到", "达", "超过", "超", "低于", "高于"})
_RANGE_BEFORE = re.compile(r"[\d%十百千万亿年月个]\s*[-—–~～至]\s*$")
_RANGE_AFTER = re.compile(r"\s*[-—–~～至]\s*\d")
"""Around a number of a span of values (10%—20%, 1—2个), which is no single number."""
_LOW = re.compile(
    r"(?<![\dA-Za-z第+/.])(?P<low>\d+(?:\.\d+)?)\s*(?P<scale>[万亿])?%?\s*[-—–~～至]\s*$"
)
"""The lower end of a span of values, before its upper end: 1—2个, 3万—5万元."""
_LOW_SCALE = {"万": Decimal(10**4), "亿": Decimal(10**8)}
_FIGURES = re.compile(r"\d[\d,]*(?:\.\d+)?")
_DATED = re.compile(r"(?:[年月]|近|前|过去|最近|以上|每)\s*$")
_EACH_ONE = re.compile(r"每[\u4e00-\u9fff]{1,5}$")
"""Before a one that says for what something is counted: 每招用1人."""
_WINDOW = re.compile(r"[\s（(]*[^\s，。；：]{1,4}年(?:内|以内|之内)")
"""A span of years that opens a clause says when, and limits nothing: 三年内新增…."""
_INCLUDED = re.compile(r"(?:[（(，]不?含|前|排名|首)\s*$")
"""Before a number that is no amount: 3万元以上（含3万元）, 全国前10名."""
_JOINED = re.compile(r"\s*(?:、|和|及|或|以及)\s*(?:[\u4e00-\u9fff]{0,4}?各)?\s*")
"""Between two numbers of a list that one bound governs: 分别给予最高100万元、50万元奖励."""


def quantities(
    cell: Cell, raw: str, lexicon: Lexicon, instruments: tuple[Mention, ...]
) -> tuple[Quantity, ...]:
    """Return the limits and targets in a cell; a span of values (1—2个) gives two, min and max.

    Full-width digits count as half-width ones, a character for a character, so offsets hold. A
    limit belongs to an instrument when what it limits is a label of one, or when the clause it
    stands in names exactly one.
    """
    text = halfwidth(cell.text)
    found: list[Quantity] = []
    last: tuple[Number, Bounded] | None = None
    for number in numbers(text, lexicon):
        clause = max(text.rfind(mark, 0, number.start) for mark in _STOPS) + 1
        bound = bounded(text, clause, number)
        place = (cell, raw, text)
        if ends := _spanned(text, clause, number):
            found += [_quantity(place, end, clause, lexicon, instruments) for end in ends]
            continue
        if last and bound.kind == "exact" and _listed(text, last[0], number):
            bound = replace(bound, kind=last[1].kind)
        if not _counts(text, clause, number, bound):
            continue
        last = (number, bound)
        found.append(_quantity(place, (number, bound), clause, lexicon, instruments))
    return tuple(found)


def target_quantities(row: Row, raw: str, lexicon: Lexicon) -> tuple[Quantity, ...]:
    """Return the quantities in the target columns of a row (2027年目标), column by column."""
    return tuple(
        quantity
        for target in row.targets
        if target.cell
        for quantity in quantities(target.cell, raw, lexicon, ())
    )


def _spanned(text: str, clause: int, number: Number) -> tuple[tuple[Number, Bounded], ...]:
    """Return both ends of a span of values that `number` ends, nothing where it ends none.

    A length of time (3—5年) is no amount, and a span with a bound of its own (1-2项以上, 不超过
    10%—20%) says neither the least nor the most.
    """
    low, figures = _LOW.search(text, clause, number.start), _FIGURES.match(text, number.start)
    if low is None or figures is None or "time-units" in number.kinds:
        return ()
    whole = replace(number, start=low.start())
    bound = bounded(text, clause, whole)
    times = number.value / Decimal(figures[0].replace(",", ""))
    least = Decimal(low["low"]) * (_LOW_SCALE[low["scale"]] if low["scale"] else times)
    if bound.kind != "exact" or least >= number.value:
        return ()
    return (
        (replace(whole, value=least), replace(bound, kind="min")),
        (whole, replace(bound, kind="max")),
    )


def _listed(text: str, before: Number, number: Number) -> bool:
    """Whether the two stand in one list and count the same thing."""
    return before.unit == number.unit and bool(_JOINED.fullmatch(text, before.end, number.start))


def _counts(text: str, clause: int, number: Number, bound: Bounded) -> bool:
    """Whether the number limits something: spans of values and conditions do not.

    A length of time and a number in words count only with a bound: 3年 says how long something is,
    两个 is a word; 3年以上 and 3年内的 say which things are meant.
    """
    if any(
        (
            _RANGE_BEFORE.search(text, clause, number.start),
            _RANGE_AFTER.match(text, number.end),
            _INCLUDED.search(text, max(0, number.start - 6), number.start),
        )
    ):
        return False
    if _is_measure(text, clause, number, bound):
        return False
    if "time-units" in number.kinds:
        open_ended = bound.kind == "min" and bound.start == number.start
        scope = open_ended or text.startswith("的", bound.end)
        return bound.kind != "exact" and not scope and not _is_date(text, clause, number)
    if not number.figures and bound.kind == "exact":
        return False
    if not number.figures and bound.kind == "increase" and number.written not in {"番", "倍"}:
        return False
    return not _is_condition(text, clause, number, bound)


def _is_measure(text: str, clause: int, number: Number, bound: Bounded) -> bool:
    """Whether the number says for each of what, or within which years: 每招用1人, 三年内."""
    if number.value == 1 and _EACH_ONE.search(text, max(clause, number.start - 8), number.start):
        return True
    return "time-units" in number.kinds and bool(_WINDOW.fullmatch(text, clause, bound.end))


def _is_date(text: str, clause: int, number: Number) -> bool:
    return _DATED.search(text, clause, number.start) is not None


def _is_condition(text: str, clause: int, number: Number, bound: Bounded) -> bool:
    """Whether the number says which things are meant, and not how much they get."""
    if bound.words.startswith("最高"):
        return False
    behind = text[number.end : bound.end] or bound.words in _COMPARING
    sized = "currencies" in number.kinds or _SHARE_OF.search(text, clause, bound.start)
    if sized and behind and _WHOSE.match(text, bound.end):
        return True
    return bool(behind and _IF.match(text, bound.end))


def _quantity(
    place: tuple[Cell, str, str],
    read: tuple[Number, Bounded],
    clause: int,
    lexicon: Lexicon,
    instruments: tuple[Mention, ...],
) -> Quantity:
    cell, raw, text = place
    number, bound = read
    of = measured(text, clause, number, bound, lexicon)
    return Quantity(
        span=cell.span(bound.start, bound.end, raw),
        value=number.value,
        unit=number.unit,
        written_unit="百分点" if number.written.endswith("百分点") else number.written,
        bound=bound.kind,
        base=of.base,
        limited=of.limited,
        equivalent=of.equivalent,
        instrument=_instrument(
            of.limited, _clause(cell, raw, clause, number.end), lexicon, instruments
        ),
        per=of.per,
    )


def _clause(cell: Cell, raw: str, start: int, inside: int) -> Span:
    ends = [at for mark in "，。；" if (at := cell.text.find(mark, inside)) >= 0]
    return cell.span(start, min(ends, default=len(cell.text)), raw)


def _instrument(
    limited: str, clause: Span, lexicon: Lexicon, instruments: Sequence[Mention]
) -> str | None:
    if named := lexicon.named("instruments", limited):
        return named[0]
    inside = {
        mention.concepts[0]
        for mention in instruments
        if clause.start <= mention.span.start and mention.span.end <= clause.end
    }
    return inside.pop() if len(inside) == 1 else None
