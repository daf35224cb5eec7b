"""What reading one file may use: bytes, seconds, memory; set in the process that reads it."""

import resource
import signal
import time
from pathlib import Path
from typing import Final

SECONDS: Final = 28
"""The processor time that reading a file may take: with starting and answering, 30 s at most."""
PATIENCE: Final = 4
"""So many times longer it may take on the clock, on a machine that has others to serve."""
MEMORY: Final = 1 << 30
"""The address space that reading may take on top of what the empty reader has."""
PAGE_SECONDS: Final = 15
"""What each page whose characters must be recognised may take on top; most take 6."""
PAGES: Final = 200
"""The most pages of one file whose characters are recognised."""
RECOGNITION_MEMORY: Final = 2 << 30
"""What recognising characters may take on top: its engine maps its models and a stack a thread."""

_HARD_SECONDS: Final = SECONDS + PAGES * PAGE_SECONDS
_ended_by: float = 0.0


def confine() -> None:
    """Set the limits of this process for good; passing them kills it, or raises MemoryError.

    No file may be written, and no core left behind.
    """
    global _ended_by  # noqa: PLW0603 - the clock of this process, like its limits
    memory = _address_space() + MEMORY
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory + RECOGNITION_MEMORY))
    used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
    resource.setrlimit(resource.RLIMIT_CPU, (used + SECONDS, used + _HARD_SECONDS))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(PATIENCE * SECONDS)
    _ended_by = time.monotonic() + PATIENCE * SECONDS


def recognise(pages: int) -> None:
    """Allow the time and memory that recognising the characters of `pages` pages takes.

    Outside of a confined process nothing is limited, and nothing changes.
    """
    global _ended_by  # noqa: PLW0603 - as above
    if not _ended_by:
        return
    more = min(pages, PAGES) * PAGE_SECONDS
    _ended_by += PATIENCE * more
    signal.alarm(max(1, int(_ended_by - time.monotonic())))
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (min(hard, soft + more), hard))
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _address_space() -> int:
    """The address space that this process has now; see proc_pid_statm(5)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()
