"""Reading a file in a process of its own, so that no file can harm the one that asks."""

import atexit
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

from cetu.errors import CetuError, SourceDamaged, SourceTooHeavy
from cetu.model.layout import Layout
from cetu.read.forms.limits import PAGE_SECONDS, SECONDS
from cetu.read.forms.wire import ENDING, unpack

_TIME: Final = frozenset({-signal.SIGALRM, -signal.SIGXCPU})
_CHUNK: Final = 1 << 20


class Nursery:
    """The process that readers are forked from, started when the first file is to be read."""

    def __init__(self) -> None:
        """Begin with none running."""
        self._lock = threading.Lock()
        self.process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._owner = 0
        self.largest = 0
        """The memory that the largest of its readers had, in KiB."""
        self.longest = 0.0
        """The processor time that the longest of its readers took, in seconds."""

    def read(self, path: Path) -> Layout:
        """Return the layout of the file at `path`, read by a child; several may read at once.

        Raises:
            CetuError: the file cannot be read; what the child says, or how it ended.
        """
        reading, writing = os.pipe()
        try:
            self._send(path, writing)
            os.close(writing)
            writing = -1
            answer = bytearray()
            while chunk := os.read(reading, _CHUNK):
                answer += chunk
        finally:
            os.close(reading)
            if writing >= 0:
                os.close(writing)
        body, ending = bytes(answer[: -ENDING.size]), bytes(answer[-ENDING.size :])
        if len(ending) != ENDING.size:
            raise _ended(path, -signal.SIGKILL)
        code, memory, seconds = ENDING.unpack(ending)
        self.largest, self.longest = max(self.largest, memory), max(self.longest, seconds)
        if code:
            raise _ended(path, code)
        return unpack(body)

    def close(self) -> None:
        """End the process, and with it every reader."""
        if self._owner == os.getpid() and self._control and self.process:
            self._control.close()
            self.process.wait()
        self.process = self._control = None

    def _send(self, path: Path, answer: int) -> None:
        """Ask for a file; where the process has died, start another."""
        message = os.fsencode(path.absolute())
        with self._lock:
            if self._control is None or self._owner != os.getpid():
                self._control = self._start()
            try:
                socket.send_fds(self._control, [message], [answer])
            except OSError:
                self._control.close()
                self._control = self._start()
                socket.send_fds(self._control, [message], [answer])

    def _start(self) -> socket.socket:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-m", "cetu.read.forms.nursery", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        self._owner = os.getpid()
        return ours


NURSERY: Final = Nursery()
atexit.register(NURSERY.close)


def _ended(path: Path, code: int) -> CetuError:
    """Return what it means that a child ended without an answer."""
    if code in _TIME:
        return SourceTooHeavy(
            f"{path}: it takes more than {SECONDS} s (a scan {PAGE_SECONDS} s a page more).",
            f"{path}：读取时间超过 {SECONDS} 秒（扫描件每页另加 {PAGE_SECONDS} 秒）。",
            hint="Split the document, or save it again from the program that made it.",
            hint_zh="请拆分文件，或在原软件中重新另存后再试。",
        )
    with contextlib.suppress(ValueError):
        if code < 0 and signal.Signals(-code) is signal.SIGKILL:
            return SourceTooHeavy(
                f"{path}: the reader was stopped, it needed too much memory or time.",
                f"{path}：读取进程被终止，所需内存或时间过多。",
                hint="Split the document, or save it again from the program that made it.",
                hint_zh="请拆分文件，或在原软件中重新另存后再试。",
            )
    return SourceDamaged(
        f"{path}: damaged, the reader broke off ({code}).",
        f"{path}：文件已损坏，读取中断（{code}）。",
        hint="Open it in the program that made it and save it again.",
        hint_zh="请在原软件中打开并重新另存后再试。",
    )
