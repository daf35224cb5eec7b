"""The command as a user runs it: a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def cetu() -> Run:
    """Run `cetu` with arguments; return the finished process. English unless told otherwise."""

    def run(
        *arguments: str, stdin: str | None = None, **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(  # noqa: S603
            [sys.executable, "-m", "cetu", *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env=os.environ | {"CETU_LANG": "en", "COLUMNS": "200", "NO_COLOR": "1"} | environment,
        )

    return run
