"""`cetu rules`: every rule, with what it says."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cetu.cli import app


@pytest.fixture(autouse=True)
def _place(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CETU_ROOT", str(root))
    monkeypatch.setenv("COLUMNS", "100")


def test_every_rule_is_listed_as_data(root: Path) -> None:
    done = CliRunner().invoke(app, ["rules", "--format", "json"])
    assert done.exit_code == 0
    names = {one["iri"].rpartition("/")[2] for one in json.loads(done.stdout)}
    for shelf in ("checks", "hygiene", "contradictions"):
        for path in (root / "queries" / shelf).glob("*.rq"):
            assert f"{shelf}#{path.stem}" in names
    assert "shapes#TaskShape-has-text" in names


@pytest.mark.parametrize(("language", "word"), [("zh", "共"), ("en", "rules.")])
def test_one_layer_is_listed_for_a_reader(
    monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    monkeypatch.setenv("CETU_LANG", language)
    done = CliRunner().invoke(app, ["rules", "--layer", "owl"])
    assert done.exit_code == 0
    assert "cax-dw" in done.stdout
    assert word in done.stdout
    assert "quote-disagrees" not in done.stdout


def test_an_unknown_layer_is_told() -> None:
    done = CliRunner().invoke(app, ["rules", "--layer", "cake"])
    assert done.exit_code == 9
    assert "hygiene" in done.stderr
