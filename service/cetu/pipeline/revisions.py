"""Which document of the list a new file is another version of."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from cetu import facts
from cetu.errors import CetuError
from cetu.model.document import Record
from cetu.pipeline import fresh
from cetu.pipeline.reading import FACTS
from cetu.read.records import records

_ALIKE: Final = 0.5
"""Titles less alike than this under one number are a notice and what it carries."""


def digests(root: Path) -> dict[str, Record]:
    """Return the listed documents by the SHA-256 of their bytes as received.

    Raises:
        SourcesInvalid: `data/sources.csv` cannot be understood.
    """
    stamp = fresh.load(root)
    seen = fresh.Digests(root, stamp.seen)
    found: dict[str, Record] = {}
    for stem, record in fresh.stems(records(root)).items():
        path = root / "data" / record.file
        digest = seen.of(path)
        if record.file.startswith(FACTS):
            entry = stamp.built.get(stem)
            digest = entry.source if entry and entry.source else _received(path)
        found.setdefault(digest, record)
    return found


def revised(record: Record, listed: Iterable[Record], *, wanted: str = "") -> Record | None:
    """Return the newest listed version of the document that `record` is another version of.

    `wanted` is the key that the user gives. Without it, it is the document with the same number and
    a title much the same, or with the same title, issuers and place.
    """
    same = [one for one in listed if (one.identifier == wanted if wanted else _same(record, one))]
    return same[-1] if same else None


def _same(new: Record, old: Record) -> bool:
    if new.kind != old.kind or new.place != old.place:
        return False
    if new.number and old.number:
        return new.number == old.number and (
            not (new.title and old.title)
            or SequenceMatcher(None, new.title, old.title, autojunk=False).ratio() >= _ALIKE
        )
    # The title of an annex (任务分工表) is that of many others.
    named = bool(new.title) and not old.parent
    return named and new.title == old.title and new.issuers == old.issuers


def _received(path: Path) -> str:
    try:
        return facts.load(path)[0].source.digest
    except CetuError:
        return ""
