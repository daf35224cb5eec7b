"""By when a task is to be done."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.annotate.deadlines import deadlines
from cetu.model.document import Row, Target
from cetu.model.span import Cell, Span
from cetu.model.task import Deadline


def _read(task: str = "", cell: str = "", year: int | None = 2026) -> tuple[Deadline, ...]:
    raw = task + cell
    row = Row(
        None,
        None,
        Cell((Span(0, len(task), task),)) if task else Cell(),
        deadline=Cell((Span(len(task), len(raw), cell),)) if cell else Cell(),
    )
    return deadlines(row, raw, year)


@pytest.mark.parametrize(
    ("cell", "until"),
    [
        ("12月", "2026-12-31"),
        ("6月底前", "2026-06-30"),
        ("2027年2月", "2027-02-28"),
        ("2027年12月底前", "2027-12-31"),
        ("2026年底", "2026-12-31"),
        ("２０２７ 年 ９ 月", "2027-09-30"),
        ("2026年8月15日前", "2026-08-15"),
        ("2026年上半年", "2026-06-30"),
        ("2026年第三季度", "2026-09-30"),
        ("2026年6月持续跟踪", "2026-06-30"),
        ("持续推进", ""),
        ("长期坚持", ""),
    ],
)
def test_a_deadline_cell_is_given_whole(cell: str, until: str) -> None:
    (found,) = _read("建设平台。", cell)
    assert (found.span.text, found.until) == (cell, until)


@pytest.mark.parametrize("cell", ["/", "—", "无", " "])
def test_an_empty_cell_gives_none(cell: str) -> None:
    assert _read("建设平台。", cell) == ()


def test_a_month_without_a_known_year_has_no_last_day() -> None:
    assert [found.until for found in _read("", "12月", None)] == [""]


@pytest.mark.parametrize(
    ("text", "words", "until"),
    [
        ("到2027年底，建成示范区。", "到2027年底", "2027-12-31"),
        ("到２０２７ 年，形成体系。", "到２０２７ 年", "2027-12-31"),
        ("2020年底前制定办法。", "2020年底前", "2020-12-31"),
        ("2021年6月底前完成检查。", "2021年6月底前", "2021-06-30"),
        ("5月底前印发清单。", "5月底前", "2026-05-31"),
        ("年底前实现全覆盖。", "年底前", "2026-12-31"),
        ("明年6月底前完成。", "明年6月底前", "2027-06-30"),
        ("二〇二七年底前完成改造。", "二〇二七年底前", "2027-12-31"),
        ("2027年6月完成建设。", "2027年6月", "2027-06-30"),
        ("每年12月底前上报总结。", "每年12月底前", ""),
    ],
)
def test_deadlines_in_the_words(text: str, words: str, until: str) -> None:
    (found,) = _read(text)
    assert (found.span.text, found.until) == (words, until)


@pytest.mark.parametrize(
    "text",
    [
        "14个工作日内办结。",
        "对2027年9月30日前到期的贷款予以展期。",
        "自2025年5月31日起实施，有效期至2027年12月31日。",
        "2019年1月1日至2020年12月31日，放宽条件。",
        "截至2025年底，已建成5个园区。",
        "落实《云溪市行动方案（到2027年）》。",
        "改造2000年底前建成的小区。",
        "全年培训100人。",
        "提高到2000元。",
        "摸清底数。",
        "2026年工作要点。",
    ],
)
def test_what_is_no_deadline(text: str) -> None:
    assert _read(text) == ()


def test_the_cell_comes_after_the_words_and_the_words_in_their_order() -> None:
    found = _read("2026年底前自查，2027年3月底前复查。", "12月")
    assert [one.span.text for one in found] == ["2026年底前", "2027年3月底前", "12月"]


def test_target_columns_have_the_year_of_their_head() -> None:
    raw = "2026年目标12027年目标2"
    heads = Span(0, 7, raw[:7]), Span(8, 15, raw[8:15])
    cells = Cell((Span(7, 8, "1"),)), Cell((Span(15, 16, "2"),))
    row = Row(None, None, targets=tuple(map(Target, heads, cells)))
    found = deadlines(row, raw, 2026)
    assert [(one.span.text, one.until) for one in found] == [
        ("2026年", "2026-12-31"),
        ("2027年", "2027-12-31"),
    ]


def test_a_page_break_inside_the_words_is_no_part_of_them() -> None:
    raw = "2026年12月\t\f11\n底前"
    row = Row(None, None, deadline=Cell((Span(0, 8, raw[:8]), Span(13, 15, raw[13:]))))
    (found,) = deadlines(row, raw, 2026)
    assert (found.words, found.until) == ("2026年12月底前", "2026-12-31")
    assert (found.span.start, found.span.end) == (0, 15)


@given(
    st.text(
        alphabet="到至于2026１年月日底前末12 3一二季度上半年每今明，。完成自对《》", max_size=30
    )
)
def test_any_mixture_is_read_with_its_place(text: str) -> None:
    for found in _read(text, text, 2026):
        assert (text + text)[found.span.start : found.span.end] == found.span.text
        assert found.until == "" or len(found.until) == len("2026-12-31")
