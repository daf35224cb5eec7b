"""An engine on the hand-made sample of three rows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cetu.engine import Engine
from cetu.model.snapshot import GraphFile, Snapshot
from cetu.settings import Settings


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Answers from `sample.trig`."""
    sample = GraphFile(Path(__file__).parent / "sample.trig", None)
    with Engine(Snapshot("a" * 64, (sample,)), Settings(workers=1)) as running:
        yield running


@pytest.fixture(scope="session")
def thing() -> str:
    """What the IRIs of the sample's things begin with."""
    return "https://w3id.org/cetu/id/"


@pytest.fixture(scope="session")
def task_iri(thing: str) -> str:
    """What the IRIs of its tasks begin with; `t17aaaaa`, `t19aaaaa` and `t40aaaaa` end them."""
    return f"{thing}task/dongguan-techfin-2024-annex/"
