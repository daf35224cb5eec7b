"""Answers that fit, and say when they are cut."""

from hypothesis import given
from hypothesis import strategies as st

from cetu.mcp.budget import LEAST, MOST, fit, size


def test_what_fits_is_whole() -> None:
    assert fit([1, 2], "rows", 1000) == {"total": 2, "shown": 2, "cut": False, "rows": [1, 2]}


def test_what_does_not_is_cut_and_says_so() -> None:
    told = fit(["字" * 100] * 50, "rows", 1000, {"asked": "x"})
    assert told["cut"]
    assert told["total"] == 50
    assert told["shown"] == len(told["rows"]) < 50
    assert "budget" in told["hint"]
    assert told["asked"] == "x"


@given(st.lists(st.text(max_size=200), max_size=60), st.integers(-10, 100_000))
def test_it_is_never_larger_than_the_budget(items: list[str], budget: int) -> None:
    told = fit(items, "rows", budget)
    assert size(told) <= max(LEAST, min(budget, MOST))
    assert told["rows"] == items[: told["shown"]]
    assert told["cut"] == (told["shown"] < len(items))
