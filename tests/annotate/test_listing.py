"""A list of units, split into names with roles."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.annotate.listing import listing

OFFICES = frozenset({"发改局", "财政局", "住建局"})


def names(text: str, breaks: frozenset[int] = frozenset()) -> list[str]:
    return [text[n.start : n.end] for n in listing(text, breaks, OFFICES.__contains__)]


def roles(text: str) -> list[tuple[str, str | None]]:
    return [(text[n.start : n.end], n.role) for n in listing(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市财政局", ["市财政局"]),
        ("市国资委、云溪科创集团", ["市国资委", "云溪科创集团"]),
        ("市委宣传部（市版权局）、市委金融办", ["市委宣传部（市版权局）", "市委金融办"]),
        ("各市、县〔市、区〕政府", ["各市、县〔市、区〕政府"]),
        ("各区、县（市）人民政府、市级有关单位", ["各区、县（市）人民政府", "市级有关单位"]),
        ("各地区、各部门负责", ["各地区", "各部门"]),
        ("甲局（乙、丙），丁局；戊局", ["甲局（乙、丙）", "丁局", "戊局"]),
        ("青岚县、白石县人民政府", ["青岚县", "白石县人民政府"]),
        ("（责任单位：省财政厅、省教育厅。）", ["省财政厅", "省教育厅"]),
        ("（责任单位：省财政厅、省教育厅", ["省财政厅", "省教育厅"]),
        (
            "教育部、民政部等国务院相关部门及各地区",
            ["教育部", "民政部", "国务院相关部门", "各地区"],
        ),
        ("省财政厅、省教育厅等省级有关单位", ["省财政厅", "省教育厅", "省级有关单位"]),
        ("商务部、农业农村部等和各省级人民政府负责", ["商务部", "农业农村部", "各省级人民政府"]),
        ("民政部等有关部门和单位负责", ["民政部", "有关部门和单位"]),
        ("省财政厅及相关省级部门", ["省财政厅", "相关省级部门"]),
        ("省财政厅、省教育厅等部门负责", ["省财政厅", "省教育厅"]),
        ("省财政厅等", ["省财政厅"]),
        ("文化和旅游部、工业和信息化部", ["文化和旅游部", "工业和信息化部"]),
        ("市高等研究院和市教育局", ["市高等研究院", "市教育局"]),
        ("市工业与能源集团/市财政局", ["市工业与能源集团", "市财政局"]),
        ("市财政局 市教育局", ["市财政局", "市教育局"]),
        ("市 财政局", ["市 财政局"]),
        ("发改局 财政局", ["发改局", "财政局"]),
        ("市财政局，以下各项均需相关市、县（市、区）政府推进", ["市财政局"]),
        ("各盟行政公署、市人民政府", ["各盟行政公署、市人民政府"]),
        ("各市（州）、县（市）人民政府、省教育厅", ["各市（州）、县（市）人民政府", "省教育厅"]),
        ("1.市财政局；２.市教育局", ["市财政局", "市教育局"]),
        ("市财政局·市教育局", ["市财政局", "市教育局"]),
        ("市教育局、市财政局等10个部门", ["市教育局", "市财政局"]),
        ("市协同创新中心、协同育人中心", ["市协同创新中心", "协同育人中心"]),
        ("市民主办公室、市民主办", ["市民主办公室", "市民主办"]),
        ("责任单位为：市财政局", ["市财政局"]),
        ("责任单位 市财政局、市教育局", ["市财政局", "市教育局"]),
        ("各责任单位、市财政局", ["各责任单位", "市财政局"]),
        ("/", []),
        ("无", []),
        ("—", []),
        ("、、", []),
        ("", []),
    ],
)
def test_a_list_is_split_into_its_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("市经信局", "市科技局"), ["市经信局", "市科技局"]),
        (("发改局", "财政局"), ["发改局", "财政局"]),
        (("市发展改革", "委、市科技局"), ["市发展改革委", "市科技局"]),
        (("市市", "场监管局"), ["市市场监管局"]),
        (("市数据局（市", "人工智能局）"), ["市数据局（市人工智能局）"]),
        (("县（市、区）", "政府"), ["县（市、区）政府"]),
        (("中国人民银行", "云溪市分行"), ["中国人民银行云溪市分行"]),
        (("市委", "网信办"), ["市委网信办"]),
    ],
)
def test_a_line_break_parts_names_and_not_words(
    lines: tuple[str, str], expected: list[str]
) -> None:
    assert names("".join(lines), frozenset({len(lines[0])})) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲局牵头，乙局、丙局配合", ["lead", "support", "support"]),
        ("甲局牵头、乙局配合", ["lead", "support"]),
        ("甲局、乙局牵头负责", ["lead", "lead"]),
        ("甲局牵头，乙局、丙局按职责分工负责", ["lead", "support", "support"]),
        ("甲局、乙局按职责分工负责", [None, None]),
        ("甲局，乙局分别负责", [None, None]),
        ("由甲局会同乙局、丙局等部门负责", ["lead", "support", "support"]),
        ("由甲局牵头，会同相关部门", ["lead", "support"]),
        ("甲局主办，乙局协办，丙局协助，丁局参与", ["lead", *["support"] * 3]),
        ("牵头单位:甲局,配合单位:乙局、丙局", ["lead", "support", "support"]),
        ("牵头單位:甲局;配合單位:乙局", ["lead", "support"]),
        ("主要负责单位：甲局；协助负责单位：乙局", ["lead", "support"]),
        ("责任单位：甲局；配合单位：乙局", ["lead", "support"]),
        ("责任单位：甲局、乙局", [None, None]),
        ("甲局、乙局，列第一位的为牵头单位，下同", ["lead", "support"]),
        ("甲局、乙局、丙局〔排在第一位的部门为牵头部门，下同〕", ["lead", "support", "support"]),
        ("甲局（第一责任单位为牵头单位,下同）", ["lead"]),
        ("甲局指导，乙局参与", [None, "support"]),
        ("甲局（牵头）、乙局、丙局（配合）", ["lead", "support", "support"]),
        ("甲局（牵头单位）、乙局", ["lead", "support"]),
        ("甲局、乙局（按职责分工）", [None, None]),
        ("牵头：甲局 配合：乙局", ["lead", "support"]),
    ],
)
def test_roles_are_what_the_words_say(text: str, expected: list[str | None]) -> None:
    assert [role for _, role in roles(text)] == expected
    assert all(name in "甲局乙局丙局丁局相关部门" for name, _ in roles(text))


def test_the_words_that_state_a_role_have_their_place() -> None:
    text = "牵头单位：甲局；由乙局会同丙局"
    first, second, third = listing(text)
    assert [text[slice(*n.by)] for n in (first, second, third) if n.by] == [
        "牵头单位：",
        "由乙局会同丙局",
        "由乙局会同丙局",
    ]


SIGNS = re.compile(r"[、，,；;。\s/]|和|及")


@given(
    st.lists(
        st.sampled_from(
            ["市财政局", "市教育局", "县科技局（县专利局）", "云溪大学", "各镇街（园区）"]
        ),
        min_size=1,
        max_size=8,
    ),
    st.lists(st.sampled_from(["、", "，", "；", "和", "及", "\n", "，\n"]), min_size=8, max_size=8),
)
def test_no_character_is_lost_but_signs(units: list[str], signs: list[str]) -> None:
    text = "".join(unit + sign for unit, sign in zip(units, signs, strict=False))
    assert SIGNS.sub("", "".join(names(text))) == SIGNS.sub("", text)


@given(
    st.text(alphabet="甲局部门等牵头配合会同责任单位第一位为：、，；（）〔〕和/ 0无", max_size=40)
)
def test_any_list_is_read_in_order_without_overlap(text: str) -> None:
    found = listing(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[n.start : n.end].strip() == text[n.start : n.end] != "" for n in found)
    assert all(bool(n.by) == (n.role is not None) for n in found)
