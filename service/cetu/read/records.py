"""The list of sources: `data/sources.csv`, one document a line."""

import csv
import hashlib
from dataclasses import fields
from pathlib import Path

from cetu.errors import SourceMissing
from cetu.model.document import Record


def records(root: Path) -> tuple[Record, ...]:
    """Return every document of `data/sources.csv` under `root`, in the order written.

    Raises:
        SourceMissing: a file it names is not under `data/`.
    """
    names = {field.name for field in fields(Record)}
    found = []
    with (root / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            row: dict[str, str] = {name: line[name] for name in names if name in line}
            issuers = tuple(part for part in row.pop("issuers", "").split("|") if part)
            record = Record(**row, issuers=issuers)
            if not (root / "data" / record.file).is_file():
                raise SourceMissing(
                    f"data/sources.csv names {record.file}, which is not under data/.",
                    f"data/sources.csv 中的 {record.file} 不在 data/ 目录下。",
                    hint="Put the file there, or take the line out.",
                    hint_zh="请放入该文件，或删除这一行。",
                )
            found.append(record)
    return tuple(found)


def known(path: Path, root: Path) -> Record | None:
    """Return the record whose file has the same bytes as `path`, or None."""
    if not path.is_file():
        return None
    digest = hashlib.sha256(path.read_bytes()).digest()
    return next(
        (
            record
            for record in records(root)
            if hashlib.sha256((root / "data" / record.file).read_bytes()).digest() == digest
        ),
        None,
    )
