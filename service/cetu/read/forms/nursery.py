"""The process that readers are forked from: their libraries are loaded, it reads nothing itself.

Started once by a process that reads files (`python -m cetu.read.forms.nursery FD`), it takes one
message a file over the socket FD: the path, and with it the pipe that the answer goes to. For each
it forks a child that sets its own limits, reads that one file, answers and ends; then it adds how
the child ended. It ends when the other side of the socket closes, and its children with it.
"""

import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import sys
from pathlib import Path
from typing import Final

from cetu.errors import CetuError, SourceDamaged, SourceTooHeavy
from cetu.read.forms.limits import MEMORY, confine
from cetu.read.forms.parse import libraries, parse
from cetu.read.forms.wire import ENDING, pack

_GARBAGE: Final = 100_000
"""Objects between collections: parsers make many, and few in rings."""
_LONGEST: Final = 1 << 16
"""The longest message: a path is at most 4 kB long on Linux."""


def read(path: Path) -> bytes:
    """Return what the file at `path` holds, or what is wrong with it, ready to be sent."""
    try:
        return pack(parse(path))
    except CetuError as error:
        return pack(error)
    except (MemoryError, RecursionError):
        return pack(
            SourceTooHeavy(
                f"{path}: what it unfolds into needs more than {MEMORY >> 20} MiB.",
                f"{path}：展开后所需内存超过 {MEMORY >> 20} MiB。",
                hint="Split the document, or save it again from the program that made it.",
                hint_zh="请拆分文件，或在原软件中重新另存后再试。",
            )
        )
    except Exception as error:  # noqa: BLE001 - parsers of foreign files raise whatever they like
        return pack(
            SourceDamaged(
                f"{path}: damaged, it cannot be read ({type(error).__name__}).",
                f"{path}：文件已损坏，无法读取（{type(error).__name__}）。",
                hint="Open it in the program that made it and save it again.",
                hint_zh="请在原软件中打开并重新另存后再试。",
            )
        )


def _child(path: Path, answer: int) -> None:
    """Read one file within limits, answer, end; never return."""
    code = 1
    with contextlib.suppress(BaseException):
        confine()
        gc.freeze()
        gc.set_threshold(_GARBAGE)
        data = memoryview(read(path))
        while data:
            data = data[os.write(answer, data) :]
        code = 0
    os._exit(code)


def _serve(control: socket.socket) -> None:
    """Fork a child a message until the other side closes."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    children: dict[int, int] = {}
    try:
        while True:
            ready, _, _ = select.select([control.fileno(), woken], [], [])
            if woken in ready:
                os.read(woken, 4096)
                _reap(children)
            if control.fileno() in ready:
                message, fds, _, _ = socket.recv_fds(control, _LONGEST, 1)
                if not message or not fds:
                    return
                path = os.fsdecode(message)
                for name in libraries(Path(path)):
                    importlib.import_module(name)
                pid = os.fork()
                if pid == 0:
                    signal.set_wakeup_fd(-1)
                    control.close()
                    _child(Path(path), fds[0])
                children[pid] = fds[0]
    finally:
        for pid in children:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def _reap(children: dict[int, int]) -> None:
    """Say of every child that has ended how it did, and close its pipe."""
    while children:
        pid, status, usage = os.wait4(-1, os.WNOHANG)
        if not pid:
            return
        answer = children.pop(pid, None)
        if answer is not None:
            with contextlib.suppress(OSError):
                code, seconds = os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime
                os.write(answer, ENDING.pack(code, usage.ru_maxrss, seconds))
            os.close(answer)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _serve(socket.socket(fileno=int(sys.argv[1])))
