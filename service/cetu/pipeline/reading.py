"""Reading one document: from its file to the tasks it orders, without mapping them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cetu import annotate
from cetu.annotate import Lexicon
from cetu.model.document import Document, Record
from cetu.model.reading import reading
from cetu.model.task import Task
from cetu.namespaces import ID
from cetu.read import read
from cetu.read.records import known


@dataclass(frozen=True, slots=True)
class Understood:
    """A document, its tasks, and what the list of sources knows of it (None: not listed)."""

    document: Document
    tasks: tuple[Task, ...]
    record: Record | None

    def reading(self) -> dict[str, Any]:
        """Return it in the form of `model.reading`."""
        return reading(self.document, self.record, self.tasks)


def place(record: Record | None) -> str | None:
    """Return the IRI of the jurisdiction of a document, in which its short names are read."""
    return str(ID[f"place/{record.place}"]) if record and record.place else None


def understood(record: Record, root: Path, lexicon: Lexicon) -> Understood:
    """Return a document of the list with its tasks.

    Raises:
        CetuError: the file or its table cannot be read; the error says what to do.
    """
    document = read(root / "data" / record.file, root)
    return Understood(document, annotate.annotate(document, lexicon, place(record)), record)


def understand(path: Path, root: Path, lexicon: Lexicon) -> Understood:
    """Return the document at `path` with its tasks.

    A file with the bytes of a known source is read with what `data/sources.csv` knows of it.

    Raises:
        CetuError: the file or its table cannot be read; the error says what to do.
    """
    document = read(path, root)
    record = known(document.source.digest, root)
    return Understood(document, annotate.annotate(document, lexicon, place(record)), record)


def read_document(path: Path, root: Path) -> dict[str, Any]:
    """Return the reading of the document at `path`, in the form of `model.reading`.

    Raises:
        CetuError: as `understand`.
    """
    return understand(path, root, annotate.load(root)).reading()
