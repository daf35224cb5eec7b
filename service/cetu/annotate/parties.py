"""Responsible units: a list split into its parties, each resolved to a body where one is known."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cetu.annotate.lexicon import Lexicon
from cetu.model.document import Role, Units
from cetu.model.span import Span
from cetu.model.task import Party

_BETWEEN, _GROUPS = "、，,；;", "，,；;"
_OPEN, _CLOSE = "（〔(", "）〕)"
_PLATE = re.compile(r"(.+)[（(]([^（）()]+)[）)]")
_BEFORE = re.compile(
    r"(?:(?P<lead>牵头|主办)|(?P<support>配合|协办|参与|协助)|责任)(?:单位|部门)[:：]"
)
_AFTER = re.compile(
    r"(?:(?P<lead>牵头(?:负责)?|主办)|(?P<support>配合|协办|参与|参加|协助)|(?:按职责分工)?负责)$"
)


def split(text: str, separators: str = _BETWEEN) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the parts of a unit list; brackets are not split inside."""
    start = depth = 0
    for index, character in enumerate(text + separators[0]):
        depth += (character in _OPEN) - (character in _CLOSE)
        if character in separators and depth <= 0:
            words = text[start:index]
            if words.strip():
                left = start + len(words) - len(words.lstrip())
                yield left, left + len(words.strip())
            start = index + 1


def parties(
    units: Sequence[Units], raw: str, lexicon: Lexicon, place: str | None
) -> tuple[Party, ...]:
    """Return the parties of the unit lists of a row, in order.

    The role is what the words say (X牵头，Y配合; 牵头单位：X), else `listed`: standing first is not
    leading. A name that the reference data does not know in `place` (an IRI) stays unresolved: no
    body, no full name.
    """
    found: list[Party] = []
    for cell in (listed.cell for listed in units):
        for group in split(cell.text, _GROUPS):
            role, names = _role(cell.text[slice(*group)])
            start = group[0] + names[0]
            for first, last in split(cell.text[start : group[0] + names[1]]):
                span = cell.span(start + first, start + last, raw)
                party = _party(span, len(found) + 1, lexicon, place)
                if role != "listed":
                    party = replace(party, role=role, role_span=cell.span(*group, raw))
                found.append(party)
    return tuple(found)


def _role(words: str) -> tuple[Role, tuple[int, int]]:
    """Return the role that a group of units states, and where in it the names stand."""
    before, after = _BEFORE.match(words), _AFTER.search(words)
    names = before.end() if before else 0, after.start() if after else len(words)
    for stated in (before, after):
        if stated and stated["lead"]:
            return "lead", names
        if stated and stated["support"]:
            return "support", names
    return "listed", names


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
        body=body,
        full_name=f"{full}（{plate}）" if plate else full,
        name_plate=plate,
        acts_under=plate_iri,
        collective=body.collective,
    )
