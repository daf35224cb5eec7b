"""`cetu serve` as a process of its own, with a log that tests read."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

HARD = os.environ.get("CETU_HARD") == "1"
_WAIT_S = 120.0


@dataclass(frozen=True)
class Served:
    """A service that runs: its address, its process, and where its log goes."""

    address: str
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def port(self) -> int:
        return int(self.address.rpartition(":")[2])

    def said(self) -> str:
        """All that it wrote so far."""
        return self.log.read_text("utf-8")

    def events(self, **like: object) -> list[dict[str, Any]]:
        """The lines of a log in JSON that have these values."""
        lines = (line for line in self.said().splitlines() if line.startswith("{"))
        events = [json.loads(line) for line in lines]
        return [event for event in events if like.items() <= event.items()]

    def wait_for(self, **like: object) -> dict[str, Any]:
        """The first such line, when it has come."""
        return until(lambda: self.events(**like))[0]


@contextmanager
def serving(place: Path, log: Path, **settings: object) -> Iterator[Served]:
    """Run `cetu serve` on the graph under `place` with these settings, on a free port."""
    environment = os.environ | {"CETU_LANG": "en", "NO_COLOR": "1", "CETU_ROOT": str(place)}
    environment |= {f"CETU_{name.upper()}": str(value) for name, value in settings.items()}
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "cetu", "serve", "--port", "0"],
            cwd=place,
            env=environment,
            stderr=stream,
        )
    try:
        # The last line is printed when all is ready.
        address, *_ = until(
            lambda: re.findall(r"(http://[\d.:]+)/\n(?s:.*)Press Ctrl-C", log.read_text("utf-8"))
        )
        yield Served(address, process, log)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.wait(timeout=60)


def until(found: Callable[[], T], seconds: float = _WAIT_S) -> T:
    """Return what `found` returns, once it is something."""
    end = time.monotonic() + seconds
    while not (something := found()):
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)
    return something
