"""Running the process of a job, and ending it: when its time is over, or when we close."""

import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final

from cetu.model.job import Fault

SECONDS: Final = 900.0
"""Seconds a job may take before its process is ended."""

Told = dict[str, Any]
"""A line of what a process tells (see `cetu.pipeline.errand`)."""
_log = logging.getLogger(__name__)


class Child:
    """A process for one job at a time. `run` is called by one thread, `close` by any."""

    def __init__(self) -> None:
        """Start none yet."""
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._closed = False

    def run(self, request: Mapping[str, object], hear: Callable[[Told], None]) -> Told:
        """Run a process for `request`; `hear` is told how far it is, and the result returned.

        A process that ends without one, of its own or because its time is over, has a fault to tell
        all the same; nothing below it goes on.
        """
        process = self._start()
        timer = threading.Timer(SECONDS, _kill, [process])
        timer.daemon = True
        timer.start()
        try:
            return _listen(process, request, hear)
        finally:
            timer.cancel()
            _kill(process)
            process.communicate()
            with self._lock:
                self._process = None

    def close(self) -> None:
        """End the process that runs, and every one that would be started after this."""
        with self._lock:
            self._closed = True
            if self._process:
                _kill(self._process)

    def _start(self) -> subprocess.Popen[str]:
        with self._lock:
            self._process = process = subprocess.Popen(
                [sys.executable, "-P", "-m", "cetu.pipeline.errand"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                start_new_session=True,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
            if self._closed:
                _kill(process)
        return process


def _listen(
    process: subprocess.Popen[str], request: Mapping[str, object], hear: Callable[[Told], None]
) -> Told:
    assert process.stdin  # noqa: S101 - they are pipes
    assert process.stdout  # noqa: S101
    try:
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
    except OSError:  # reading will find how it ended
        _log.warning("the process of a job ended before it was asked")
    for line in process.stdout:
        told: Told = json.loads(line)
        if "step" not in told:
            return told
        hear(told)
    return {"fault": asdict(_died(process.wait()))}


def _kill(process: subprocess.Popen[str]) -> None:
    """End a process and those below it; no effect on one that has ended."""
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def _died(code: int) -> Fault:
    return Fault(
        "source-too-heavy",
        413,
        f"The process of the job was ended ({code}): it needed too much memory or time.",
        f"处理进程被终止（{code}）：所需内存或时间过多。",
        "Split the document, or save it again from the program that made it.",
        "请拆分文件，或在原软件中重新另存后再试。",
    )
