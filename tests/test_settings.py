"""Settings from the environment."""

from pathlib import Path

import pytest

from cetu.errors import SettingInvalid
from cetu.settings import load


def test_defaults_serve_on_loopback(root: Path) -> None:
    settings = load()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.root == root


def test_a_root_is_the_folder_of_an_ontology(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CETU_ROOT", str(tmp_path))
    with pytest.raises(SettingInvalid, match=r"CETU_ROOT .* no folder ontology/"):
        load()
    (tmp_path / "ontology").mkdir()
    assert load().root == tmp_path


def test_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CETU_WORKERS", "5")
    monkeypatch.setenv("CETU_LANG", "en")
    assert load().workers == 5


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("CETU_WORKERS", "many", "CETU_WORKERS cannot be “many”"),
        ("CETU_PORT", "70000", "CETU_PORT"),
        ("CETU_WORKER", "2", "CETU_WORKER is no setting"),
    ],
)
def test_a_wrong_or_misspelt_setting_is_an_error(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingInvalid, match=words) as invalid:
        load()
    assert invalid.value.hint_zh
