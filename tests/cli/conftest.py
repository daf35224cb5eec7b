"""The command within this process, where it is not the process that is tested."""

import subprocess
from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from cetu.cli import app, speech

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def inside() -> Run:
    """What `cetu` gives, as that fixture gives it, without starting Python and loading it all."""

    def run(
        *arguments: str, stdin: str | None = None, **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        with pytest.MonkeyPatch.context() as patched:
            for name, value in ({"CETU_LANG": "en", "COLUMNS": "200"} | environment).items():
                patched.setenv(name, value)
            for console in (speech.out, speech.err):  # which looked at COLUMNS once, at its start
                patched.setattr(console, "_width", int(environment.get("COLUMNS", "200")))
            done = CliRunner().invoke(app, arguments, input=stdin)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)

    return run
