"""Responsible units."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.annotate.parties import split
from cetu.model.task import Task

Understood = Callable[..., Task]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("市财政局", ["市财政局"]),
        ("市国资委、东莞科技创新金融集团", ["市国资委", "东莞科技创新金融集团"]),
        ("市委宣传部（市版权局）、市委金融办", ["市委宣传部（市版权局）", "市委金融办"]),
        ("各市、县〔市、区〕政府", ["各市", "县〔市、区〕政府"]),
        ("甲局（乙、丙），丁局；戊局", ["甲局（乙、丙）", "丁局", "戊局"]),
        ("、、", []),
        ("", []),
    ],
)
def test_a_list_is_split_outside_brackets(text: str, parties: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == parties


@given(st.text(alphabet="甲乙、，；（）〔〕 ", max_size=40))
def test_parties_stand_in_order_and_hold_no_white_space_around(text: str) -> None:
    places = list(split(text))
    assert places == sorted(places)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in places)


def test_eighty_one_assignments_to_nineteen_parties(tasks: dict[str, Task]) -> None:
    parties = [party for task in tasks.values() for party in task.parties]
    assert len(parties) == 81
    assert len({party.body.iri for party in parties if party.body}) == 19
    assert {party.role for party in parties} == {"listed"}
    assert all(party.position == n for t in tasks.values() for n, party in enumerate(t.parties, 1))


def test_short_names_are_read_in_the_place_of_the_document(understood: Understood) -> None:
    here = understood("落实政策。", "市财政局").parties[0]
    assert here.full_name == "东莞市财政局"
    nowhere = understood("落实政策。", "市财政局", place=None).parties[0]
    assert (nowhere.body, nowhere.full_name) == (None, "")
    elsewhere = understood("落实政策。", "市财政局", place="https://w3id.org/cetu/id/place/330300")
    assert elsewhere.parties[0].body is None


def test_a_name_plate_is_the_body_acting_under_another_name(tasks: dict[str, Task]) -> None:
    party = tasks["19"].parties[1]
    assert party.span.text == "市委宣传部（市版权局）"
    assert party.full_name == "中共东莞市委宣传部（东莞市版权局）"
    assert party.body is not None
    assert party.body.iri == "https://w3id.org/cetu/id/body/441900-xuanchuanbu"
    assert party.acts_under == "https://w3id.org/cetu/id/body-name/441900-xuanchuanbu/3"


def test_two_groups_are_collective(tasks: dict[str, Task]) -> None:
    groups = {p.span.text for t in tasks.values() for p in t.parties if p.collective}
    assert groups == {"风险补偿政策联席会议成员单位", "各镇街（园区）"}


@pytest.mark.parametrize(
    ("units", "roles"),
    [
        ("市财政局牵头，市商务局、市国资委配合", ["lead", "support", "support"]),
        ("牵头单位：市财政局；配合单位：市商务局", ["lead", "support"]),
        ("市财政局、市商务局按职责分工负责", ["listed", "listed"]),
        ("市财政局、市商务局", ["listed", "listed"]),
    ],
)
def test_a_role_is_what_the_words_say(understood: Understood, units: str, roles: list[str]) -> None:
    found = understood("落实政策。", units).parties
    assert [party.role for party in found] == roles
    assert all(party.body for party in found)
    assert all(bool(party.role_span) == (party.role != "listed") for party in found)


def test_an_unknown_name_stays_as_written(understood: Understood) -> None:
    party = understood("落实政策。", "市某某局（市某牌子）").parties[0]
    assert (party.span.text, party.body, party.full_name) == ("市某某局（市某牌子）", None, "")
