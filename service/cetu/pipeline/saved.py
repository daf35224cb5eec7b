"""The last report on the whole graph, kept beside it for whoever only reads: `data/report/`."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from cetu import store
from cetu.model.finding import Report
from cetu.model.place import Place
from cetu.model.rule import Rule
from cetu.report import as_csv, as_json, as_sarif, as_turtle

NAME: Final = "report"
SUFFIXES: Final = (".json", ".ttl", ".sarif", ".csv")


def folder(root: Path) -> Path:
    """Return the folder of the report under `root`."""
    return root / "data" / "report"


def save(root: Path, report: Report, rules: Iterable[Rule], places: Mapping[str, Place]) -> Path:
    """Write the report in every form that is shown to readers; return its folder.

    Each file is whole or not there; all are of the same report unless we are killed between two.

    Raises:
        OSError: the folder cannot be written to.
    """
    written = {
        ".json": as_json(report),
        ".ttl": as_turtle(report),
        ".sarif": as_sarif(report, rules, places),
        ".csv": as_csv(report),
    }
    place = folder(root)
    store.write_all({place / f"{NAME}{end}": text.encode() for end, text in written.items()})
    return place
