"""Responsible units."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.annotate import Lexicon
from cetu.annotate.parties import parties
from cetu.model.document import Role, Units
from cetu.model.span import Cell, Span
from cetu.model.task import Party, Task

Understood = Callable[..., Task]


def cell(*lines: str, between: str = "\n") -> tuple[Cell, str]:
    """A cell of lines, and the raw text in which they stand."""
    raw, pieces = "责任单位", []
    for line in lines:
        raw += between
        pieces.append(Span(len(raw), len(raw) + len(line), line))
        raw += line
    return Cell(tuple(pieces)), raw


def found(
    lexicon: Lexicon, units: list[Units], raw: str, place: str = "温州市"
) -> tuple[Party, ...]:
    where = lexicon.place(place)
    return parties(units, raw, lexicon, where.iri if where else None)


def test_eighty_one_assignments_to_nineteen_parties(tasks: dict[str, Task]) -> None:
    parties = [party for task in tasks.values() for party in task.parties]
    assert len(parties) == 81
    assert len({party.body.iri for party in parties if party.body}) == 19
    assert {party.role for party in parties} == {"listed"}
    assert not any(party.body.derived for party in parties if party.body)
    assert all(party.position == n for t in tasks.values() for n, party in enumerate(t.parties, 1))


def test_short_names_are_read_in_the_place_of_the_document(understood: Understood) -> None:
    here = understood("落实政策。", "市财政局").parties[0]
    assert here.full_name == "东莞市财政局"
    assert here.body
    assert not here.body.derived
    nowhere = understood("落实政策。", "市财政局", place=None).parties[0]
    assert (nowhere.body, nowhere.full_name) == (None, "")
    wenzhou = "https://w3id.org/cetu/id/place/330300"
    elsewhere = understood("落实政策。", "市财政局", place=wenzhou).parties[0]
    assert elsewhere.full_name == "温州市财政局"
    assert elsewhere.body
    assert (elsewhere.body.derived, elsewhere.body.place) == (True, wenzhou)


def test_beside_a_stated_lead_the_others_support(lexicon: Lexicon) -> None:
    lead, raw = cell("市商务局")
    others = Units(Cell((Span(len(raw), len(raw) + 9, "市财政局、市司法局"),)))
    both = found(lexicon, [Units(lead, "lead"), others], raw + "市财政局、市司法局")
    assert [party.role for party in both] == ["lead", "support", "support"]
    again = found(lexicon, [Units(lead, "lead"), others, Units(lead)], raw + "市财政局、市司法局")
    assert [(party.role, party.position) for party in again] == [
        ("lead", 1),
        ("support", 2),
        ("support", 3),
    ]
    alone = found(lexicon, [others], raw + "市财政局、市司法局")
    assert [party.role for party in alone] == ["listed", "listed"]


def test_units_of_a_place_that_no_table_lists(lexicon: Lexicon) -> None:
    here = lexicon.stated("云溪市")
    assert here
    names, raw = cell("市财政局、市税务局、云溪金融监管分局、人民银行云溪市分行")
    full = [party.full_name for party in parties([Units(names)], raw, lexicon, here.iri)]
    assert full == [
        "云溪市财政局",
        "国家税务总局云溪市税务局",
        "国家金融监督管理总局云溪监管分局",
        "中国人民银行云溪市分行",
    ]


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
    party = understood("落实政策。", "云溪某牌子").parties[0]
    assert (party.span.text, party.body, party.full_name) == ("云溪某牌子", None, "")


def test_an_unknown_name_has_listed_bodies_for_candidates(understood: Understood) -> None:
    party = understood("落实政策。", "东莞科创金融").parties[0]
    assert party.body is None
    assert party.candidates[0].endswith("441900-kejichuangxinjinrongjituan")


@pytest.mark.parametrize(
    ("role", "units", "roles"),
    [
        ("lead", "市财政局、市教育局", ["lead", "lead"]),
        ("support", "市财政局、市教育局", ["support", "support"]),
        ("lead", "市财政局、市教育局按职责分工负责", ["lead", "lead"]),
        ("lead", "市财政局牵头，相关部门参与", ["lead", "support"]),
        (None, "市财政局、市教育局", ["listed", "listed"]),
    ],
)
def test_a_column_gives_the_role_where_words_do_not(
    lexicon: Lexicon, role: Role | None, units: str, roles: list[str]
) -> None:
    words, raw = cell(units)
    assert [p.role for p in found(lexicon, [Units(words, role)], raw)] == roles


@pytest.mark.parametrize(
    ("units", "roles"),
    [
        ("市财政局、市教育局、各县（市、区）", ["lead", "support", "support"]),
        ("市财政局", ["lead"]),
    ],
)
def test_a_rule_of_the_document_makes_the_first_lead(
    lexicon: Lexicon, units: str, roles: list[str]
) -> None:
    words, raw = cell(units)
    rule = Span(0, 4, raw[:4])
    parties = found(lexicon, [Units(words, rule=rule)], raw)
    assert [p.role for p in parties] == roles
    assert {p.role_span for p in parties} == {rule}


def test_words_of_a_list_come_before_the_rule_of_the_document(lexicon: Lexicon) -> None:
    words, raw = cell("市财政局、市教育局牵头，市民政局配合")
    parties = found(lexicon, [Units(words, rule=Span(0, 4, raw[:4]))], raw)
    assert [p.role for p in parties] == ["lead", "lead", "support"]


def test_two_columns_are_counted_through(lexicon: Lexicon) -> None:
    words, raw = cell("市财政局、市教育局", "市民政局")
    first, second = (Cell((piece,)) for piece in words.pieces)
    lead, support = Units(first, "lead"), Units(second, "support")
    parties = found(lexicon, [lead, support], raw)
    assert [(p.position, p.role) for p in parties] == [(1, "lead"), (2, "lead"), (3, "support")]


def test_a_name_cut_by_a_page_number_reads_whole(lexicon: Lexicon) -> None:
    words, raw = cell("市发展改", "革委、市教育局", between="\n— 7 —\n")
    first, second = found(lexicon, [Units(words)], raw)
    assert (first.words, first.full_name) == ("市发展改革委", "温州市发展和改革委员会")
    assert first.span.text == "市发展改\n— 7 —\n革委"
    assert raw[second.span.start : second.span.end] == "市教育局"


@pytest.mark.parametrize(
    ("place", "units", "full", "elided"),
    [
        (
            "浙江省",
            "杭州市、宁波市、湖州市人民政府",
            ["杭州市人民政府", "宁波市人民政府", "湖州市人民政府"],
            [True, True, False],
        ),
        (
            "永嘉县",
            "市行政审批局、住建局、司法局",
            ["温州市行政审批局", "温州市住房和城乡建设局", "温州市司法局"],
            [False, True, True],
        ),
        ("永嘉县", "住建局、司法局", ["永嘉县住房和城乡建设局", "永嘉县司法局"], [False, False]),
        ("浙江省", "宁波市", ["宁波市人民政府"], [False]),
    ],
)
def test_what_a_neighbour_has_for_both_is_understood(
    lexicon: Lexicon, place: str, units: str, full: list[str], elided: list[bool]
) -> None:
    words, raw = cell(units)
    parties = found(lexicon, [Units(words)], raw, place)
    assert [p.full_name for p in parties] == full
    assert [p.elided for p in parties] == elided


def test_a_body_listed_twice_is_kept_as_written(lexicon: Lexicon) -> None:
    words, raw = cell("市财政局、市教育局、市财政局")
    first, _, third = found(lexicon, [Units(words)], raw)
    assert first.body == third.body
    assert first.span != third.span


def test_no_unit_is_no_party(lexicon: Lexicon) -> None:
    words, raw = cell("/")
    assert found(lexicon, [Units(words, "support"), Units(Cell())], raw) == ()


@given(
    st.lists(
        st.text(
            alphabet="市县财政教育局委办、，；（）牵头配合和等各部门 ", min_size=1, max_size=12
        ),
        max_size=4,
    ),
    st.sampled_from(["\n", "\n— 3 —\n", ""]),
)
def test_every_party_reads_back_from_the_source(
    lexicon: Lexicon, lines: list[str], between: str
) -> None:
    words, raw = cell(*lines, between=between)
    parties = found(lexicon, [Units(words)], raw)
    assert [p.position for p in parties] == list(range(1, len(parties) + 1))
    for party in parties:
        assert raw[party.span.start : party.span.end] == party.span.text
        assert party.words in words.text
        assert party.words[0] == party.span.text[0]
        assert party.words[-1] == party.span.text[-1]


@pytest.mark.parametrize(
    "words", ["局 " * 9000, "（" * 9000 + "）" * 9000, "组织" * 9000 + "甲", "市局和" * 6000]
)
def test_words_without_end_are_no_burden(lexicon: Lexicon, words: str) -> None:
    one, raw = cell(words)
    started = time.perf_counter()
    parties = found(lexicon, [Units(one)], raw)
    assert time.perf_counter() - started < 5
    assert all(party.body is None for party in parties)
