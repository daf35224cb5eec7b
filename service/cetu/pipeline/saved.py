"""The last report on the whole graph, kept beside it for whoever only reads."""

from collections.abc import Mapping
from pathlib import Path

from cetu import store
from cetu.model.finding import Report
from cetu.model.place import Place
from cetu.report import as_json


def file(root: Path) -> Path:
    """Return the path of the report under `root`."""
    return root / "data" / "report" / "report.json"


def save(root: Path, report: Report, places: Mapping[str, Place]) -> Path:
    """Keep the report, with the places of its findings; return the path of its file.

    Raises:
        OSError: it cannot be written.
    """
    store.write(file(root), as_json(report, places).encode())
    return file(root)
