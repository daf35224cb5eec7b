"""What a door tells of a request."""

from asyncio import CancelledError
from typing import Any

import pytest

from cetu.errors import (
    EngineBusy,
    QueryExhausted,
    QueryMalformed,
    QueryRefused,
    QueryTimeout,
    QueryTooLarge,
)
from cetu.traffic import visit


def test_a_scope_has_one_visit() -> None:
    scope: dict[str, Any] = {}
    visit.of(scope).key = "k"
    assert visit.of(scope).key == "k"
    assert visit.of({}).key == ""


def test_a_query_that_is_answered_is_ok_and_took_time() -> None:
    seen = visit.Visit()
    with seen.asking("ASK {}") as asked:
        asked.rows = 1
    assert (seen.query, seen.outcome, seen.rows) == ("ASK {}", "ok", 1)
    assert seen.seconds > 0


def test_a_worker_that_fell_is_told_from_one_without_memory() -> None:
    error = QueryExhausted("")
    error.crashed = True
    assert visit.outcome(error) == "crash"


def test_what_it_waited_before_it_failed_is_no_time_that_it_ran() -> None:
    seen = visit.Visit()
    error = QueryTimeout("")
    error.waited = 1.5
    with pytest.raises(QueryTimeout), seen.asking("ASK {}"):
        raise error
    assert (seen.waited, seen.fault) == (1.5, "query-timeout")


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (QueryMalformed(""), "syntax"),
        (QueryTimeout(""), "timeout"),
        (QueryExhausted(""), "memory"),
        (QueryRefused(""), "rejected"),
        (QueryTooLarge(""), "rejected"),
        (EngineBusy(""), "busy"),
        (CancelledError(), "cancelled"),
        (ZeroDivisionError(), "crash"),
    ],
)
def test_an_error_passes_through_and_names_the_outcome(error: BaseException, expected: str) -> None:
    seen = visit.Visit()
    with pytest.raises(type(error)), seen.asking("ASK {}"):
        raise error
    assert seen.outcome == expected
