"""Help: every command is described in both languages, with an example, and in the docs."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cetu.cli import app
from cetu.settings import Settings

Run = Callable[..., "subprocess.CompletedProcess[str]"]
VERBS = [
    command.callback.__module__.rsplit(".", 1)[1]
    for command in app.registered_commands
    if command.callback
]
GROUPS = [group.name for group in app.registered_groups]


def test_the_verbs() -> None:
    assert VERBS == [
        "read",
        "add",
        "remove",
        "diff",
        "candidates",
        "build",
        "check",
        "ask",
        "query",
        "explain",
        "load",
        "serve",
        "backup",
        "restore",
    ]
    assert GROUPS == ["key", "journal"]


@pytest.mark.parametrize("verb", [*VERBS, *GROUPS])
def test_help_has_two_languages_and_an_example(verb: str) -> None:
    # In this process: the program takes a second or two to start, and there are many verbs.
    done = CliRunner().invoke(app, [verb, "--help"])
    assert done.exit_code == 0
    assert "·" in done.stdout
    assert "Example" in done.stdout
    assert f"cetu {verb}" in done.stdout


@pytest.mark.parametrize("verb", [*VERBS, *GROUPS])
def test_every_verb_is_in_the_docs(root: Path, verb: str) -> None:
    assert f"cetu {verb}" in (root / "docs" / "running.md").read_text("utf-8")


def test_every_setting_is_in_the_docs(root: Path) -> None:
    text = (root / "docs" / "running.md").read_text("utf-8")
    missing = [name for name in Settings.model_fields if f"CETU_{name.upper()}" not in text]
    assert missing == []


def test_an_unknown_verb_is_a_usage_error(cetu: Run) -> None:
    assert cetu("fly").returncode == 2


def test_the_version(cetu: Run) -> None:
    assert cetu("--version").stdout.strip() == "cetu 0.1.0"
