"""Numbers as Chinese writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.answer.understand.spotting import figure

_DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("written", "value"),
    [("十七", 17), ("五百", 500), ("一百零五", 105), ("两千", 2000), ("三万", 30_000), ("1.5", 1.5),
     ("一亿", 100_000_000), ("二十", 20), ("十", 10)],
)  # fmt: skip
def test_a_numeral_is_its_number(written: str, value: float) -> None:
    assert figure(written) == value


@given(st.integers(11, 99))
def test_two_digit_numerals(number: int) -> None:
    tens, ones = divmod(number, 10)
    written = f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"
    assert figure(written) == number
