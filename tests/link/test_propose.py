"""What may be linked, how well, and why."""

from hypothesis import given
from hypothesis import strategies as st

from cetu.link import propose
from cetu.model.link import Ours, Proposal, Theirs

CITY = Ours("https://w3id.org/cetu/id/place/990100", ("云溪市", "云溪"), ("990100",))


def proposed(*theirs: Theirs, least: float = 0.0) -> list[Proposal]:
    return propose([CITY], theirs, "a list", "2026-11-26", least)


def test_a_code_says_most() -> None:
    (one,) = proposed(Theirs("https://example.org/1", ("Yunxi",), ("99 01 00",)))
    assert (one.score, one.relation, one.reasons) == (100.0, "exactMatch", "same code 990100")
    assert (one.ours, one.our_name, one.their_name) == (CITY.iri, "云溪市", "Yunxi")
    assert (one.source, one.retrieved) == ("a list", "2026-11-26")


def test_a_name_says_less() -> None:
    (one,) = proposed(Theirs("https://example.org/1", ("云溪市",)))
    assert (one.score, one.reasons) == (90.0, "same name 云溪市")


def test_a_name_that_several_have_says_little() -> None:
    found = proposed(
        Theirs("https://example.org/1", ("云溪市",)), Theirs("https://example.org/2", ("云溪市",))
    )
    assert [one.score for one in found] == [65.0, 65.0]
    assert {one.relation for one in found} == {"closeMatch"}
    assert "1 more there have it" in found[0].reasons


def test_a_name_without_its_level_says_least() -> None:
    (one,) = proposed(Theirs("https://example.org/1", ("云溪县",)))
    assert (one.score, one.relation) == (75.0, "closeMatch")


def test_likeness_alone_is_nothing() -> None:
    assert proposed(Theirs("https://example.org/1", ("云溪山",))) == []


def test_the_best_of_several_reasons_counts() -> None:
    (one,) = proposed(Theirs("https://example.org/1", ("云溪市",), ("990100",)))
    assert one.score == 100.0


def test_a_source_that_scores_is_quoted() -> None:
    (one,) = proposed(Theirs("https://example.org/1", ("云溪市",), (), 87.5))
    assert one.reasons.endswith("the source's own score 87.5")


def test_what_is_too_low_is_left_out() -> None:
    assert proposed(Theirs("https://example.org/1", ("云溪县",)), least=80.0) == []


@given(st.lists(st.tuples(st.text(max_size=8), st.text(max_size=8)), max_size=8))
def test_scores_are_in_order_and_at_most_three_a_thing(things: list[tuple[str, str]]) -> None:
    theirs = [
        Theirs(f"https://example.org/{n}", (name,), (code,))
        for n, (name, code) in enumerate(things)
    ]
    found = proposed(*theirs)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len(found) <= 3
