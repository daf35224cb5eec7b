"""Document numbers, whatever brackets and digits a copy has."""

from hypothesis import given
from hypothesis import strategies as st

from cetu.model.folding import fold
from cetu.model.number import number

WORDS = st.sampled_from(["国办发", "浙数局发", "深坪府办规", "穗天科工信规字", "粤府函"])
BRACKETS = st.sampled_from(["〔〕", "[]", "（）", "()", "［］", "【】", "﹝﹞"])
FULL = str.maketrans("0123456789", "０１２３４５６７８９")


@given(WORDS, BRACKETS, st.integers(1950, 2049), st.integers(1, 9999), st.sampled_from(["", " "]))
def test_a_number_comes_back_as_the_standard_writes_it(
    word: str, brackets: str, year: int, count: int, space: str
) -> None:
    standard = f"{word}〔{year}〕{count}号"
    for words in (
        f"{word}{brackets[0]}{year}{brackets[1]}{space}{count}{space}号",
        f"{word}{space}{brackets[0]}{year}{brackets[1]}第{count}号",
    ):
        assert number(words) == standard
        assert number(words.translate(FULL)) == standard
    assert number(standard) == standard


@given(WORDS, st.integers(1950, 2049), st.integers(1, 9999))
def test_a_damaged_number_is_none(word: str, year: int, count: int) -> None:
    assert number(f"{word}〔{year}{count}号") is None
    assert number(f"〔{year}〕{count}号") is None
    assert number(f"{word}〔{year}〕{count}") is None


def test_orders_and_announcements() -> None:
    assert number("云溪市人民政府令 第 12 号") == "云溪市人民政府令第12号"
    assert number("2024年 第5号") == "2024年第5号"
    assert number("云溪市水利局公告第9号") == "云溪市水利局公告第9号"
    assert number("（2021）云科函字第99号") == "云科函字〔2021〕99号"


@given(st.text(max_size=40))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
