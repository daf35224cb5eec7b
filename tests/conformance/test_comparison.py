from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node
from tests.conformance.comparison import Row, same, same_reduced, same_sequence

A, B, C = (URIRef(f"urn:x:{name}") for name in "abc")
TERMS = st.one_of(
    st.sampled_from([A, B, None, Literal("1"), Literal("甲", lang="zh")]),
    st.integers(0, 3).map(lambda number: BNode(f"n{number}")),
)
ROWS = st.lists(st.tuples(TERMS, TERMS), max_size=6)


def number(text: str, datatype: URIRef = XSD.decimal) -> Literal:
    return Literal(text, datatype=datatype, normalize=False)


@given(ROWS, st.randoms())
def test_order_and_names_of_blank_nodes_do_not_matter(rows: list[Row], random: Random) -> None:
    names: dict[Node | None, Node | None] = {BNode(f"n{n}"): BNode() for n in range(4)}
    other = [tuple(names.get(term, term) for term in row) for row in rows]
    shuffled = list(other)
    random.shuffle(shuffled)
    assert same(rows, shuffled)
    assert same_sequence(rows, other)


@given(ROWS, TERMS)
def test_a_row_more_is_another_bag(rows: list[Row], term: URIRef) -> None:
    assert not same(rows, [*rows, (term, term)])
    assert not same_sequence(rows, [*rows, (term, term)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([(A, BNode("x")), (B, BNode("x"))], [(A, BNode("x")), (B, BNode("y"))]),
        ([(BNode("x"), BNode("x"))], [(BNode("x"), BNode("y"))]),
        ([(BNode("x"),)], [(A,)]),
        ([(A, None)], [(None, A)]),
        ([(A,), (A,), (B,)], [(A,), (B,), (B,)]),
        ([(Literal("a"),)], [(Literal("a", lang="en"),)]),
        ([(number("1"),)], [(number("1", XSD.integer),)]),
        ([(number("1"),)], [(number("1.5"),)]),
        ([(Literal("1.0"),)], [(Literal("1"),)]),
        ([(number("2006-08-23", XSD.date),)], [(number("2006-08-23Z", XSD.date),)]),
    ],
)
def test_what_is_not_the_same(one: list[Row], other: list[Row]) -> None:
    assert not same(one, other)
    assert not same_sequence(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (number("1.0"), number("1.00")),
        (number("2"), number("2.0")),
        (number("1e0", XSD.double), number("1.0E0", XSD.double)),
        (number("+7", XSD.integer), number("007", XSD.integer)),
        (number("1", XSD.boolean), number("true", XSD.boolean)),
        (number("2006-08-23+00:00", XSD.date), number("2006-08-23Z", XSD.date)),
        (Literal("甲"), Literal("甲", datatype=XSD.string)),
        (Literal("a", lang="en-GB"), Literal("a", lang="EN-gb")),
        (number("xyz", XSD.integer), number("xyz", XSD.integer)),
    ],
)
def test_what_is_the_same(one: Literal, other: Literal) -> None:
    assert same([(one,)], [(other,)])


def test_order_counts_where_it_is_part_of_the_result() -> None:
    assert same([(A,), (B,)], [(B,), (A,)])
    assert not same_sequence([(A,), (B,)], [(B,), (A,)])


@pytest.mark.parametrize(
    ("given_rows", "allowed"),
    [
        ([(A,), (B,)], True),
        ([(A,), (A,), (B,)], True),
        ([(A,), (B,), (B,)], False),
        ([(A,)], False),
        ([(A,), (B,), (C,)], False),
    ],
)
def test_reduced_may_drop_repetitions(given_rows: list[Row], *, allowed: bool) -> None:
    assert same_reduced([(A,), (A,), (B,)], given_rows) is allowed


@pytest.mark.parametrize("compare", [same, same_sequence])
def test_graphs_are_bags_of_triples(compare: Callable[..., bool]) -> None:
    one = Graph().parse(data="[] <urn:x:p> [ <urn:x:q> 1 ] .", format="turtle")
    two = Graph().parse(data="_:b <urn:x:q> 1 . _:a <urn:x:p> _:b .", format="turtle")
    both = ([*sorted(graph, key=lambda triple: str(triple[1]))] for graph in (one, two))
    assert compare(*both)
