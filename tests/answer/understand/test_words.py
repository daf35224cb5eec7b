"""Words of questions in their sets."""

from cetu.answer.understand.words import SETS, bag, unknown


def test_a_text_is_read_by_its_longest_words() -> None:
    assert bag("哪些单位负责") == [frozenset({"who"}), frozenset({"duty"})]
    assert bag("可以") == []


def test_a_character_in_no_word_leaves_the_whole_unread() -> None:
    assert bag("哪些单位不负责") is None
    assert unknown("哪些单位不负责") == "不"


def test_negations_are_in_no_set() -> None:
    for alternatives in SETS.values():
        assert not set("非除未没") & set(alternatives)
