"""The last report on the whole graph, kept beside it for whoever only reads."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cetu import store
from cetu.errors import ReportUnreadable
from cetu.model.finding import Report
from cetu.model.place import Place
from cetu.report import as_json, of_json


@dataclass(frozen=True, slots=True)
class Kept:
    """A report as it was kept: with where its findings stand in files, and when that was (UTC)."""

    report: Report
    places: Mapping[str, Place]
    when: datetime


class Saved:
    """The report under a root, read again only when its file is another. Any thread may call."""

    def __init__(self, root: Path) -> None:
        """Look under `root`; nothing is read yet."""
        self._file = file(root)
        self._lock = threading.Lock()
        self._mark = (0, 0)
        self._kept: Kept | None = None

    def current(self) -> Kept | None:
        """Return the report as it is kept now; None where none is.

        Raises:
            ReportUnreadable: the file is not what `save` writes.
        """
        try:
            told = self._file.stat()
        except OSError:
            return None
        mark = (told.st_mtime_ns, told.st_size)
        with self._lock:
            if self._kept is None or mark != self._mark:
                self._kept = self._read(datetime.fromtimestamp(told.st_mtime, UTC))
                self._mark = mark
            return self._kept

    def _read(self, when: datetime) -> Kept:
        try:
            return Kept(*of_json(self._file.read_bytes()), when)
        except (OSError, ValueError) as error:
            raise ReportUnreadable(
                "The report of the last check cannot be read.",
                "上次检查的报告无法读取。",
                hint="Run `cetu check --save` again.",
                hint_zh="请重新运行 cetu check --save。",
            ) from error


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
