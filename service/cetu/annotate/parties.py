"""Responsible units: a list split into its parties, each resolved to a body where one is known."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from cetu.annotate.bodies import Bodies
from cetu.annotate.lexicon import Lexicon
from cetu.annotate.listing import Listed, listing
from cetu.annotate.naming import plain
from cetu.model.document import Units
from cetu.model.task import Party

_LONGEST: Final = 80
"""Characters of a name; words that go on for longer name no body."""
_GOVERNMENT: Final = re.compile(r"(?:人民)?政府$")


def parties(
    units: Sequence[Units], raw: str, lexicon: Lexicon, place: str | None
) -> tuple[Party, ...]:
    """Return the parties of the unit lists of a row, in order.

    The role is what the words say (X牵头，Y配合; 牵头单位：X), else what the head of the column
    says, else what a rule of the document says (列第一位的为牵头单位), else `listed`; where another
    list of the row states a lead, `support`. A name that
    neither the reference data nor the naming rule knows in `place` (an IRI) stays unresolved: no
    body, no full name.
    """
    found: list[Party] = []
    for unit in units:
        listed = [
            _party(unit, name, raw, (lexicon.bodies, place))
            for name in listing(unit.cell.text, _breaks(unit), lexicon.bodies.naming.office_known)
        ]
        found.extend(_elided(_roles(unit, listed), lexicon.bodies, place))
    return tuple(replace(party, position=n) for n, party in enumerate(_beside_lead(found), start=1))


def _beside_lead(found: list[Party]) -> list[Party]:
    """Return the parties of a task; beside a stated lead (牵头单位 | 责任单位) others support.

    Where the column names the lead again, it is still the lead, and stands once.
    """
    leads = [party for party in found if party.role == "lead"]
    if not leads:
        return found
    known = {party.body.iri for party in leads if party.body}
    return [
        replace(party, role="support", role_span=leads[0].role_span)
        if party.role == "listed"
        else party
        for party in found
        if party.role != "listed" or party.body is None or party.body.iri not in known
    ]


def _breaks(unit: Units) -> frozenset[int]:
    """Return the places in the words of a cell where a line ends in the source."""
    return frozenset(accumulate(len(piece.text) for piece in unit.cell.pieces[:-1]))


def _party(unit: Units, name: Listed, raw: str, known: tuple[Bodies, str | None]) -> Party:
    bodies, place = known
    span = unit.cell.span(name.start, name.end, raw)
    party = Party(
        span,
        0,
        role=name.role or "listed",
        role_span=unit.cell.span(*name.by, raw) if name.by else None,
        words=unit.cell.text[name.start : name.end],
    )
    return _resolved(party, party.words, bodies, place)


def _resolved(party: Party, words: str, bodies: Bodies, place: str | None) -> Party:
    """Return the party with its body; without one, with bodies of a similar name."""
    if len(words) > _LONGEST:
        return party
    found = bodies.resolve(words, place)
    if found is None:
        return replace(party, candidates=bodies.similar(words, place))
    return replace(
        party,
        body=found.body,
        full_name=found.full_name,
        name_plate=found.plate,
        acts_under=found.plate_iri,
        collective=found.body.collective,
        candidates=(),
    )


def _roles(unit: Units, listed: list[Party]) -> list[Party]:
    """Return the parties with the roles that the column or the rule gives where words do not."""
    if unit.role and unit.role != "listed":
        return [
            replace(party, role=unit.role, role_span=unit.head) if party.role == "listed" else party
            for party in listed
        ]
    if unit.rule and all(party.role == "listed" for party in listed):
        return [
            replace(party, role="support" if n else "lead", role_span=unit.rule)
            for n, party in enumerate(listed)
        ]
    return listed


def _elided(listed: list[Party], bodies: Bodies, place: str | None) -> list[Party]:
    """Return the parties, those marked whose words lack what a neighbour has for both.

    杭州市、宁波市人民政府: two governments; 市行政审批局、住建局: two bureaus of the city.
    """
    done: list[Party] = []
    level = ""
    for n, party in enumerate(listed):
        words = plain(party.words)
        prefix = bodies.naming.level(words)
        if level and not prefix and bodies.naming.office_known(words):
            whole = _resolved(party, level + words, bodies, place)
            done.append(replace(whole, elided=True))
            continue
        level = prefix
        bare = bodies.divisions.named(words, place)
        later = (plain(next_.words) for next_ in listed[n + 1 :])
        done.append(
            replace(party, elided=any(_GOVERNMENT.search(w) for w in later)) if bare else party
        )
    return done
