"""How long understanding one document may take: a document nobody thought of must not hold a batch.

Files are parsed in processes of their own, which have limits; this is for what comes after.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

from cetu.errors import SourceTooHeavy

SECONDS: Final = 30.0
"""Seconds of processor time; waiting for the parser costs none. The longest of the corpus: 3 s."""


@contextmanager
def patience(path: Path, seconds: float = SECONDS) -> Iterator[None]:
    """Break off what is done inside after `seconds` of processor time, where signals can reach it.

    Raises:
        SourceTooHeavy: the time is over.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(_signal: int, _frame: FrameType | None) -> None:
        raise SourceTooHeavy(
            f"{path}: understanding it takes more than {seconds:g} s.",
            f"{path}：理解其内容超过 {seconds:g} 秒。",
            hint="Split the document; if it is an ordinary one, please report it.",
            hint_zh="请拆分文件；若是普通文件，请反馈给我们。",
        )

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
