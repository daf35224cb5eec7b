"""What whoever adds many files knows of each: a list beside them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from cetu.errors import ParameterInvalid


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a file: its document's key, its titles, where and when it was got.

    A `title` is for a document that does not state its own; `metadata_source` says who does.
    """

    identifier: str = ""
    title: str = ""
    title_en: str = ""
    metadata_source: str = ""
    address: str = ""
    received: str = ""


def told(path: Path) -> Mapping[str, Told]:
    """Return file name → what the list at `path` says of it.

    The list is CSV in UTF-8 with a column `file` and any of the columns of `Told`.

    Raises:
        ParameterInvalid: it cannot be read, or its columns are others.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file, strict=True)
            known = {field.name for field in fields(Told)}
            columns = set(rows.fieldnames or ())
            if "file" not in columns or columns - known - {"file"}:
                names = ", ".join(sorted(known))
                raise ParameterInvalid(
                    f"{path}: the list needs a column file, and may have {names}.",
                    f"{path}：清单须有 file 列，还可以有 {names} 列。",
                )
            return {
                row["file"]: Told(**{name: row[name] or "" for name in columns & known})
                for row in rows
            }
    except (OSError, UnicodeDecodeError, csv.Error, TypeError) as error:
        raise ParameterInvalid(
            f"{path}: the list cannot be read ({error}).", f"{path}：清单无法读取（{error}）。"
        ) from error
