"""The axioms among statements, and what a class or property of theirs is made of.

https://www.w3.org/TR/owl2-mapping-to-rdf/
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Triple

from cetu.entail.rule import TYPE, Row, Term

# Not from `cetu.namespaces`, which loads rdflib: processes that hold a graph stay small.
_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def _owl(name: str) -> NamedNode:
    return NamedNode(f"http://www.w3.org/2002/07/owl#{name}")


def _rdfs(name: str) -> NamedNode:
    return NamedNode(f"http://www.w3.org/2000/01/rdf-schema#{name}")


SUB_CLASS: Final = _rdfs("subClassOf")
SAME_CLASS: Final = _owl("equivalentClass")
DOMAIN: Final = _rdfs("domain")
RANGE: Final = _rdfs("range")
SUB_PROPERTY: Final = _rdfs("subPropertyOf")
SAME_PROPERTY: Final = _owl("equivalentProperty")
CHAIN: Final = _owl("propertyChainAxiom")
INVERSE: Final = _owl("inverseOf")
SYMMETRIC: Final = _owl("SymmetricProperty")
TRANSITIVE: Final = _owl("TransitiveProperty")

ALL_OF: Final = _owl("intersectionOf")
ANY_OF: Final = _owl("unionOf")
ONE_OF: Final = _owl("oneOf")
ON: Final = _owl("onProperty")
SOME: Final = _owl("someValuesFrom")
ONLY: Final = _owl("allValuesFrom")
VALUE: Final = _owl("hasValue")
THING: Final = _owl("Thing")
MAKERS: Final = (ALL_OF, ANY_OF, ONE_OF, SOME, ONLY, VALUE)
"""What the statement that makes a class of other things has as predicate."""

_FIRST: Final = NamedNode(f"{_RDF}first")
_REST: Final = NamedNode(f"{_RDF}rest")
_LINKS: Final = (
    (SUB_CLASS, SAME_CLASS, DOMAIN, RANGE, SUB_PROPERTY, SAME_PROPERTY, CHAIN, INVERSE)
)  # fmt: skip
PREDICATES: Final = frozenset({*_LINKS, *MAKERS, ON, _FIRST, _REST})
"""The predicates of statements that are axioms, or parts of them."""

DATA: Final = _owl("DatatypeProperty")
ANNOTATION: Final = _owl("AnnotationProperty")
TERMS: Final = frozenset(
    {
        _owl("Class"),
        _owl("ObjectProperty"),
        DATA,
        ANNOTATION,
        _owl("Ontology"),
        _rdfs("Datatype"),
    }
)
"""The classes of what makes up an ontology; what rules would say of these is not asked for."""
KINDS: Final = TERMS | {SYMMETRIC, TRANSITIVE}
"""The classes whose members rules depend on."""


def is_axiom(row: Row | Triple) -> bool:
    """Return whether `row` is an axiom or a part of one, so that rules depend on it."""
    return row.predicate in PREDICATES or (row.predicate == TYPE and row.object in KINDS)


class Axioms:
    """The axioms among statements; others are left out."""

    def __init__(self, rows: Iterable[Row | Triple]) -> None:
        """Keep the axioms of `rows`."""
        self._values: dict[tuple[Term, Term], list[Term]] = defaultdict(list)
        self._pairs: dict[Term, set[tuple[Term, Term]]] = defaultdict(set)
        for row in rows:
            if is_axiom(row):
                self._pairs[row.predicate].add((row.subject, row.object))
        for predicate, pairs in self._pairs.items():
            for subject, value in sorted(pairs, key=str):
                self._values[subject, predicate].append(value)

    def pairs(self, predicate: NamedNode) -> Iterator[tuple[Term, Term]]:
        """Yield subject and object of the statements with `predicate`."""
        yield from sorted(self._pairs[predicate], key=str)

    def members(self, *kinds: NamedNode) -> frozenset[Term]:
        """Return what is said to be of one of `kinds`."""
        return frozenset(subject for subject, kind in self._pairs[TYPE] if kind in kinds)

    def value(self, node: Term, predicate: NamedNode) -> Term | None:
        """Return the value of `predicate` of `node`, if there is one."""
        found = self._values.get((node, predicate))
        return found[0] if found else None

    def made(self, node: Term) -> tuple[NamedNode, Term] | None:
        """Return by what (of `MAKERS`) and of what the class `node` is made, if it is."""
        for maker in MAKERS:
            if (value := self.value(node, maker)) is not None:
                return maker, value
        return None

    def list(self, head: Term) -> tuple[Term, ...]:
        """Return the members of a list, up to where it ends or runs in a circle."""
        found: list[Term] = []
        seen: set[Term] = set()
        while head not in seen and (first := self.value(head, _FIRST)) is not None:
            seen.add(head)
            found.append(first)
            rest = self.value(head, _REST)
            if rest is None:
                break
            head = rest
        return tuple(found)

    def property(self, node: Term | None) -> tuple[NamedNode, bool] | None:
        """Return a property and whether it is meant the other way round; None: it is none."""
        if isinstance(node, BlankNode):
            other = self.value(node, INVERSE)
            return (other, True) if isinstance(other, NamedNode) else None
        return (node, False) if isinstance(node, NamedNode) else None
