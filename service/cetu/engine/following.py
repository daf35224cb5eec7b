"""What follows of a change, and what follows no longer: worked out where the change is."""

import re
from collections.abc import Collection, Iterable
from typing import Final

import pyoxigraph as ox

from cetu.engine.standing import Standing
from cetu.entail import axioms
from cetu.entail.revise import Revision, revise
from cetu.entail.rule import TYPE, Row
from cetu.entail.theory import Theory

_OF_AXIOMS: Final = re.compile(
    rb"<http://www\.w3\.org/(?:2002/07/owl#|2000/01/rdf-schema#(?:sub|domain|range|Datatype)"
    rb"|1999/02/22-rdf-syntax-ns#(?:first|rest))"
)


def theory(facts: Standing) -> Theory:
    """Return the theory of the axioms among `facts`, in whatever graph they are stated."""
    rows = [row for predicate in axioms.PREDICATES for row in facts.match(None, predicate, None)]
    rows += [row for kind in axioms.KINDS for row in facts.match(None, TYPE, kind)]
    return Theory.of(rows)


def may_change(lines: bytes) -> bool:
    """Return whether these statements (N-Quads) may be axioms; told quickly, so not for certain."""
    return _OF_AXIOMS.search(lines) is not None


def revision(
    facts: Standing, before: Theory, added: Collection[ox.Quad], removed: Collection[ox.Quad]
) -> Revision:
    """Return what follows of a change, when what is stated in `facts` is so already."""
    came = list(dict.fromkeys(_rows(facts, added)))
    went = [row for row in dict.fromkeys(_rows(facts, removed)) if not facts.stated(row)]
    after = before
    if any(map(axioms.is_axiom, (*came, *went))):
        after = theory(facts)
        if not after.program.rules:  # as when all graphs are dropped
            return Revision(added=frozenset(), removed=frozenset(facts.all_inferred()))
    return revise(before, after, facts, came, went)


def _rows(facts: Standing, quads: Iterable[ox.Quad]) -> Iterable[Row]:
    for quad in quads:
        if quad.graph_name not in facts.scope.silent:
            yield Row(quad.subject, quad.predicate, quad.object)
