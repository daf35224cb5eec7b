"""What follows, against all rules run over and over, and against an independent engine."""

import os

import owlrl  # type: ignore[import-untyped] # has no types (7.6)
from hypothesis import given, settings
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize
from rdflib import Graph, URIRef
from rdflib.namespace import OWL
from tests.entail.worlds import SPACE, World, worlds

from cetu.entail import axioms as ax
from cetu.entail.close import close
from cetu.entail.compile import compiled
from cetu.entail.facts import Index
from cetu.entail.program import Program
from cetu.entail.rule import TYPE, Row

HARD = "CETU_HARD" in os.environ


def whole(program: Program, rows: frozenset[Row]) -> frozenset[Row]:
    """All that holds, found by running every rule on everything until nothing is new."""
    facts = Index(rows)
    before = -1
    while before < len(frozenset(facts)):
        before = len(frozenset(facts))
        for row, _ in (*program.unconditional(), *program.all(facts)):
            facts.add(row)
    return frozenset(facts)


@given(world=worlds)
@settings(max_examples=1000 if HARD else 100, deadline=None)
def test_all_that_follows_is_found(world: World) -> None:
    program = Program(compiled(world.axioms))
    facts = Index()
    told = [row for row, _ in close(program, facts, world.facts)]
    assert frozenset(facts) == whole(program, world.facts)
    assert frozenset(told) == frozenset(facts) - world.facts
    assert len(told) == len(frozenset(told))


@given(world=worlds)
@settings(max_examples=500 if HARD else 50, deadline=None)
def test_it_makes_no_difference_what_came_first(world: World) -> None:
    program = Program(compiled(world.axioms))
    rows = sorted(world.facts)
    under = Index()
    list(close(program, under, rows[: len(rows) // 2]))
    later = Index(under=under)
    list(close(program, later, rows[len(rows) // 2 :]))
    assert frozenset([*under, *later]) == whole(program, world.facts)


@given(world=worlds)
@settings(max_examples=300 if HARD else 8, deadline=None)
def test_it_is_what_owlrl_says(world: World) -> None:
    facts = Index()
    list(close(Program(compiled(world.axioms)), facts, world.facts))
    assert _about_things(_graph([Triple(*row) for row in facts])) == _about_things(_owlrl(world))


@given(world=worlds)
@settings(max_examples=300 if HARD else 50, deadline=None)
def test_with_anonymous_classes_the_same_is_said_of_named_ones(world: World) -> None:
    facts, named = Index(), Index()
    list(close(Program(compiled(world.axioms, anonymous=True)), facts, world.facts))
    list(close(Program(compiled(world.axioms)), named, world.facts))
    assert {row for row in facts if not isinstance(row.object, BlankNode)} == set(named)


def _owlrl(world: World) -> Graph:
    closed = _graph([*world.axioms, *(Triple(*row) for row in world.facts)])
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    return closed


def _graph(rows: list[Triple]) -> Graph:
    text = serialize(rows, format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=text or b"", format="nt")


def _about_things(graph: Graph) -> set[tuple[str, str, str]]:
    """What is said of a, b, c and d: not that they are things, and are themselves."""
    return {
        (str(subject), str(predicate), str(value))
        for subject, predicate, value in graph
        if isinstance(subject, URIRef)
        and isinstance(value, URIRef)
        and str(subject)[len(SPACE) :] in {"a", "b", "c", "d"}
        and value != OWL.Thing
        and predicate != OWL.sameAs
    }


def _type(thing: str, kind: str) -> Row:
    return Row(NamedNode(SPACE + thing), TYPE, NamedNode(SPACE + kind))


def _sub(one: str, other: str) -> Triple:
    return Triple(NamedNode(SPACE + one), ax.SUB_CLASS, NamedNode(SPACE + other))


def test_the_rule_that_gives_a_statement_is_told() -> None:
    ((row, rule),) = close(Program(compiled([_sub("A", "B")])), Index(), [_type("a", "A")])
    assert (row, rule.name) == (_type("a", "B"), "cax-sco")


def test_what_is_not_wanted_is_neither_added_nor_followed() -> None:
    facts, unwanted = Index(), _type("a", "B")
    program = Program(compiled([_sub("A", "B"), _sub("B", "C")]))
    told = close(program, facts, [_type("a", "A")], wanted=lambda row: row != unwanted)
    assert list(told) == []
    assert list(facts) == [_type("a", "A")]
