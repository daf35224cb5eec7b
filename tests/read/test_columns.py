"""Headers of task tables."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.errors import HeaderUnknown
from cetu.model.span import Cell, Span
from cetu.read.columns import known, names_nobody, plain, role, roles, rule, stating, unit_roles

ROOT = Path(__file__).resolve().parents[2]


def _cells(*words: str) -> list[Cell]:
    return [Cell((Span(0, len(word), word),)) if word else Cell() for word in words]


def test_the_header_of_the_first_document(root: Path) -> None:
    header = _cells("政策措施", "序号", "具体工作任务", "责任单位", "一、推动", "1")
    assert roles(header, known(root)) == ("measure", "number", "task", "parties")


def test_columns_may_come_in_another_order(root: Path) -> None:
    header = _cells("序号", "责任单位", "具体工作任务", "1")
    assert roles(header, known(root)) == ("number", "parties", "task")


@pytest.mark.parametrize("words", [[], ["序号", "项目名称"], ["政策措施", "序号", "甲"], [""]])
def test_a_table_without_task_and_units_is_refused(root: Path, words: list[str]) -> None:
    with pytest.raises(HeaderUnknown) as refused:
        roles(_cells(*words), known(root))
    assert "columns.csv" in refused.value.hint


def test_white_space_inside_a_header_does_not_matter(root: Path) -> None:
    header = _cells("序号", "具体工作任务", "责任 单位", "1")
    assert roles(header, known(root)) == ("number", "task", "parties")


def test_every_header_has_a_role_and_a_source(root: Path) -> None:
    with (root / "data" / "reference" / "columns.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["header"] for row in rows}) == len(rows)
    assert all(row["source"] for row in rows)
    assert {row["role"] for row in rows} == {
        "number", "measure", "title", "task", "detail", "name", "deadline", "target",
        "lead", "support", "parties", "wish", "project", "result", "service", "other",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("２０２７ 年 目标值", "target"),
        ("2026目标", "target"),
        ("2026年", "target"),
        ("责任单位（列第一位的为牵头单位）", "parties"),
        ("指导推进责任单位", "parties"),
        ("责任单位/责任人", "parties"),
        ("牵头责任单位", "lead"),
        ("市级牵头单位", "lead"),
        ("牵头（责任）单位", "lead"),
        ("牵头（配合）单位", "parties"),
        ("牵头及配合单位", "parties"),
        ("牵头单位及责任人", "lead"),
        ("牵头市领导", "other"),
        ("协办\u3000单位：", "support"),
        ("建议责任单位（省级部门）", "wish"),
        ("2026年计划投资（亿元）", "project"),
        ("园区名称", "name"),
        ("预计完成时间", "deadline"),
        ("年度重点任务", "title"),
        ("Owner", "parties"),
        ("地市", ""),
    ],
)
def test_the_role_of_a_column(root: Path, words: str, expected: str) -> None:
    assert role(words, known(root)) == expected


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("总投资（亿元）", "总投资"),
        ("主攻赛道(5个（含）以内)", "主攻赛道"),
        ("（责任单位", "责任单位"),
        ("（一）", "一"),
        ("", ""),
    ],
)
def test_words_of_a_header_without_brackets(words: str, bare: str) -> None:
    assert plain(words) == bare


def test_a_file_of_other_headers_decides(root: Path) -> None:
    assert role("谁来干", known(root)) == ""
    assert role("谁来干", {"谁来…": "parties"}) == "parties"


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("责任单位（列第一位的为牵头单位，下同）", "列第一位的为牵头单位"),
        ("责任单位（牵头单位在前）", "牵头单位在前"),
        ("责任单位(第一责任单位为牵头单位)", "第一责任单位为牵头单位"),
        ("责任单位（部门）", None),
        ("牵头单位", None),
    ],
)
def test_the_rule_in_a_header(head: str, words: str | None) -> None:
    (cell,) = _cells(head)
    found = rule(cell, head)
    assert (found.text if found else None) == words


def test_responsible_units_lead_only_beside_those_that_support() -> None:
    assert unit_roles(["number", "parties"])["parties"] is None
    assert unit_roles(["parties", "support"])["parties"] == "lead"
    assert unit_roles(["lead", "parties", "support"])["parties"] is None


@pytest.mark.parametrize("words", ["/", "／", "无", "—", "——", "-", "N/A"])
def test_a_stroke_names_nobody(words: str) -> None:
    assert names_nobody(_cells(words)[0])


def test_a_body_is_somebody() -> None:
    assert not names_nobody(_cells("无锡市财政局")[0])


@given(st.text(max_size=12))
def test_any_words_have_one_role_or_none(words: str) -> None:
    headers = known(ROOT)
    assert role(words, headers) in {*headers.values(), ""}


def test_a_head_that_gives_a_role_is_kept_with_its_place() -> None:
    raw = "序号\t牵头\n单位\t"
    head = Cell((Span(3, 5, "牵头"), Span(6, 8, "单位")))
    assert stating(head, "lead", raw) == Span(3, 8, "牵头\n单位")
    assert stating(head, None, raw) is None
    assert stating(Cell(), "support", raw) is None
