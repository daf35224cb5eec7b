"""Numbers with a unit."""

from decimal import Decimal

import pytest

from cetu.annotate import Lexicon
from cetu.annotate.numbers import halfwidth, numbers


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("８００万元", "8000000", "元"),
        ("1,200家", "1200", "家"),
        ("1.2 亿元", "120000000", "元"),
        ("3千万元", "30000000", "元"),
        ("5 个百分点", "5", "个百分点"),
        ("百分之八十", "80", "%"),
        ("百分之十二点五", "12.5", "%"),
        ("一百零五家", "105", "家"),
        ("两万人", "20000", "人"),
        ("200人次", "200", "人次"),
        ("10平方公里", "10", "平方公里"),
    ],
)
def test_value_and_unit(lexicon: Lexicon, text: str, value: str, written: str) -> None:
    (number,) = numbers(halfwidth(text), lexicon)
    assert (number.value, number.written) == (Decimal(value), written)
    assert (number.start, number.end) == (0, len(text))


@pytest.mark.parametrize(
    "text",
    ["第3个", "4+1项", "2026年", "AI2家", "“上市100家”", "《2家》", "12", "零部件", "1 2 万亿元"],
)
def test_what_is_no_number_with_a_unit(lexicon: Lexicon, text: str) -> None:
    assert list(numbers(text, lexicon)) == []
