"""One IRI names one thing: what the graph means by it, and which things share a key all the same.

The graph never says `owl:sameAs`, so different IRIs count as different: a name that two bodies
share is a contradiction, not a proof that the two are one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import XSD

from cetu.reason.expression import Axiom, Expression, Part

_NAME: Final = URIRef("urn:cetu:unique-name")
_STATED: Final = ("ObjectPropertyAssertion", "DataPropertyAssertion")
ONE_NAME: Final = Axiom("FunctionalDataProperty", (_NAME,), ours=True)
"""That each thing has one name only, which `names` gives it."""


def names(axioms: Iterable[Axiom]) -> list[Axiom]:
    """Return, for each thing in `axioms`, that its name is its IRI.

    With `ONE_NAME`, two things that OWL would make one have two names, a contradiction. It says
    what `DifferentIndividuals` says, at a cost that grows with the things, not with their pairs.
    """
    things = {thing for axiom in axioms for thing in things_in(axiom)}
    return [
        Axiom(
            "DataPropertyAssertion",
            (_NAME, thing, Literal(str(thing), datatype=XSD.string)),
            ours=True,
        )
        for thing in sorted(things)
    ]


def apart(things: Iterable[URIRef]) -> list[Axiom]:
    """Return that each two of `things` are different."""
    pairs = combinations(sorted(set(things)), 2)
    return [Axiom("DifferentIndividuals", pair, ours=True) for pair in pairs]


def things_in(part: Part) -> Iterator[URIRef]:
    """Yield the IRIs in `part` that stand for things, not for terms."""
    if not isinstance(part, Expression):
        return
    if part.word in ("SameIndividual", "DifferentIndividuals", "ObjectOneOf"):
        places = part.parts
    elif part.word.endswith("Assertion") or part.word == "ObjectHasValue":
        places = part.parts[1:]
    else:
        places = ()
    yield from (place for place in places if isinstance(place, URIRef))
    for inner in part.parts:
        yield from things_in(inner)


def shared_keys(axioms: Iterable[Axiom]) -> Iterator[frozenset[str]]:
    """Yield, for two things that agree in all properties of a key, their IRIs and those of the key.

    HermiT compares every pair of things for a key: on the first document that is 40 seconds against
    4. So only these pairs are put to it, with the axiom itself.
    """
    keys = [axiom for axiom in axioms if axiom.word == "HasKey"]
    wanted = {one for key in keys for one in _properties(key)}
    values: dict[Part, dict[Part, set[str]]] = defaultdict(lambda: defaultdict(set))
    for axiom in axioms:
        if axiom.word in _STATED and axiom.parts[0] in wanted:
            values[axiom.parts[0]][axiom.parts[1]].add(str(axiom.parts[2]))
    for key in keys:
        yield from _shared(key, values)


def _shared(key: Axiom, values: dict[Part, dict[Part, set[str]]]) -> Iterator[frozenset[str]]:
    properties = _properties(key)
    having: list[set[Part]] = [set(values[one]) for one in properties]
    first: dict[tuple[str, ...], Part] = {}
    for thing in sorted(set.intersection(*having) if having else (), key=str):
        for agreed in product(*(sorted(values[one][thing]) for one in properties)):
            other = first.setdefault(agreed, thing)
            if other != thing:
                iris = {str(name) for name in key.names}
                yield frozenset({*iris, *agreed, str(thing), str(other)})


def _properties(key: Axiom) -> list[Part]:
    return [one for part in key.parts[1:] if isinstance(part, Expression) for one in part.parts]
