"""Several processes."""

import os

import pytest

from cetu.pipeline.crew import Crew


def double(number: int, times: int) -> tuple[int, int]:
    """Return a product and the process that made it; seven is refused."""
    if number == 7:
        raise ValueError("seven")
    return number * times, os.getpid()


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_item_gives_its_result_or_its_error(jobs: int) -> None:
    results, errors = {}, []
    with Crew(jobs, 9) as crew:
        for item, result in crew.each(double, range(9), 3):
            try:
                results[item] = result()
            except ValueError as error:
                errors.append((item, str(error)))
    assert {item: product for item, (product, _) in results.items()} == {
        number: 3 * number for number in range(9) if number != 7
    }
    assert errors == [(7, "seven")]
    elsewhere = {process for _, process in results.values()} != {os.getpid()}
    assert elsewhere == (jobs == 2)


def test_few_items_are_done_here() -> None:
    with Crew(None, 2) as crew:
        assert crew.size == 1
