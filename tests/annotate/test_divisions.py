"""Places by name."""

import pytest

from cetu.annotate import Lexicon
from cetu.annotate.divisions import NATION, short


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("温州市", "330300"),
        ("温州", "330300"),
        ("浙江省", "330000"),
        ("内蒙古", "150000"),
        ("深圳市坪山区", "440310"),
        ("浙江省温州市鹿城区", "330302"),
        ("仙桃市", "429004"),
        ("松山湖", "441900-songshanhu"),
        ("国家", "china"),
    ],
)
def test_a_place_is_known_by_its_name(lexicon: Lexicon, name: str, key: str) -> None:
    place = lexicon.place(name)
    assert place is not None
    assert place.key == key
    assert lexicon.place_of(place.iri) == place


@pytest.mark.parametrize("name", ["", "云溪市", "温州市云溪区", "鼓楼区", "深圳市鹿城区"])
def test_what_is_unknown_or_not_one_place_stays_open(lexicon: Lexicon, name: str) -> None:
    assert lexicon.place(name) is None


@pytest.mark.parametrize(
    ("stated", "name", "level", "around"),
    [
        ("温州市", "温州市", "city", ["浙江省", "国家"]),
        ("云溪市", "云溪市", "city", ["国家"]),
        ("临川省", "临川省", "province", ["国家"]),
        ("临川省云溪市青岚县", "青岚县", "county", ["国家"]),
        ("浙江省云溪市", "云溪市", "city", ["浙江省", "国家"]),
    ],
)
def test_a_document_may_be_of_a_place_that_no_table_lists(
    lexicon: Lexicon, stated: str, name: str, level: str, around: list[str]
) -> None:
    place = lexicon.stated(stated)
    assert place
    assert (place.name, place.level) == (name, level)
    assert place.iri.isascii()
    assert lexicon.place_of(place.iri) == place
    assert [one.name for one in lexicon.bodies.divisions.around(place.iri)] == [name, *around]


@pytest.mark.parametrize("name", ["", "鼓楼区", "云溪集团", "云溪市财政局"])
def test_what_is_no_one_place_is_none_of_a_document(lexicon: Lexicon, name: str) -> None:
    assert lexicon.stated(name) is None


def test_of_several_places_the_one_nearby_is_meant(lexicon: Lexicon) -> None:
    found = {}
    for city in ("南京市", "福州市"):
        near = lexicon.place(city)
        assert near
        district = lexicon.place("鼓楼区", near.iri)
        assert district
        found[city] = [place.name for place in lexicon.bodies.divisions.around(district.iri)]
    assert found["南京市"] == ["鼓楼区", "南京市", "江苏省", "国家"]
    assert found["福州市"] == ["鼓楼区", "福州市", "福建省", "国家"]


def test_every_division_lies_in_another(lexicon: Lexicon) -> None:
    places = lexicon.bodies.divisions.places
    assert len(places) > 3000
    outer = {place.level: {places[place.within].level} for place in places.values() if place.code}
    assert set(outer) >= {"province", "city", "county"}
    assert all(
        NATION in lexicon.bodies.divisions.around(place.iri)
        for place in places.values()
        if place.level
    )


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("温州市", "温州"),
        ("广西壮族自治区", "广西"),
        ("延边朝鲜族自治州", "延边朝鲜族"),
        ("沙市", "沙市"),
    ],
)
def test_a_short_name_leaves_out_the_kind(name: str, bare: str) -> None:
    assert short(name) == bare
