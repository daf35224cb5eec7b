"""Names to entities: what is certain, what is likely, what is known beside the name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDFS

from cetu.answer.lookup import Finder
from cetu.answer.reconcile import Catalogue, Entity, Query, Shelf, candidates, suggest
from cetu.answer.reconcile.catalogue import TYPES, pairs_of, plain
from cetu.engine import Engine
from cetu.errors import QueryExhausted
from cetu.model.snapshot import GraphFile, Snapshot
from cetu.namespaces import CETU, ID
from cetu.settings import Settings

BODY, INSTRUMENT, PLACE, DOCUMENT, *_ = TYPES


def entity(
    key: str,
    zh: str,
    *also: str,
    kind: object = BODY,
    place: str = "",
    facts: tuple[tuple[str, str], ...] = (),
) -> Entity:
    assert isinstance(kind, type(BODY))
    return Entity(
        f"{ID}{key}", kind, zh, "", frozenset({plain(zh)}), frozenset(map(plain, also)),
        frozenset({f"{ID}{place}"} if place else ()), frozenset(facts), frozenset({"PublicBody"}),
    )  # fmt: skip


WITHIN = (("within", f"{ID}place/990000"),)
CITY = entity("place/990100", "云溪市", "云溪", kind=PLACE, facts=WITHIN)
PROVINCE = entity("place/990000", "临川省", kind=PLACE)
OTHER = entity("place/990200", "青岚市", kind=PLACE, facts=WITHIN)
ALL = Catalogue(
    [
        CITY,
        PROVINCE,
        OTHER,
        entity("body/990100-caizhengju", "云溪市财政局", "市财政局", place="place/990100"),
        entity("body/990200-caizhengju", "青岚市财政局", "市财政局", place="place/990200"),
        entity("body/990000-caizhengting", "临川省财政厅", "省财政厅", place="place/990000"),
        entity("instrument/buchang", "风险补偿", kind=INSTRUMENT),
        entity("instrument/buchang-zijinchi", "风险补偿资金池", kind=INSTRUMENT),
        entity("document/jihua", "云溪市数据产业行动计划", kind=DOCUMENT),
    ]
)


def ids(query: Query) -> list[str]:
    return [one.entity.id for one in candidates(ALL, query)]


def certain(query: Query) -> list[str]:
    return [one.entity.id for one in candidates(ALL, query) if one.match]


def test_its_own_name_is_certain() -> None:
    (best, *_) = candidates(ALL, Query("云溪市财政局"))
    assert (best.entity.id, best.score, best.match) == ("body/990100-caizhengju", 100.0, True)


def test_a_name_that_several_go_by_is_not() -> None:
    found = candidates(ALL, Query("市财政局"))
    assert {one.entity.id for one in found[:2]} == {
        "body/990100-caizhengju",
        "body/990200-caizhengju",
    }
    assert not any(one.match for one in found)


@pytest.mark.parametrize("place", ["云溪市", "云溪", "place/990100", f"{ID}place/990100"])
def test_until_its_place_is_known(place: str) -> None:
    assert certain(Query("市财政局", said=(("place", place),))) == ["body/990100-caizhengju"]


def test_a_place_around_holds_too() -> None:
    assert len(certain(Query("云溪市财政局", said=(("place", "临川省"),)))) == 1


def test_a_body_of_the_province_may_stand_in_the_city() -> None:
    assert certain(Query("省财政厅", said=(("place", "云溪市"),))) == ["body/990000-caizhengting"]


def test_one_of_another_place_is_unlikely() -> None:
    found = {
        one.entity.id: one
        for one in candidates(ALL, Query("云溪市财政局", said=(("place", "青岚市"),)))
    }
    named = found["body/990100-caizhengju"]
    assert (named.score, named.match) == (50.0, False)
    assert not named.features["all_said_holds"]


def test_a_place_that_nobody_knows_tells_nothing() -> None:
    assert certain(Query("云溪市财政局", said=(("place", "何处市"),))) == ["body/990100-caizhengju"]


def test_types_are_held() -> None:
    assert ids(Query("云溪市", types=("Place",)))[0] == "place/990100"
    assert "place/990100" not in ids(Query("云溪市", types=("Actor",)))
    assert ids(Query("云溪市财政局", types=("PublicBody",), limit=1)) == ["body/990100-caizhengju"]
    assert ids(Query("云溪市财政局", types=("https://w3id.org/cetu/ontology#Actor",)))


def test_marks_and_spaces_do_not_matter() -> None:
    assert certain(Query("《云溪市 数据产业行动计划》")) == ["document/jihua"]


@pytest.mark.parametrize(
    "name",
    ["云溪市数据产业行动计划（征求意见稿）", "云溪市人民政府关于印发云溪市数据产业行动计划的通知"],
)
def test_what_is_said_around_a_title_does_not_either(name: str) -> None:
    assert certain(Query(name)) == ["document/jihua"]


def test_the_likest_come_first_and_nothing_far() -> None:
    assert ids(Query("风险补偿金"))[0] == "instrument/buchang"
    assert ids(Query("完全无关的词语")) == []
    assert ids(Query("")) == []


def test_the_limit_is_kept() -> None:
    assert len(candidates(ALL, Query("市财政局", limit=1))) == 1


def test_suggestions_begin_with_what_was_typed() -> None:
    assert [one.id for one in suggest(ALL, "风险补偿")] == [
        "instrument/buchang",
        "instrument/buchang-zijinchi",
    ]
    assert [one.id for one in suggest(ALL, "资金池")] == ["instrument/buchang-zijinchi"]
    assert suggest(ALL, "") == []
    assert len(suggest(ALL, "财政", limit=1, start=1)) == 1


@given(st.text(max_size=30))
def test_any_name_is_answered_in_order(name: str) -> None:
    found = candidates(ALL, Query(name))
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(0 <= one.score <= 100 for one in found)
    assert sum(one.match for one in found) <= 1


@given(st.text(min_size=1, max_size=20))
def test_pairs_are_of_neighbours(name: str) -> None:
    assert all(pair in name for pair in pairs_of(name))


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Engine]:
    """An engine that gives fewer rows than its graph has typed things, in any one answer."""
    body = f'<{ID}body/yunxi> a <{CETU}MunicipalBureau> ; <{RDFS.label}> "云溪市财政局"@zh .'
    duty = f"<{ID}responsibility/1> <{CETU}party> <{ID}body/yunxi> ."
    quotes = " ".join(f"<{ID}evidence/{n}> a <{CETU}Evidence> ." for n in range(300))
    file = tmp_path / "many.trig"
    file.write_text(f"<urn:many> {{ {body} {duty} {quotes} }}", encoding="utf-8")
    snapshot = Snapshot("f" * 64, (GraphFile(file, None),))
    with Engine(snapshot, Settings(workers=1, max_rows=100)) as running:
        yield running


def test_a_graph_of_more_things_than_an_answer_has_rows_can_be_named(strict: Engine) -> None:
    """The catalogue asks for what can be named, not for every typed thing there is."""
    with pytest.raises(QueryExhausted):
        strict.select("SELECT ?s ?c { ?s a ?c }")
    [body] = Shelf(strict, Finder(strict)).current().entities
    assert body.zh == "云溪市财政局"
    assert body.is_a("MunicipalBureau")
