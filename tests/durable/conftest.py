"""A root with next to nothing in it, for writes to be made to."""

import os
from pathlib import Path

import pytest

from cetu.model.caller import Caller
from cetu.settings import Settings


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A root with an empty ontology and one statement in its graph."""
    root = tmp_path / "root"
    (root / "ontology").mkdir(parents=True)
    (root / "data" / "graph").mkdir(parents=True)
    (root / "data" / "graph" / "one.trig").write_text("<x:one> { <x:s> <x:p> 0 . }")
    return root


@pytest.fixture
def settings(place: Path, tmp_path: Path) -> Settings:
    """Settings for that root, with a state folder of its own."""
    return Settings(root=place, state=tmp_path / "state", workers=2, min_free_bytes=0)


@pytest.fixture(scope="session")
def caller() -> Caller:
    """Who writes."""
    return Caller("writer", frozenset({"update"}))


@pytest.fixture(scope="session")
def hard() -> bool:
    """Whether to run at full figures."""
    return os.environ.get("CETU_HARD") == "1"
