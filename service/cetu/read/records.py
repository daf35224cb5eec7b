"""The list of sources: `data/sources.csv`, one document a line."""

import csv
import hashlib
import io
import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import MISSING, astuple, fields
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final

from cetu.errors import SourcesInvalid, ThingUnknown
from cetu.model.document import Document, Metadata, Record

RESERVED: Final = frozenset(
    {
        "ontology",
        "alignment",
        "vocabulary",
        "reference",
        "links",
        "inferred",
        "metadata",
        "void",
        "examples",
    }
)
"""Names of the graphs that documents share, which no document can have."""
_COLUMNS: Final = {field.name: field.default is MISSING for field in fields(Record)}
"""Every column, and whether each line must fill it."""
_KEYS: Final = ("identifier", "kind", "parent", "parent_kind", "place")
"""Columns that become parts of IRIs and of file names."""
_KEY: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
_DATES: Final = ("date", "received", "published", "in_force", "expires")
_GENERAL: Final = "policy-document"
"""The kind of a document that does not say of what kind it is."""


def records(root: Path) -> tuple[Record, ...]:
    """Return every document of `data/sources.csv` under `root`, in the order written.

    Raises:
        SourcesInvalid: the list cannot be read; the error gives line and column.
    """
    data = root / "data"
    found: list[Record] = []
    before: set[str] = set()
    for line, row in _rows(data / "sources.csv"):
        _check(row, line, data, before)
        before.add(row["identifier"])
        issuers = tuple(part for part in row.get("issuers", "").split("|") if part)
        found.append(Record(**{**row, "issuers": issuers}))  # type: ignore[arg-type]  # one field is no string
    return tuple(found)


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


def derive(
    document: Document, identifier: str, file: str, *, place: str = "", address: str = ""
) -> Record:
    """Return the record of a document from what it says of itself.

    `file` is its path under `data/`, `place` the key of the place that its metadata name. Its date
    is the one it was signed with, else published, else in force from; its kind the general one
    where its title ends with none.
    """
    about = document.metadata
    return Record(
        identifier=identifier,
        file=file,
        kind=about.kind.value if about.kind else _GENERAL,
        issuers=tuple(dict.fromkeys(issuer.value for issuer in about.issuers)),
        place=place,
        date=_first(about),
        number=about.number.value if about.number else "",
        title=about.title.value if about.title else "",
        published=about.published.value if about.published else "",
        in_force=about.in_force.value if about.in_force else "",
        expires=about.expires.value if about.expires else "",
        address=address,
    )


def _first(about: Metadata) -> str:
    dates = (about.written, about.published, about.in_force)
    return next((stated.value for stated in dates if stated), "")


def write(entries: Iterable[Record], root: Path) -> None:
    """Write `data/sources.csv` under `root` anew: the records in their order, every column.

    It is written beside and moved into place, so that it is never seen half written.

    Raises:
        SourcesInvalid: a record cannot stand in the list; the list is left as it was.
        OSError: the folder cannot be written to.
    """
    data = root / "data"
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    before: set[str] = set()
    for line, entry in enumerate(entries, start=2):
        cells = ["|".join(cell) if isinstance(cell, tuple) else cell for cell in astuple(entry)]
        _check(dict(zip(_COLUMNS, cells, strict=True)), line, data, before)
        before.add(entry.identifier)
        writer.writerow(cells)
    beside = data / f".sources.{os.getpid()}.csv"
    try:
        beside.write_text(text.getvalue(), "utf-8", newline="")
        beside.replace(data / "sources.csv")
    finally:
        beside.unlink(missing_ok=True)


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
    if missing := {name for name, needed in _COLUMNS.items() if needed} - set(columns):
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
    if identifier in before and not row.get("revision_of"):
        raise _cell(line, "identifier", f"“{identifier}” stands above too", f"“{identifier}”重复")
    if identifier in RESERVED:
        raise _cell(
            line, "identifier", f"“{identifier}” is the name of a graph", f"“{identifier}”是图名"
        )
    for name in _DATES:
        if row.get(name) and not is_date(row[name]):
            raise _cell(
                line,
                name,
                f"is “{row[name]}”; a date is written 2024-07-03, or 2024-07, or 2024",
                f"是“{row[name]}”；日期应写作 2024-07-03，或 2024-07，或 2024",
            )
    file = PurePosixPath(row["file"])
    if file.is_absolute() or ".." in file.parts:
        raise _cell(line, "file", f"“{file}” leads out of data/", f"“{file}”不在 data/ 之内")
    if not (data / file).is_file():
        raise _cell(line, "file", f"“{file}” is not under data/", f"“{file}”不在 data/ 目录下")


def unlisted(identifier: str) -> ThingUnknown:
    """The error for a key that no document has."""
    return ThingUnknown(
        f"No document has the key “{identifier}”.",
        f"没有标识为“{identifier}”的文件。",
        hint="It stands in the first column of data/sources.csv.",
        hint_zh="标识见 data/sources.csv 第一列。",
    )


def is_date(words: str) -> bool:
    """Whether words are a date as the list has it: a day, a month or a year."""
    whole = words + "-01-01"[len(words) - 4 :] if len(words) in {4, 7} else words
    try:
        return date.fromisoformat(whole).isoformat() == whole  # 20240703 is ISO too, but not ours
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
