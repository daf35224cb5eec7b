"""Responsible units: a list split into its parties, each resolved to a body where one is known."""

import re
from collections.abc import Iterator

from cetu.annotate.lexicon import Lexicon
from cetu.model.span import Cell, Span
from cetu.model.task import Party

_SEPARATORS = "、，,；;"
_OPEN, _CLOSE = "（〔(", "）〕)"
_PLATE = re.compile(r"(.+)[（(]([^（）()]+)[）)]")


def split(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every party of a unit list; brackets are not split inside."""
    start = depth = 0
    for index, character in enumerate(text + "、"):
        depth += (character in _OPEN) - (character in _CLOSE)
        if character in _SEPARATORS and depth <= 0:
            words = text[start:index]
            if words.strip():
                left = start + len(words) - len(words.lstrip())
                yield left, left + len(words.strip())
            start = index + 1


def parties(cell: Cell, raw: str, lexicon: Lexicon, place: str | None) -> tuple[Party, ...]:
    """Return the parties of a unit cell, in order.

    The role is `listed`: a lead is stated by words, never by standing first. A name that the
    reference data does not know in `place` (an IRI) stays unresolved: no body, no full name.
    """
    return tuple(
        _party(cell.span(*where, raw), position, lexicon, place)
        for position, where in enumerate(split(cell.text), start=1)
    )


def _party(span: Span, position: int, lexicon: Lexicon, place: str | None) -> Party:
    words = span.text.replace("\n", "").replace("\t", "")
    body = lexicon.body(words, place)
    plate, plate_iri = "", None
    if body is None and (match := _PLATE.fullmatch(words)):
        candidate = lexicon.body(match[1], place)
        if candidate and match[2] in candidate.plates:
            body = candidate
            plate_iri, plate = candidate.plates[match[2]]
    if body is None:
        return Party(span, position)
    full = body.full_name or words
    return Party(
        span,
        position,
        body=body.iri,
        full_name=f"{full}（{plate}）" if plate else full,
        name_plate=plate,
        acts_under=plate_iri,
        collective=body.collective,
    )
