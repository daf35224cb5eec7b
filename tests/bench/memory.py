"""The memory of a process and of those it started, as Linux tells it."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")


@dataclass(frozen=True, slots=True)
class Memory:
    """Megabytes; pages that processes share count in the RSS of each, once in `together`."""

    rss: tuple[float, ...]
    """Of each process: the one started, then its children and theirs."""
    together: float
    """All of them, each page once (the sum of their PSS)."""


def measure(pid: int) -> Memory | None:
    """Return the memory of the process `pid` with its descendants; None where it is not told."""
    rss, together = [], 0.0
    for process in _family(pid):
        try:
            text = (_PROC / str(process) / "smaps_rollup").read_text(encoding="ascii")
        except OSError:
            return None
        kilobytes = {
            line.split()[0]: int(line.split()[1]) for line in text.splitlines() if " kB" in line
        }
        rss.append(kilobytes["Rss:"] / 1024)
        together += kilobytes["Pss:"] / 1024
    return Memory(tuple(rss), together)


def _family(pid: int) -> Iterator[int]:
    yield pid
    for stat in _PROC.glob("[0-9]*/stat"):
        # The name, in parentheses, may hold anything; state and parent come after it.
        with contextlib.suppress(OSError):
            if int(stat.read_text(encoding="utf-8").rpartition(")")[2].split()[1]) == pid:
                yield from _family(int(stat.parent.name))
