"""What every test may use: the checkout, the folder of shared material, the first document."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout: the folder with `ontology/`, `shapes/`, `queries/`, `data/`."""
    return ROOT


@pytest.fixture(scope="session")
def annex(root: Path) -> Path:
    """The first document, as received."""
    return root / "data" / "source" / "000_094825ea34a464ce.txt"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with gold readings, vocabularies and suites; tests that need it skip without it."""
    folder = Path(os.environ.get("CETU_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no shared material at {folder} (set CETU_SHARED)")
    return folder
