"""What is inferred after a change is what would be inferred from nothing."""

import os
from collections.abc import Iterable, Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from tests.entail.worlds import axiom_lists, fact_sets, triples

from cetu.entail.close import close
from cetu.entail.facts import Index
from cetu.entail.revise import Revision, revise
from cetu.entail.rule import TYPE, Node, Row, Term
from cetu.entail.theory import Theory

HARD = "CETU_HARD" in os.environ
EX = "https://example.org/"


class Dataset:
    """What is stated, and what was inferred from it once."""

    def __init__(self, theory: Theory, stated: Iterable[Row]) -> None:
        self.theory = theory
        self.rows = set(stated)
        self.follows = inferred(theory, self.rows)

    def __contains__(self, row: object) -> bool:
        return row in self.rows or row in self.follows

    def stated(self, row: Row) -> bool:
        return row in self.rows

    def inferred(self, row: Row) -> bool:
        return row in self.follows

    def about(self, subject: Term) -> list[Row]:
        return [row for row in self.follows if row.subject == subject]

    def match(
        self, subject: Node | None, predicate: NamedNode, value: Term | None
    ) -> Iterator[Row]:
        for row in (*self.rows, *self.follows):
            if (
                row.predicate == predicate
                and subject in {None, row.subject}
                and value in {None, row.object}
            ):
                yield row

    def change(
        self, came: Iterable[Row], went: Iterable[Row], theory: Theory | None = None
    ) -> Revision:
        """Make a change, and bring what follows up to date."""
        gone = set(went) & self.rows
        self.rows = (self.rows - gone) | set(came)
        after = theory or self.theory
        found = revise(self.theory, after, self, came, gone - self.rows)
        assert found.removed <= self.follows
        assert self.follows.isdisjoint(found.added)
        self.follows = (self.follows - found.removed) | found.added
        self.theory = after
        return found


def inferred(theory: Theory, stated: Iterable[Row]) -> set[Row]:
    """All that follows, found from nothing."""
    return {row for row, _ in close(theory.program, Index(), sorted(stated), wanted=theory.wanted)}


changes = st.lists(st.tuples(fact_sets, fact_sets), min_size=1, max_size=4)


@given(axioms=axiom_lists, start=fact_sets, steps=changes)
@settings(max_examples=3000 if HARD else 150, deadline=None)
def test_what_follows_is_what_would_follow_from_nothing(
    axioms: list[object], start: set[Row], steps: list[tuple[set[Row], set[Row]]]
) -> None:
    theory = Theory.of(triples(axioms))
    dataset = Dataset(theory, start)
    for came, went in steps:
        # A good part of what goes is there, and of what comes follows already.
        known = sorted(dataset.rows)[::2] if went else []
        dataset.change({*came, *sorted(dataset.follows)[:1]}, {*went, *known} - came)
        assert dataset.follows == inferred(theory, dataset.rows)


@given(before=axiom_lists, after=axiom_lists, facts=fact_sets, came=fact_sets, went=fact_sets)
@settings(max_examples=1500 if HARD else 80, deadline=None)
def test_axioms_may_change_too(
    before: list[object],
    after: list[object],
    facts: set[Row],
    came: set[Row],
    went: set[Row],
) -> None:
    kept = before[: len(before) // 2]
    theory = Theory.of(triples([*kept, *after]))
    dataset = Dataset(Theory.of(triples(before)), facts)
    dataset.change(came, went, theory)
    assert dataset.follows == inferred(theory, dataset.rows)


def _row(subject: str, predicate: str, value: str) -> Row:
    kind = TYPE if predicate == "a" else NamedNode(EX + predicate)
    return Row(NamedNode(EX + subject), kind, NamedNode(EX + value))


def test_what_follows_twice_stays_until_the_last_reason_goes() -> None:
    domain = NamedNode("http://www.w3.org/2000/01/rdf-schema#domain")
    axioms = [(domain, NamedNode(EX + name), NamedNode(EX + "A")) for name in "pq"]
    dataset = Dataset(Theory.of(triples(axioms)), [_row("a", "p", "b"), _row("a", "q", "b")])
    kind = _row("a", "a", "A")
    assert dataset.change([], [_row("a", "p", "b")]) == Revision(frozenset(), frozenset())
    assert dataset.change([], [_row("a", "q", "b")]).removed == {kind}


def test_a_circle_of_reasons_does_not_hold_itself_up() -> None:
    inverse = NamedNode("http://www.w3.org/2002/07/owl#inverseOf")
    theory = Theory.of(triples([(inverse, NamedNode(EX + "p"), NamedNode(EX + "q"))]))
    dataset = Dataset(theory, [_row("a", "p", "b")])
    assert dataset.follows == {_row("b", "q", "a")}
    dataset.change([], [_row("a", "p", "b")])
    assert dataset.follows == set()


def test_what_is_stated_now_is_inferred_no_longer_and_the_other_way_round() -> None:
    domain = NamedNode("http://www.w3.org/2000/01/rdf-schema#domain")
    theory = Theory.of(triples([(domain, NamedNode(EX + "p"), NamedNode(EX + "A"))]))
    dataset = Dataset(theory, [_row("a", "p", "b")])
    kind = _row("a", "a", "A")
    assert dataset.change([kind], []).removed == {kind}
    assert dataset.change([], [kind]).added == {kind}


def test_nothing_is_inferred_about_what_becomes_a_term() -> None:
    domain = (
        NamedNode("http://www.w3.org/2000/01/rdf-schema#domain"),
        NamedNode(EX + "p"),
        NamedNode(EX + "A"),
    )
    declared = (TYPE, NamedNode(EX + "a"), NamedNode("http://www.w3.org/2002/07/owl#Class"))
    plain, more = Theory.of(triples([domain])), Theory.of(triples([domain, declared]))
    dataset = Dataset(plain, [_row("a", "p", "b")])
    assert dataset.change([], [], more).removed == {_row("a", "a", "A")}
    assert dataset.change([], [], plain).added == {_row("a", "a", "A")}
