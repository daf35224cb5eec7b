"""Small random worlds: an ontology with every construct of OWL 2 RL that says something of things.

Only what the syntax of the profile allows where it stands
(https://www.w3.org/TR/owl2-profiles/#OWL_2_RL), so that an engine with the rules about terms, too,
says the same of things.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, Triple

from cetu.entail import axioms as ax
from cetu.entail.rule import TYPE, Row
from cetu.namespaces import PREFIXES

SPACE: Final = "https://example.org/"
_RDF: Final = PREFIXES["rdf"]
_OWL: Final = PREFIXES["owl"]


def _named(*names: str) -> list[NamedNode]:
    return [NamedNode(SPACE + name) for name in names]


CLASSES: Final = _named("A", "B", "C", "D", "E")
PROPERTIES: Final = _named("p", "q", "r", "s")
THINGS: Final = _named("a", "b", "c", "d")

_class, _property, _thing = map(st.sampled_from, (CLASSES, PROPERTIES, THINGS))
_value: Final = st.tuples(st.just(ax.VALUE), _property, _thing)


def _below(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    pair = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        st.tuples(st.just(ax.ALL_OF), pair),
        st.tuples(st.just(ax.ANY_OF), pair),
        st.tuples(st.just(ax.SOME), _property, inner | st.just(ax.THING)),
    )


_one_of: Final = st.tuples(st.just(ax.ONE_OF), st.lists(_thing, min_size=1, max_size=2))
_sub: Final = st.recursive(_class | _value | _one_of, _below, max_leaves=3)
"""What may stand below another class."""


def _above(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.tuples(st.just(ax.ALL_OF), st.lists(inner, min_size=1, max_size=3)),
        st.tuples(st.just(ax.ONLY), _property, inner),
    )


_super: Final = st.recursive(_class | _value, _above, max_leaves=3)
"""What may stand above another class, or be a domain or range."""

_same: Final = st.recursive(
    _class | _value,
    lambda inner: st.tuples(st.just(ax.ALL_OF), st.lists(inner, min_size=1, max_size=3)),
    max_leaves=3,
)
_axiom: Final = st.one_of(
    st.tuples(st.just(ax.SUB_CLASS), _sub, _super),
    st.tuples(st.just(ax.SAME_CLASS), _class, _same),
    st.tuples(st.just(ax.DOMAIN), _property, _super),
    st.tuples(st.just(ax.RANGE), _property, _super),
    st.tuples(st.just(ax.SUB_PROPERTY), _property, _property),
    st.tuples(st.just(ax.SAME_PROPERTY), _property, _property),
    st.tuples(st.just(ax.INVERSE), _property, _property),
    st.tuples(st.just(ax.CHAIN), _property, st.lists(_property, min_size=1, max_size=4)),
    st.tuples(st.just(TYPE), _property, st.sampled_from([ax.SYMMETRIC, ax.TRANSITIVE])),
)
_fact: Final = st.one_of(
    st.builds(Row, _thing, st.just(TYPE), _class), st.builds(Row, _thing, _property, _thing)
)
axiom_lists: Final = st.lists(_axiom, max_size=7)
fact_sets: Final = st.sets(_fact, max_size=10)


@dataclass(frozen=True)
class World:
    """Axioms as triples, and facts."""

    axioms: tuple[Triple, ...]
    facts: frozenset[Row]


def triples(axioms: Sequence[Any]) -> tuple[Triple, ...]:
    """Write axioms, as drawn, as triples."""
    found: list[Triple] = []
    for predicate, subject, value in axioms:
        if predicate == ax.CHAIN:
            found.append(Triple(subject, predicate, _list(value, found)))
        else:
            found.append(Triple(_node(subject, found), predicate, _node(value, found)))
    found += [Triple(name, TYPE, NamedNode(_OWL + "Class")) for name in CLASSES]
    found += [Triple(name, TYPE, NamedNode(_OWL + "ObjectProperty")) for name in PROPERTIES]
    return tuple(found)


worlds: Final = st.builds(
    lambda axioms, facts: World(triples(axioms), frozenset(facts)), axiom_lists, fact_sets
)


def _node(expression: Any, found: list[Triple]) -> NamedNode | BlankNode:  # noqa: ANN401 - a nested tuple
    if isinstance(expression, NamedNode):
        return expression
    maker, *parts = expression
    node = BlankNode()
    if maker in {ax.ALL_OF, ax.ANY_OF, ax.ONE_OF}:
        found.append(Triple(node, maker, _list(parts[0], found)))
    else:
        found.append(Triple(node, ax.ON, parts[0]))
        found.append(Triple(node, maker, _node(parts[1], found)))
    return node


def _list(parts: Sequence[Any], found: list[Triple]) -> NamedNode | BlankNode:
    def nodes() -> Iterator[NamedNode | BlankNode]:
        for part in parts:
            yield _node(part, found)

    head: NamedNode | BlankNode = NamedNode(_RDF + "nil")
    for node in reversed(list(nodes())):
        cell = BlankNode()
        found.append(Triple(cell, NamedNode(_RDF + "first"), node))
        found.append(Triple(cell, NamedNode(_RDF + "rest"), head))
        head = cell
    return head
