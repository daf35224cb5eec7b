"""The smallest part that is enough: found whatever the order, and proven or said not to be."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from cetu.minimal import minimal


@given(st.integers(1, 40), st.data())
def test_what_is_found_is_enough_and_nothing_of_it_can_go(size: int, data: st.DataObject) -> None:
    subsets = st.frozensets(st.integers(0, size - 1), min_size=1, max_size=5)
    ways = data.draw(st.lists(subsets, min_size=1, max_size=4))

    def gives(chosen: Sequence[int]) -> bool:
        return any(way <= set(chosen) for way in ways)

    found = minimal(range(size), gives)
    assert found.proven
    assert list(found.items) == sorted(found.items)
    assert gives(found.items)
    for left_out in found.items:
        assert not gives([item for item in found.items if item != left_out])


def test_nothing_is_needed_for_what_holds_anyway() -> None:
    assert minimal("abc", lambda _: True).items == ()


def test_items_that_come_first_are_preferred() -> None:
    assert minimal("abcd", lambda chosen: len(chosen) >= 2).items == ("a", "b")


def test_the_same_item_twice_is_two_items() -> None:
    assert minimal("aa", lambda chosen: len(chosen) == 2).items == ("a", "a")


def test_who_has_no_time_gets_what_is_left_and_is_told() -> None:
    found = minimal("abcd", lambda chosen: "c" in chosen, seconds=-1.0)
    assert not found.proven
    assert "c" in found.items
