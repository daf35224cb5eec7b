"""The list of sources: `data/sources.csv`, one document a line."""

import csv
import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final

from cetu.errors import SourcesInvalid
from cetu.model.document import Record

_COLUMNS: Final = {field.name: field.default is MISSING for field in fields(Record)}
"""Every column, and whether each line must fill it."""
_KEYS: Final = ("identifier", "kind", "parent", "parent_kind", "place")
"""Columns that become parts of IRIs and of file names."""
_KEY: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
_DATES: Final = ("date", "received")
_TAKEN: Final = {"ontology", "alignment", "vocabulary", "reference", "inferred", "metadata"}
"""Names of the graphs that documents share, which no document can have."""


def records(root: Path) -> tuple[Record, ...]:
    """Return every document of `data/sources.csv` under `root`, in the order written.

    Raises:
        SourcesInvalid: the list cannot be read; the error gives line and column.
    """
    data = root / "data"
    found: dict[str, Record] = {}
    for line, row in _rows(data / "sources.csv"):
        _check(row, line, data, found)
        issuers = tuple(part for part in row.get("issuers", "").split("|") if part)
        found[row["identifier"]] = Record(**{**row, "issuers": issuers})  # type: ignore[arg-type]  # one field is no string
    return tuple(found.values())


def known(digest: str, root: Path) -> Record | None:
    """Return the record whose file has this SHA-256 (hex), or None.

    Raises:
        SourcesInvalid: as `records`.
    """
    return next(
        (
            record
            for record in records(root)
            if hashlib.sha256((root / "data" / record.file).read_bytes()).hexdigest() == digest
        ),
        None,
    )


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, column → words) for every line that is not blank."""
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            columns = next(reader, [])
            _check_columns(columns)
            for cells in reader:
                line = reader.line_num
                if not cells:
                    continue
                if len(cells) != len(columns):
                    raise _invalid(
                        f"line {line} has {len(cells)} cells, and there are {len(columns)} columns",
                        f"第 {line} 行有 {len(cells)} 个单元格，而表头有 {len(columns)} 列",
                    )
                yield line, {name: cell.strip() for name, cell in zip(columns, cells, strict=True)}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _invalid(
            f"it cannot be read after line {line} ({error})", f"第 {line} 行之后无法读取（{error}）"
        ) from error


def _check_columns(columns: list[str]) -> None:
    for name in columns:
        if name not in _COLUMNS or columns.count(name) > 1:
            raise _invalid(
                f"line 1 has a column “{name}” that is unknown or stands twice",
                f"第 1 行的列“{name}”未知或重复",
            )
    if missing := _COLUMNS.keys() - set(columns):
        names = ", ".join(sorted(missing))
        raise _invalid(f"line 1 lacks the column {names}", f"第 1 行缺少列 {names}")


def _check(row: Mapping[str, str], line: int, data: Path, before: Collection[str]) -> None:
    """Raise an error for the first cell of a row that cannot be so."""
    for name, needed in _COLUMNS.items():
        if needed and not row[name]:
            raise _cell(line, name, "is empty", "为空")
    for name in _KEYS:
        if row.get(name) and not _KEY.fullmatch(row[name]):
            raise _cell(
                line,
                name,
                f"is “{row[name]}”; it takes small letters a to z, digits and hyphens",
                f"是“{row[name]}”，只能用小写字母 a–z、数字和连字符",
            )
    identifier = row["identifier"]
    if identifier in before:
        raise _cell(line, "identifier", f"“{identifier}” stands above too", f"“{identifier}”重复")
    if identifier in _TAKEN:
        raise _cell(
            line, "identifier", f"“{identifier}” is the name of a graph", f"“{identifier}”是图名"
        )
    for name in _DATES:
        if row.get(name) and not _is_date(row[name]):
            raise _cell(
                line,
                name,
                f"is “{row[name]}”; a date is written 2024-07-03",
                f"是“{row[name]}”；日期应写作 2024-07-03",
            )
    file = PurePosixPath(row["file"])
    if file.is_absolute() or ".." in file.parts:
        raise _cell(line, "file", f"“{file}” leads out of data/", f"“{file}”不在 data/ 之内")
    if not (data / file).is_file():
        raise _cell(line, "file", f"“{file}” is not under data/", f"“{file}”不在 data/ 目录下")


def _is_date(words: str) -> bool:
    try:
        return date.fromisoformat(words).isoformat() == words  # 20240703 is ISO too, but not ours
    except ValueError:
        return False


def _cell(line: int, column: str, what: str, what_zh: str) -> SourcesInvalid:
    return _invalid(f"line {line}, column {column} {what}", f"第 {line} 行 {column} 列{what_zh}")


def _invalid(what: str, what_zh: str) -> SourcesInvalid:
    return SourcesInvalid(
        f"data/sources.csv: {what}.",
        f"data/sources.csv：{what_zh}。",
        hint="See docs/adding.md for its columns.",
        hint_zh="各列的说明见 docs/adding.md。",
    )
