"""An empty graph to add documents to."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def empty(root: Path, tmp_path: Path) -> Path:
    """The checkout's assets with no document on the list."""
    place = tmp_path / "root"
    for folder in ("ontology", "queries", "shapes"):
        shutil.copytree(root / folder, place / folder)
    shutil.copytree(root / "data" / "reference", place / "data" / "reference")
    with (root / "data" / "sources.csv").open(encoding="utf-8") as file:
        (place / "data" / "sources.csv").write_text(file.readline(), "utf-8")
    return place
