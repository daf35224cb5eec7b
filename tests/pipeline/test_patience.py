from pathlib import Path
from threading import Thread

import pytest

from cetu.errors import SourceTooHeavy
from cetu.pipeline.patience import patience


def _burn() -> None:
    for _ in range(10**9):
        pass


def test_what_takes_too_long_is_broken_off_with_a_clear_error() -> None:
    with pytest.raises(SourceTooHeavy, match=r"more than 0\.2 s"), patience(Path("长.txt"), 0.2):
        _burn()


def test_what_is_done_in_time_is_left_alone() -> None:
    with patience(Path("短.txt"), 0.2):
        done = sum(range(10))
    for _ in range(3_000_000):  # the clock is stopped
        done += 1
    assert done == 3_000_045


def test_a_thread_that_no_signal_reaches_goes_on() -> None:
    found: list[int] = []

    def work() -> None:
        with patience(Path("x.txt"), 0.01):
            found.append(sum(range(1_000_000)))

    thread = Thread(target=work)
    thread.start()
    thread.join()
    assert found == [499999500000]
