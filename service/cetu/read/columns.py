"""Which column of a table holds what, known by its header."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cetu.errors import HeaderUnknown
from cetu.model.document import Role
from cetu.model.span import Cell, Span
from cetu.read.lead import RULE

UNITS: Final = frozenset({"parties", "lead", "support"})
"""Roles of columns that name responsible units."""

_REPEATABLE: Final = UNITS | {"target", "other"}
"""Roles that more than one column of a table may have."""

_SHOWN: Final = 4
"""First cells that a message shows: enough to recognise the table by."""

_NOBODY = re.compile(r"[/／\\|—－\-–·.…\s]+|无|暂无|没有|不涉及|n/?a", re.IGNORECASE)
_BRACKET = re.compile(r"\([^()]*\)")
_UNCLOSED = re.compile(r"\([^()]*$")
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\ufeff]+")
_EDGE = ":;,.、*★"
_OPENING = " （(〔["
_IN_FRONT = re.compile(r"(?:牵头|主办|主责)[^（）()，,；;。：:]{0,8}(?:在前|列首|居首)")
"""牵头单位在前: another way to say that the first leads."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where it stands from the left, what it holds ("" unknown), and its head's words.

    `rule`: words of the head by which the first unit leads (列第一位的为牵头单位).
    """

    index: int
    role: str
    head: Cell
    rule: Span | None = None


def known(root: Path) -> Mapping[str, str]:
    """Return the headers of `data/reference/columns.csv`: header words → role of the column.

    In the words, … stands for any characters and # for digits; such patterns are tried in the order
    of the file when no header matches whole.
    """
    with (root / "data" / "reference" / "columns.csv").open(encoding="utf-8", newline="") as file:
        return {row["header"]: row["role"] for row in csv.DictReader(file)}


def plain(words: str) -> str:
    """Return the words of a header without white space, brackets, and differences of width."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", words)).lower()
    bare = text
    while (shorter := _BRACKET.sub("", bare)) != bare:
        bare = shorter
    bare = _UNCLOSED.sub("", bare).replace(")", "").strip(_EDGE)
    return bare or text.strip("()" + _EDGE)


def role(words: str, headers: Mapping[str, str]) -> str:
    """Return the role of a column with these header words, "" where they are not known.

    A bracket may say more than the words before it: 牵头（配合）单位 is a column of either kind.
    """
    whole = _INVISIBLE.sub("", unicodedata.normalize("NFKC", words)).lower()
    bare = plain(words)
    found = headers.get(bare) or next(
        (
            kind
            for pattern, kind in headers.items()
            if ("…" in pattern or "#" in pattern) and _regex(pattern).fullmatch(bare)
        ),
        "",
    )
    if found in {"lead", "support"} and "牵头" in whole and re.search("配合|协办|参与", whole):
        return "parties"
    return found


def rule(cell: Cell, raw: str) -> Span | None:
    """Return the words of `cell` that make the first of listed units the lead, None without."""
    words = cell.text
    if match := RULE.search(words):
        opening = len(match[0]) - len(match[0].lstrip(_OPENING))
        end = match.start("on") if match["on"] else match.end()
        return cell.span(match.start() + opening, end, raw)
    match = _IN_FRONT.search(words)
    return cell.span(match.start(), match.end(), raw) if match else None


def unit_roles(kinds: Iterable[str]) -> dict[str, Role | None]:
    """Return the role that each kind of column of units gives, among columns of these kinds.

    责任单位 says nothing of a lead, unless others stand beside it that only support.
    """
    beside = set(kinds)
    plainly: Role | None = "lead" if "support" in beside and "lead" not in beside else None
    return {"lead": "lead", "support": "support", "parties": plainly}


def stating(head: Cell, given: Role | None, raw: str) -> Span | None:
    """Return the words of the head of a column of units that `given` rests on, None without."""
    return head.span(0, len(head.text), raw) if given and head.text else None


def names_nobody(cell: Cell) -> bool:
    """Whether the cell of a column of units only says that there is none (/, 无, —)."""
    return bool(_NOBODY.fullmatch(cell.text))


def column(index: int, head: Cell, headers: Mapping[str, str], raw: str) -> Column:
    """Return the column under `head`; where the first unit leads, the others do not."""
    kind = role(head.text, headers)
    stated = rule(head, raw) if kind in UNITS else None
    return Column(index, "parties" if stated else kind, head, stated)


def roles(cells: Iterable[Cell], headers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the roles of the columns, left to right, from the first cells of a table.

    The header ends at the first cell that is not a known header.

    Raises:
        HeaderUnknown: the first cells do not name a number, a task and a responsible unit.
    """
    found: list[str] = []
    first: list[str] = []
    for cell in cells:
        kind = role(cell.text, headers)
        if len(first) < _SHOWN:
            first.append(cell.text or "∅")
        if not kind or (kind in found and kind not in _REPEATABLE):
            break
        found.append(kind)
    if "task" not in found and "title" in found:
        found[found.index("title")] = "task"
    if not {"number", "task"} <= set(found) or not UNITS & set(found):
        seen = "｜".join(first) or "∅"
        raise HeaderUnknown(
            f"No task table with a known header was found (first cells: {seen}).",
            f"未找到表头可识别的任务分工表（开头单元格：{seen}）。",
            hint="Known headers are listed in data/reference/columns.csv; add the new one there.",
            hint_zh="可识别的表头见 data/reference/columns.csv；请在其中补充新表头。",
        )
    return tuple(found)


def _regex(pattern: str) -> re.Pattern[str]:
    words = re.escape(pattern).replace(r"\#", r"\d+").replace("#", r"\d+")
    return re.compile(words.replace("…", ".*"))
