"""Jurisdictions, from the names of bodies and the beginnings of titles."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.read.forms.text import lay_out
from cetu.read.metadata import metadata
from cetu.read.metadata.places import narrowest, place, seat, told, without_level


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("临川省云溪市青岚县财政局", "临川省云溪市青岚县"),
        ("呼和浩特市教育局", "呼和浩特市"),
        ("盐城市城市管理办法", "盐城市"),
        ("云溪市社区矫正办法", "云溪市"),
        ("云溪市高新技术产业园区条例", "云溪市"),
        ("内蒙古自治区能源局", "内蒙古自治区"),
        ("中共云溪市委办公室", "云溪市"),
        ("人力资源和社会保障部", "国家"),
        ("教育部办公厅", "国家"),
        ("最高人民法院", "国家"),
        ("广西壮族自治区北部湾办公室", "广西壮族自治区"),
        ("临川省数据要素市场化改革方案", "临川省"),
        ("临川省县域经济发展意见", "临川省"),
        ("市财政局", None),
        ("各市县人民政府", None),
        ("智慧城市建设方案", None),
        ("宣传部", None),
        ("关于加快茶产业发展的意见", None),
        ("", None),
    ],
)
def test_the_place_that_words_begin_with(words: str, expected: str | None) -> None:
    assert place(words) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("国家税务总局云溪市税务局", "云溪市"),
        ("国家金融监督管理总局东莞监管分局", "东莞市"),
        ("中国人民银行浙江省分行", "浙江省"),
        ("中国人民银行", "国家"),
        ("国家税务总局", "国家"),
        ("青岛海关", "青岛市"),
        ("共青团临川省委员会", "临川省"),
        ("云溪市水利局", "云溪市"),
    ],
)
def test_the_seat_of_a_body(name: str, expected: str) -> None:
    assert seat(name) == expected


def test_of_several_names_the_one_that_says_more() -> None:
    assert narrowest(["青岚区", "云溪市青岚区", "临川省"]) == "云溪市青岚区"
    assert narrowest(["临川省", "云溪市"]) == "临川省"
    assert narrowest([]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我省支持浙江发展，浙江各地落实。", "浙江省"),
        ("我市支持东莞发展，推动东莞企业上市。", "东莞市"),
        ("我省学习浙江、江苏经验，对标浙江、江苏。", None),
        ("我省支持浙江发展。", None),
        ("经国务院同意，各地区要抓好落实。", "国家"),
        ("各地区要抓好落实。", None),
        ("支持企业发展。", None),
    ],
)
def test_a_text_tells_its_place_where_its_head_does_not(text: str, expected: str | None) -> None:
    found = told(text)
    assert (found.value if found else None) == expected
    if found:
        assert text[found.span.start : found.span.end] == found.span.text


def test_a_name_without_its_level() -> None:
    names = ["温州市", "浙江省", "宁夏回族自治区", "和县", "坪山区", "内蒙古自治区"]
    assert [*map(without_level, names)] == ["温州", "浙江", "宁夏", "和县", "坪山", "内蒙古"]


@given(st.text(alphabet="省市县区州中国部局总云溪浙江自治盟旗（）《", max_size=20))
def test_any_name_has_a_place_or_none(name: str) -> None:
    found = seat(name)
    assert found is None or found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云溪市优化消费环境三年行动有关事项\n1.修堤。\n", "云溪市"),
        ("云溪市水利工作实施方案为修堤，制定本方案。一、修堤。（市水利局负责）", "云溪市"),
        ("关于修堤的有关事项\n1.云溪市修堤。\n", None),
    ],
)
def test_a_text_without_a_title_of_a_known_kind(text: str, expected: str | None) -> None:
    found = metadata(lay_out(Path("a.txt"), text.encode(), text)).place
    assert (found.value if found else None) == expected
