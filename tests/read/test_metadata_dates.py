"""Dates of every writing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.read.metadata.dates import after, count, iso, later

DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))
HAN = "〇一二三四五六七八九"
FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return {0: "", 1: "十"}.get(tens, HAN[tens] + "十") + (HAN[ones] if ones else "")


@given(DAYS, st.sampled_from(["", " "]))
def test_arabic_digits_come_back(day: date, space: str) -> None:
    for words in (
        f"{day.year}{space}年{space}{day.month}{space}月{space}{day.day}{space}日",
        f"{day.year}-{day.month:02}-{day.day:02}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}/{day.month}/{day.day}",
    ):
        assert iso(words) == day.isoformat()
        assert iso(words.translate(FULL)) == day.isoformat()


@given(DAYS, st.sampled_from("〇○零"))
def test_chinese_digits_come_back(day: date, nought: str) -> None:
    year = "".join(HAN[int(digit)] for digit in str(day.year)).replace("〇", nought)
    assert iso(f"{year}年{_han(day.month)}月{_han(day.day)}日") == day.isoformat()


@given(DAYS)
def test_a_date_is_as_exact_as_its_words(day: date) -> None:
    assert iso(f"{day.year}年") == f"{day.year}"
    assert iso(f"{day.year}年{day.month}月") == day.isoformat()[:7]
    assert iso(f"{day.year}年{day.month}月X日") == day.isoformat()[:7]


@pytest.mark.parametrize(
    "words", ["2024年13月1日", "2023年2月29日", "2019116", "7月3日", "二四年", "", "年 月 日"]
)
def test_what_is_no_date_is_none(words: str) -> None:
    assert iso(words) is None


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_none(words: str) -> None:
    found = iso(words)
    assert found is None or found[:4].isdigit()


@given(st.integers(1, 99))
def test_a_count_in_chinese_digits(number: int) -> None:
    assert count(_han(number)) == count(str(number)) == number


@given(DAYS, st.integers(1, 10))
def test_years_end_the_day_before(day: date, years: int) -> None:
    end = date.fromisoformat(later(day.isoformat(), years))
    assert end < date(day.year + years, day.month, min(day.day, 28)) + timedelta(days=3)
    assert end.year in {day.year + years, day.year + years - 1}
    assert later("2024-09", 3) == "2027-09"
    assert later("2023-09-08", 3) == "2026-09-07"


def test_days_after() -> None:
    assert after("2024-02-28", 30) == "2024-03-29"
    assert after("2024-02", 30) is None
