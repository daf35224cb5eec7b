"""The rule that the unit named first leads: where a document states it, and where it holds."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from cetu.model.document import Row
from cetu.model.span import Cell, Span

RULE: Final = re.compile(
    r"(?:[（(〔\[]\s*)?(?:责任单位(?:中|里)[，,]?|其中[，,]?)?"
    r"(?:均?以)?(?:(?:列|排|位列|名列|排名|排序|位于)(?:在|为)?\s*)?"
    r"(?:第一(?:位|个|名)?|首位|首个|最前|前列)(?:的|者)?(?:责任)?(?:单位|部门|者)?"
    r"(?:为|是|作为|系)(?:主要)?(?:牵头|主办|主要负责|第一责任|主责)(?:责任)?(?:单位|部门|者)?"
    r"(?P<on>[，,。；;、\s]*(?:以下|下)同)?"
)
"""列第一位的为牵头单位，下同, and its kin: in folded or unfolded text."""

_HINT: Final = re.compile(r"第\s*一|首\s*[位个]|最\s*前|前\s*列")
_BEFORE: Final = 20
_AFTER: Final = 40
_BETWEEN: Final = re.compile(r"[\s，,。；;、（()）〔〕\[\]]*")
_EDGES: Final = " ，,。；;、\t\n"
_OPEN: Final = _EDGES + "（(〔["
_SHUT: Final = "）)〕] "


@dataclass(frozen=True, slots=True)
class Rule:
    """A lead rule: its words, and whether it says that it holds from there on (下同)."""

    span: Span
    onward: bool


def rules(text: str) -> tuple[Rule, ...]:
    """Return the lead rules that `text` states, in order; line breaks may stand inside them."""
    found: list[Rule] = []
    for hint in _HINT.finditer(text):
        first = max(hint.start() - _BEFORE, found[-1].span.end if found else 0)
        places = [
            index
            for index in range(first, min(hint.end() + _AFTER, len(text)))
            if text[index] not in "\n\f\r"
        ]
        match = RULE.search("".join(text[index] for index in places))
        if match:
            words = match[0]
            left = len(words) - len(words.lstrip(_OPEN))
            start, end = places[match.start() + left], places[match.end() - 1] + 1
            found.append(Rule(Span(start, end, text[start:end]), bool(match["on"])))
    return tuple(found)


def led(rows: Sequence[Row], text: str) -> tuple[Row, ...]:
    """Return `rows`, in the order of the text, with the rules of `text` applied.

    A rule with 下同 holds for the row it stands in and those after it, or from its place on; one
    without it, inside a row, for that row alone; one outside, or behind all rows, for all. Its
    words are no units: they are taken out of the lists, and kept as `Units.rule`. A rule that a
    list has already stays.
    """
    stated = rules(text)
    if not stated:
        return tuple(rows)
    held: list[Span | None] = [None] * len(rows)
    lists = sorted(
        ((listed.cell.pieces, index) for index, row in enumerate(rows) for listed in row.units),
        key=lambda pair: pair[0][:1],
    )
    starts = [pieces[0].start if pieces else -1 for pieces, _ in lists]
    for rule in stated:
        before = bisect_right(starts, rule.span.start) - 1
        inside = (
            lists[before][1] if before >= 0 and _near(lists[before][0], rule.span, text) else -1
        )
        for index in _reach(rows, rule, inside):
            if inside >= 0 or held[index] is None:
                held[index] = rule.span
    words = [rule.span for rule in stated]
    return tuple(
        replace(
            row,
            units=tuple(
                replace(listed, cell=_cut(listed.cell, words), rule=listed.rule or rule)
                for listed in row.units
                if _cut(listed.cell, words)
            ),
        )
        for row, rule in zip(rows, held, strict=True)
    )


def _reach(rows: Sequence[Row], rule: Rule, inside: int) -> range:
    """Return the rows that a rule holds for; `inside` is the row it stands in, or -1."""
    if inside >= 0:
        return range(inside, len(rows) if rule.onward else inside + 1)
    places = [row.place.start if row.place else 0 for row in rows] if rule.onward else []
    after = bisect_right(places, rule.span.start)
    return range(after if after < len(places) else 0, len(rows))


def _near(pieces: Sequence[Span], rule: Span, text: str) -> bool:
    """Whether a rule stands in a list, or right behind it."""
    if not pieces:
        return False
    end = pieces[-1].end
    if pieces[0].start <= rule.start < end:
        return True
    return end <= rule.start and bool(_BETWEEN.fullmatch(text, end, rule.start))


def _cut(cell: Cell, words: Sequence[Span]) -> Cell:
    """Return `cell` without rules, and without the marks that joined them to the names."""
    if not cell:
        return cell
    pieces = list(cell.pieces)
    first = bisect_left(words, cell.pieces[0].start, key=lambda rule: rule.end)
    last = bisect_right(words, cell.pieces[-1].end, key=lambda rule: rule.start)
    for rule in words[first:last]:
        if not pieces or rule.end <= pieces[0].start or rule.start >= pieces[-1].end:
            continue
        pieces = [part for piece in pieces for part in _outside(piece, rule)]
        before = [piece for piece in pieces if piece.end <= rule.start]
        after = [piece for piece in pieces if piece.start >= rule.end]
        before = _trimmed(before, _OPEN, end=True)
        pieces = [*before, *_trimmed(after, _SHUT if before else _SHUT + _EDGES, end=False)]
    return Cell(tuple(pieces))


def _outside(piece: Span, rule: Span) -> list[Span]:
    edges = sorted(
        {
            piece.start,
            piece.end,
            *(edge for edge in (rule.start, rule.end) if piece.start < edge < piece.end),
        }
    )
    return [
        Span(first, last, piece.text[first - piece.start : last - piece.start])
        for first, last in pairwise(edges)
        if last <= rule.start or first >= rule.end
    ]


def _trimmed(pieces: list[Span], marks: str, *, end: bool) -> list[Span]:
    """Return `pieces` without the `marks` at their end, or at their beginning."""
    while pieces:
        piece = pieces.pop() if end else pieces.pop(0)
        kept = piece.text.rstrip(marks) if end else piece.text.lstrip(marks)
        if kept:
            start = piece.start if end else piece.end - len(kept)
            part = Span(start, start + len(kept), kept)
            return [*pieces, part] if end else [part, *pieces]
    return pieces
