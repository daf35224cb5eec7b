"""kill -9 of a writing process at random moments, its start and recovery among them.

Twenty by default, a thousand with CETU_HARD=1.
"""

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.durable.batches import expected

from cetu.journal import verify

AFRESH = 50
"""After so many kills an empty journal is begun, so that opening does not get slow."""


@dataclass
class Killing:
    """What is known of one journal, and what was seen."""

    acknowledged: int = 0
    attempted: int = 0
    opened: int = 0
    kills: int = 0
    while_opening: int = 0
    lost: list[str] = field(default_factory=list)
    seconds_to_open: float = 1.0

    def found(self, held: dict[int, int]) -> None:
        """Compare what a process found with what was acknowledged to those before it."""
        self.opened += 1
        for number in {self.acknowledged, self.attempted}:
            if held == expected(number):
                self.acknowledged, self.attempted = number, number + 1
                return
        self.lost.append(f"after {self.acknowledged} to {self.attempted}: {held}")

    def told(self, number: int) -> None:
        """Take note of an acknowledged write."""
        if number != self.acknowledged + 1:
            self.lost.append(f"{number} follows {self.acknowledged}")
        self.acknowledged, self.attempted = number, number + 1


@contextmanager
def _driver(root: Path) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.durable.driver"],
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def _said(driver: "subprocess.Popen[str]") -> dict[str, Any]:
    assert driver.stdout is not None
    line = driver.stdout.readline()
    assert line, "the driver ended"
    told: dict[str, Any] = json.loads(line)
    return told


def _one(driver: "subprocess.Popen[str]", where: str, killing: Killing, delay: float) -> None:
    """Have a process write until it is killed, `delay` seconds after its start."""
    assert driver.stdin is not None
    driver.stdin.write(where)
    driver.stdin.flush()
    process, began = _said(driver)["process"], time.monotonic()
    killed = threading.Event()

    def kill() -> None:
        killed.set()
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)

    timer = threading.Timer(delay, kill)
    timer.start()
    opened = False
    while "ended" not in (told := _said(driver)):
        if "held" in told:
            opened = True
            killing.seconds_to_open = time.monotonic() - began
            killing.found(dict(told["held"]))
        else:
            killing.told(told["acknowledged"])
    timer.cancel()
    timer.join()
    assert killed.is_set(), "it could not open, or fell by itself"
    killing.kills += 1
    killing.while_opening += not opened


def test_no_acknowledged_write_is_lost_and_none_is_there_by_half(
    root: Path, place: Path, tmp_path: Path, hard: bool
) -> None:
    chance = random.Random(4)  # noqa: S311 - the same moments each time
    wanted, kills, opening, writes, opened = (1000 if hard else 20), 0, 0, 0, 0
    seconds = 1.0
    with _driver(root) as driver:
        while kills < wanted:
            state = tmp_path / f"state-{kills}"
            killing = Killing(seconds_to_open=seconds)
            while killing.kills < min(AFRESH, wanted - kills):
                delay = chance.uniform(0, 2 * min(killing.seconds_to_open, 5))
                _one(driver, f"{place} {state}\n", killing, delay)
            # Once more, long enough to open, to see what the last kill left.
            before = killing.opened
            while killing.opened == before:
                _one(driver, f"{place} {state}\n", killing, 6 * killing.seconds_to_open)
            assert killing.lost == []
            assert verify(state / "journal").number in {
                killing.acknowledged,
                killing.attempted,
            }
            kills += killing.kills
            opening += killing.while_opening
            writes += killing.acknowledged
            opened += killing.opened
            seconds = killing.seconds_to_open
    print(f"{kills} kills, {opening} while opening, {opened} openings, {writes} writes, 0 lost")  # noqa: T201
    assert writes > 0
    assert opened > 0
