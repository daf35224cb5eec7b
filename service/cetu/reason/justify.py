"""Why axioms contradict each other: for each contradiction, a set of which every one is needed.

HermiT decides, and its derivation of the contradiction says where to look; QuickXplain (`minimal`)
then leaves out what is not needed. Without any one axiom of a justification HermiT finds no
contradiction in it: that is asked, not assumed.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Final

from rdflib import URIRef

from cetu.minimal import Minimal, minimal
from cetu.reason.expression import Axiom
from cetu.reason.hermit import Hermit
from cetu.reason.identity import ONE_NAME, apart, names, shared_keys, things_in
from cetu.reason.module import bearing

_WHOLE_S: Final = 300.0
"""Seconds HermiT may take over everything at once."""
_NEAR: Final = 2000
"""More facts than these around a contradiction are not searched for what else it touches."""
_EARLY: Final = frozenset({"SubClassOf", "DisjointClasses"})
_LATE: Final = ("PropertyDomain", "PropertyRange")


@dataclass(frozen=True, slots=True)
class Justification:
    """Axioms that contradict each other; `proven` unless time ran out before all were tried."""

    axioms: tuple[Axiom, ...]
    proven: bool


@dataclass(frozen=True, slots=True)
class Justified:
    """The justifications found, and whether there are no more to find."""

    found: tuple[Justification, ...]
    complete: bool


def contradictions(
    axioms: Sequence[Axiom], hermit: Hermit, *, seconds: float = 60.0, most: int = 20
) -> Justified:
    """Return a justification for each contradiction in `axioms`, one after another.

    After one is found, a fact of it is left out and the search goes on, so that what is wrong for
    another reason is found too; contradictions that share the fact are not told apart.

    Args:
        axioms: ontology and facts.
        hermit: the reasoner.
        seconds: after which no further one is looked for.
        most: how many are looked for.

    Raises:
        CheckFailed: the reasoner could not run.
    """
    search = _Search(hermit, monotonic() + seconds)
    left, found = list(axioms), list[Justification]()
    while True:
        one = search.next(left)
        if one is None:
            return Justified(tuple(found), complete=True)
        found.append(one)
        facts = sorted(filter(_may_go, one.axioms), key=_preference, reverse=True)
        if not facts or not one.proven or len(found) == most or search.late():
            return Justified(tuple(found), complete=not facts)
        left.remove(search.cause(left, facts))


def unsatisfiable(
    terms: Sequence[Axiom], iri: str, hermit: Hermit, *, seconds: float = 60.0
) -> Justification:
    """Return why the class `iri` can have no member, given that `terms` say so.

    Raises:
        CheckFailed: the reasoner could not run.
    """
    member = Axiom("ClassAssertion", (URIRef(iri), URIRef("urn:cetu:member")), ours=True)
    search = _Search(hermit, monotonic() + seconds, (member,))
    found = search.next(terms)
    return found or Justification(tuple(terms), proven=False)


def contradict(axioms: Iterable[Axiom], hermit: Hermit) -> bool:
    """Return whether HermiT finds these few axioms, keys among them, inconsistent.

    Raises:
        CheckFailed: the reasoner could not run.
    """
    return not hermit.consistent(axioms)


class _Search:
    """Looks for one justification at a time; `given` holds throughout and is no part of any."""

    def __init__(self, hermit: Hermit, deadline: float, given: tuple[Axiom, ...] = ()) -> None:
        self._hermit = hermit
        self._deadline = deadline
        self._given = given

    def late(self) -> bool:
        return monotonic() > self._deadline

    def next(self, axioms: Sequence[Axiom]) -> Justification | None:
        """Return a justification, or None where `axioms` do not contradict each other."""
        for shared in shared_keys(axioms):
            if found := self._near(axioms, shared, keys=True):
                return found
        plain = [axiom for axiom in axioms if axiom.word != "HasKey"]
        clash = self._hermit.clash(
            [*self._given, *plain, ONE_NAME, *names(plain)], seconds=_WHOLE_S
        )
        if clash is None:
            return None
        return self._near(plain, clash.names) or self._narrowed(plain)

    def cause(self, axioms: Sequence[Axiom], facts: Sequence[Axiom]) -> Axiom:
        """Return the one of `facts` without which nothing near them is wrong, if there is one.

        What is wrong with one statement is told once, not once for each way to see it.
        """
        things = {str(thing) for fact in facts for thing in things_in(fact)}
        terms = [axiom for axiom in axioms if not axiom.is_fact and axiom.word != "HasKey"]
        among = [axiom for axiom in axioms if axiom.is_fact and _among(axiom, things)]
        around = [axiom for axiom in axioms if axiom.is_fact and _touches(axiom, things)]
        chosen = list(facts)
        for near in (among, around):
            fewer = [one for one in chosen if not self._without(one, terms + near)]
            chosen = fewer or chosen
            if len(chosen) == 1 or len(around) > _NEAR:
                break
        return chosen[0]

    def _without(self, fact: Axiom, axioms: Sequence[Axiom]) -> bool:
        rest = [axiom for axiom in axioms if axiom != fact]
        return self._contradict([*rest, ONE_NAME, *names(rest)])

    def _near(
        self, axioms: Sequence[Axiom], clash: frozenset[str], *, keys: bool = False
    ) -> Justification | None:
        """Return a justification from what is said of the things in `clash`, if that is enough."""
        terms = [a for a in axioms if not a.is_fact and (keys or a.word != "HasKey")]
        among = [a for a in axioms if a.is_fact and _among(a, clash)]
        around = [a for a in axioms if a.is_fact and _touches(a, clash)]
        for chosen in (bearing(terms, (*among, *self._given)) + among, terms + around):
            if self._contradict([*chosen, ONE_NAME, *names(chosen)]):
                return self._narrowed(chosen)
        return None

    def _narrowed(self, axioms: Sequence[Axiom]) -> Justification:
        """Return the needed part of axioms that contradict each other."""
        named = self._minimal(sorted([*axioms, *names(axioms)], key=_preference), ONE_NAME)
        things = [thing for axiom in named.items if axiom.ours for thing in things_in(axiom)]
        stated = [axiom for axiom in named.items if not axiom.ours]
        needed = self._minimal(sorted([*stated, *apart(things)], key=_preference))
        return Justification(needed.items, needed.proven)

    def _minimal(self, items: Sequence[Axiom], *given: Axiom) -> Minimal[Axiom]:
        def gives(chosen: Sequence[Axiom]) -> bool:
            return self._contradict([*given, *chosen])

        return minimal(items, gives, seconds=max(0.0, self._deadline - monotonic()))

    def _contradict(self, axioms: Sequence[Axiom]) -> bool:
        return not self._hermit.consistent([*self._given, *axioms], seconds=_WHOLE_S)


def _among(fact: Axiom, things: Container[str]) -> bool:
    """Return whether `fact` is about `things` and no others; of different ones, about two."""
    told = [str(thing) in things for thing in things_in(fact)]
    return sum(told) > 1 if fact.word == "DifferentIndividuals" else all(told)


def _touches(fact: Axiom, things: Container[str]) -> bool:
    return any(str(thing) in things for thing in things_in(fact))


def _may_go(axiom: Axiom) -> bool:
    """Return whether data say it. That things are different is so in any case."""
    return axiom.is_fact and axiom.word != "DifferentIndividuals"


def _preference(axiom: Axiom) -> tuple[int, str]:
    """Place the plain before the roundabout.

    That a thing is said to be of a class comes before its following from what it is related to, and
    that one name is one thing before what else shows two to be different; that classes are disjoint
    before what only comes to it.
    """
    if axiom.ours:
        place = 3
    elif axiom.word in ("ClassAssertion", "DifferentIndividuals"):
        place = 0
    elif axiom.is_fact:
        place = 4
    elif axiom.word in _EARLY:
        place = 1
    else:
        place = 5 if axiom.word.endswith(_LATE) else 2
    return place, axiom.text
