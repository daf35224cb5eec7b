"""A link from a thing of ours to one of others: proposed, then accepted by somebody."""

from dataclasses import dataclass
from typing import Final

RELATIONS: Final = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")
"""What a link may say, as local names of SKOS; owl:sameAs says too much."""


@dataclass(frozen=True, slots=True)
class Ours:
    """A thing of ours that may be linked: its IRI, its names, the codes it is known by."""

    iri: str
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Theirs:
    """A thing of others: its IRI, its names and codes there; `score` is the source's own."""

    iri: str
    names: tuple[str, ...]
    codes: tuple[str, ...] = ()
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A link that might hold. `score` is from 0 to 100, `reasons` say what it rests on."""

    ours: str
    our_name: str
    theirs: str
    their_name: str
    relation: str
    score: float
    reasons: str
    source: str
    retrieved: str
    """The day on which the source was read: YYYY-MM-DD."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A proposal that somebody accepted, on a day."""

    proposal: Proposal
    by: str
    on: str
