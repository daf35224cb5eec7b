"""Numeric limits: value, unit, bound, and what the number is measured on."""

import re
import unicodedata
from decimal import Decimal

from cetu.annotate.lexicon import Lexicon
from cetu.model.span import Cell, Span
from cetu.model.task import BoundKind, Mention, Quantity
from cetu.namespaces import ID

_UNITS = {
    "%": "percent",
    "个百分点": "percentage-point",
    "百分点": "percentage-point",
    "美元": "usd",
    "元": "cny",
}
_SCALE = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
_NUMBER = re.compile(
    r"(?P<value>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>万亿|亿|万)?(?P<unit>个?百分点|%|美元|元)"
    r"(?P<after>以上|以下|以内)?"
)
_BEFORE = re.compile(
    r"(?P<bound>最高给予|最高不超过|最高|不超过|不高于|最低|不低于|不少于|至少)(?:可达|可至|达到|为)?"
    r"(?P<base>[^，。；、\d%]{0,12}?)(?P<equivalent>等值)?\s*$"
)
_WHOSE = re.compile(r"的[^，。；]{0,8}?(?:企业|单位|项目|机构|人才|人员)")
"""What follows a number that says who qualifies (注册资本100万元以上的企业), which is no limit."""
_FROM, _TO = re.compile(r"[\d%]\s*[-—–~～至]\s*$"), re.compile(r"\s*[-—–~～至]\s*\d")
"""Around a number of a span of values (10%—20%), which is not a bound."""
_FOLD = {ord(wide): unicodedata.normalize("NFKC", wide) for wide in "０１２３４５６７８９．％"}
_MAX = {"最高给予", "最高不超过", "最高", "不超过", "不高于", "以下", "以内"}
_MIN = {"最低", "不低于", "不少于", "至少", "以上"}
_COMPARED = re.compile(
    r"(?P<limited>[^，。；]*?)可?较(?P<base>[^，。；]+?)(?:提高|增长|下降|降低)$"
)
_QUOTA = re.compile(r"额度内(?P<limited>[^，。；]+)")
_SHARE = re.compile(r"的(?P<limited>[^，。；、的]{2,16})")
_RATIOS = {"percent", "percentage-point"}


def quantities(
    cell: Cell, raw: str, lexicon: Lexicon, instruments: tuple[Mention, ...]
) -> tuple[Quantity, ...]:
    """Return the limits in a cell.

    Full-width digits count as half-width ones, a character for a character, so offsets hold. A
    limit belongs to an instrument when what it limits is a label of one, or when the clause it
    stands in names exactly one.
    """
    text = _halfwidth(cell.text)
    found: list[Quantity] = []
    for number in _NUMBER.finditer(text):
        clause = max(text.rfind(mark, 0, number.start()) for mark in "，。；") + 1
        before = _BEFORE.search(text, clause, number.start())
        bound = _bound({before["bound"] if before else None, number["after"]})
        if bound is None or (number["after"] and _WHOSE.match(text, number.end())):
            continue
        if _FROM.search(text, clause, number.start()) or _TO.match(text, number.end()):
            continue
        start = before.start() if before else number.start()
        unit = _UNITS[number["unit"]]
        words = before["base"].strip() if before else ""
        base, limited = _measured(text[clause:start], words, text[number.end() :], unit)
        value = Decimal(number["value"].replace(",", "")) * _SCALE[number["scale"] or ""]
        found.append(
            Quantity(
                span=cell.span(start, number.end(), raw),
                value=value,
                unit=str(ID[f"unit/{unit}"]),
                written_unit=number["unit"].removeprefix("个"),
                bound=bound,
                base=base,
                limited=limited,
                equivalent=bool(before and before["equivalent"]),
                instrument=_instrument(
                    limited, _clause(cell, raw, clause, number.end()), lexicon, instruments
                ),
            )
        )
    return tuple(found)


def _halfwidth(text: str) -> str:
    """Fold full-width digits, points and per-cent signs; punctuation of sentences stays."""
    return text.translate(_FOLD)


def _bound(words: set[str | None]) -> BoundKind | None:
    if words & _MAX:
        return "max"
    return "min" if words & _MIN else None


def _measured(left: str, words: str, right: str, unit: str) -> tuple[str, str]:
    """Return what the number is measured against and what it limits, "" where it is not said.

    `left` is the clause before the bound, `words` stand between bound and number, `right` is the
    text after the unit. An amount of money is no share of anything: its words are what it limits.
    """
    if compared := _COMPARED.fullmatch(left):
        return compared["base"], compared["limited"]
    after = _QUOTA.match(right) or _SHARE.match(right)
    limited = after["limited"] if after else ""
    if unit in _RATIOS:
        return words.removesuffix("的"), limited
    return "", limited or words.removesuffix("的")


def _clause(cell: Cell, raw: str, start: int, inside: int) -> Span:
    ends = [at for mark in "，。；" if (at := cell.text.find(mark, inside)) >= 0]
    return cell.span(start, min(ends, default=len(cell.text)), raw)


def _instrument(
    limited: str, clause: Span, lexicon: Lexicon, instruments: tuple[Mention, ...]
) -> str | None:
    if named := lexicon.named("instruments", limited):
        return named[0]
    inside = {
        mention.concepts[0]
        for mention in instruments
        if clause.start <= mention.span.start and mention.span.end <= clause.end
    }
    return inside.pop() if len(inside) == 1 else None
