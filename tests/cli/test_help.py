"""Help: every command is described in both languages, with an example, and in the docs."""

import importlib
import pkgutil
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cetu import cli
from cetu.cli import app
from cetu.cli.verbs import VERBS
from cetu.settings import Settings

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_every_module_of_a_verb_is_listed() -> None:
    modules = [module.name for module in pkgutil.iter_modules(cli.__path__)]
    loaded = {name: importlib.import_module(f"cetu.cli.{name}") for name in modules}
    verbs = [name for name, one in loaded.items() if hasattr(one, "EXAMPLE")]
    assert sorted(VERBS) == verbs


def test_the_list_has_every_verb_with_its_help_in_both_languages() -> None:
    done = CliRunner().invoke(app, ["--help"], terminal_width=400, env={"COLUMNS": "400"})
    for verb, words in VERBS.items():
        chinese, english = words.partition("\n")[0].split(" · ")
        assert re.search("[一-鿿]", chinese)
        assert english.endswith(".")
        assert re.search(rf"│ {verb} +{re.escape(chinese)} · {re.escape(english)} +│", done.stdout)


@pytest.mark.parametrize("verb", VERBS)
def test_help_has_two_languages_and_an_example(verb: str) -> None:
    done = CliRunner().invoke(app, [verb, "--help"])
    assert done.exit_code == 0
    assert "·" in done.stdout
    assert "Example" in done.stdout
    assert f"cetu {verb}" in done.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_in_the_docs(root: Path, verb: str) -> None:
    assert f"cetu {verb}" in (root / "docs" / "running.md").read_text("utf-8")


def test_every_setting_is_in_the_docs(root: Path) -> None:
    text = (root / "docs" / "running.md").read_text("utf-8")
    missing = [name for name in Settings.model_fields if f"CETU_{name.upper()}" not in text]
    assert missing == []


def test_an_unknown_verb_is_a_usage_error() -> None:
    done = CliRunner().invoke(app, ["reed"])
    assert done.exit_code == 2
    assert "Did you mean 'read'" in done.stderr


def test_the_version(cetu: Run) -> None:
    assert cetu("--version").stdout.strip() == "cetu 0.1.0"
