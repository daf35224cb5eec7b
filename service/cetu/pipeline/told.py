"""What whoever adds many files knows of each: a list beside them."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from cetu.errors import ParameterInvalid
from cetu.read.records import RESERVED, is_date


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


_KEY: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_ADDRESS: Final = 2000
_WORDS: Final = 500


def check(about: Told) -> None:
    """Refuse what cannot stand in the list of sources, before anything is done with it.

    Raises:
        ParameterInvalid: an identifier, a date or words that cannot be so; the error names them.
    """
    key = about.identifier
    if key and (not _KEY.fullmatch(key) or key in RESERVED):
        raise _unfit(
            "identifier", key, "small letters, digits and hyphens", "小写字母、数字和连字符"
        )
    if about.received and not is_date(about.received):
        raise _unfit("received", about.received, "a day such as 2024-07-03", "日期，如 2024-07-03")
    for name, most in (
        ("title", _WORDS),
        ("title_en", _WORDS),
        ("metadata_source", _WORDS),
        ("address", _ADDRESS),
    ):
        words = getattr(about, name)
        if len(words) > most or not words.isprintable():
            raise _unfit(
                name, words[:40], f"one line of {most} characters", f"一行，不超过 {most} 个字符"
            )


def _unfit(name: str, value: str, en: str, zh: str) -> ParameterInvalid:
    return ParameterInvalid(
        f"“{name}” cannot be “{value}”: it takes {en}.", f"“{name}”不能是“{value}”：应为{zh}。"
    )


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
