"""The first document against the reading made by hand, with its own scorer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cetu import pipeline

BARS = {
    ("tasks", "f1"): 1.0,
    ("measure_of_task", "accuracy"): 1.0,
    ("agencies", "f1"): 1.0,
    ("agencies", "role_accuracy"): 1.0,
    ("agencies", "order_exact"): 1.0,
    ("agencies", "full_name_accuracy"): 0.95,
    ("quantities", "f1"): 1.0,
    ("quantities", "bound_accuracy"): 1.0,
    ("instruments", "f1"): 0.92,
    ("instruments", "type_accuracy"): 0.95,
    ("beneficiaries", "f1"): 0.85,
}


@pytest.fixture(scope="module")
def figures(
    root: Path, annex: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, float]]:
    reading = tmp_path_factory.mktemp("gold") / "reading.json"
    reading.write_text(json.dumps(pipeline.read_document(annex, root)), encoding="utf-8")
    gold = shared / "gold" / "seed_dongguan_techfin.json"
    scored = subprocess.run(  # noqa: S603
        [sys.executable, shared / "tools" / "score.py", gold, reading, "--json"],
        check=True,
        capture_output=True,
    )
    result: dict[str, dict[str, float]] = json.loads(scored.stdout)
    return result


@pytest.mark.parametrize(("row", "column"), BARS)
def test_the_reading_reaches_its_bar(
    figures: dict[str, dict[str, float]], row: str, column: str
) -> None:
    assert figures[row][column] >= BARS[row, column]
