"""Which axioms about terms bear on some facts: a part that is small, and often enough.

It follows axioms from what they start at to what they end in, as a module by locality does
(Cuenca Grau et al., Modular Reuse of Ontologies, JAIR 31, 2008), but coarsely: who uses it asks the
reasoner whether it is enough.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from rdflib import URIRef
from rdflib.namespace import OWL

from cetu.reason.expression import Axiom, Expression, Part

_BOTH_WAYS: Final = ("Equivalent", "Inverse", "DisjointUnion", "DatatypeDefinition")
_ALL: Final = ("ObjectPropertyChain", "ObjectIntersectionOf")
_SHUT: Final = ("DisjointClasses", "DisjointObjectProperties", "DisjointDataProperties")


def bearing(terms: Sequence[Axiom], facts: Iterable[Axiom]) -> list[Axiom]:
    """Return those of `terms` that begin, over any steps, at what `facts` name, in their order."""
    known: set[URIRef] = {name for fact in facts for name in fact.names}
    chosen: set[Axiom] = set()
    grown = True
    while grown:
        grown = False
        for axiom in terms:
            if axiom not in chosen and _begins(axiom, known):
                chosen.add(axiom)
                grown = True
                if axiom.word not in _SHUT:
                    known |= axiom.names
    return [axiom for axiom in terms if axiom in chosen]


def _begins(axiom: Axiom, known: set[URIRef]) -> bool:
    if axiom.word in _SHUT:
        return sum(_any(part, known) for part in axiom.parts) > 1
    if axiom.word.startswith(_BOTH_WAYS):
        return any(_any(part, known) for part in axiom.parts)
    start = axiom.parts[0]
    if isinstance(start, Expression) and start.word in _ALL:
        return all(_any(part, known) for part in start.parts)
    return _any(start, known)


def _any(part: Part, known: set[URIRef]) -> bool:
    if isinstance(part, Expression):
        return not known.isdisjoint(part.names)
    return part in known or part == OWL.Thing
