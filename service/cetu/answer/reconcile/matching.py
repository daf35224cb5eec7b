"""Which entities a name may mean, and how well: scores from 0 to 100.

A name that an entity has is 100 (its own) or 98 (one it goes by); else the score is that of the
likest name, by the pairs of characters they share. What else is known of the thing (its place, its
number) lowers the score of those of whom it does not hold. A match is told as certain where one
alone has the name; nothing is chosen among several.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from cetu.answer.reconcile.catalogue import Catalogue, Entity, pairs_of, plain

OWN: Final = 100.0
GOES_BY: Final = 98.0
_LIKE: Final = 90.0
"""The most that likeness gives: below what a name gives."""
_LEAST: Final = 35.0
_AROUND: Final = re.compile(r"[（(](?:征求意见稿|送审稿|草案|试行|暂行)[）)]")
_ISSUED: Final = re.compile(r"关于印发(.+)的通知")
"""A notice that puts a document out is often called for by the document's own title."""
_DENIED: Final = 0.5
"""What is left of a score where something said of the thing does not hold."""
_LOOKED_AT: Final = 400
MOST: Final = 100
"""Candidates that may be asked for."""


@dataclass(frozen=True, slots=True)
class Query:
    """One name, and what is known of the thing beside it: `said` is (property, value) pairs."""

    name: str
    types: tuple[str, ...] = ()
    limit: int = 10
    said: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant. `features` are what the score is made of."""

    entity: Entity
    score: float
    match: bool
    features: Mapping[str, float | bool] = field(default_factory=dict)


def candidates(catalogue: Catalogue, query: Query) -> list[Candidate]:
    """Return what `query` may mean, the best first; equal ones by their IRI."""
    scored: dict[str, tuple[float, Entity]] = {}
    for likeness, entity in _any(catalogue, query.name):
        if query.types and not any(entity.is_a(one) for one in query.types):
            continue
        if entity.iri not in scored or scored[entity.iri][0] < likeness:
            scored[entity.iri] = (likeness, entity)
    ranked = []
    for likeness, entity in scored.values():
        held = [_holds(catalogue, entity, name, value) for name, value in query.said]
        denied = sum(one is False for one in held)
        score = round(likeness * _DENIED**denied, 1)
        if score >= _LEAST:
            features: dict[str, float | bool] = {"name": likeness, "all_said_holds": not denied}
            ranked.append((score, entity, features))
    ranked.sort(key=lambda one: (-one[0], one[1].iri))
    sure = [one for one in ranked if one[0] >= GOES_BY]
    # Its own name comes before one that it goes by: 市委宣传部 of the city itself.
    own = [one for one in sure if one[0] >= OWN]
    certain = (own or sure)[0][1].iri if len(own or sure) == 1 else ""
    return [
        Candidate(entity, score, entity.iri == certain, features)
        for score, entity, features in ranked[: max(1, min(query.limit, MOST))]
    ]


def suggest(catalogue: Catalogue, prefix: str, limit: int = 10, start: int = 0) -> list[Entity]:
    """Return entities whose name begins with `prefix`, then those that hold it, then the likest."""
    wanted = plain(prefix)
    if not wanted:
        return []
    ranked: dict[str, tuple[int, int, Entity]] = {}
    for name, entities in catalogue.named.items():
        at = name.find(wanted)
        if at < 0:
            continue
        for entity in entities:
            place = (int(at > 0), len(name), entity)
            if entity.iri not in ranked or place[:2] < ranked[entity.iri][:2]:
                ranked[entity.iri] = place
    found = [one for _, _, one in sorted(ranked.values(), key=lambda o: (o[0], o[1], o[2].iri))]
    if not found:
        found = [one.entity for one in candidates(catalogue, Query(prefix, limit=MOST))]
    return found[start : start + limit]


def _any(catalogue: Catalogue, name: str) -> Iterator[tuple[float, Entity]]:
    """Entities by a name, and by what is left of it without what is said around a title."""
    yield from _found(catalogue, plain(name))
    bare = _AROUND.sub("", name)
    if (issued := _ISSUED.search(bare)) is not None:
        bare = issued[1]
    if bare != name:
        yield from ((min(score, GOES_BY), one) for score, one in _found(catalogue, plain(bare)))


def _found(catalogue: Catalogue, wanted: str) -> Iterator[tuple[float, Entity]]:
    if not wanted:
        return
    for entity in catalogue.named.get(wanted, ()):
        yield (OWN if wanted in entity.called else GOES_BY), entity
    mine = pairs_of(wanted)
    shared = Counter(name for pair in mine for name in catalogue.pairs.get(pair, ()))
    for name, many in shared.most_common(_LOOKED_AT):
        if name != wanted:
            likeness = 2 * many / (len(mine) + len(pairs_of(name)))
            for entity in catalogue.named[name]:
                yield round(likeness * _LIKE, 1), entity


def _holds(catalogue: Catalogue, entity: Entity, name: str, value: str) -> bool | None:
    """Whether what is said of a thing holds of an entity; None: it cannot be told."""
    if not value:
        return None
    if name == "place":
        return _lies_in(catalogue, entity, value)
    known = {fact for one, fact in entity.facts if one == name}
    if not known:
        return None
    said = plain(value)
    return any(said in {plain(fact), plain(fact.rpartition("/")[2])} for fact in known)


def _lies_in(catalogue: Catalogue, entity: Entity, value: str) -> bool | None:
    meant = {
        one.iri for one in catalogue.named.get(plain(value), ()) if one.type.kind == "place"
    } | ({value} if "://" in value else set())
    if (by_id := catalogue.by_id.get(value)) is not None:
        meant.add(by_id.iri)
    here = entity.places or ({entity.iri} if entity.type.kind == "place" else set())
    if not meant or not here:
        return None
    if any(catalogue.around.get(one, {one}) & meant for one in here):
        return True
    # A body of the province may well stand in the city: nothing speaks against it.
    return None if any(catalogue.around.get(one, {one}) & here for one in meant) else False
