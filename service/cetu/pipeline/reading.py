"""Reading one document, for those who only want to see what it says."""

from pathlib import Path
from typing import Any

from cetu import annotate
from cetu.model.document import Record
from cetu.model.reading import reading
from cetu.namespaces import ID
from cetu.read import read
from cetu.read.records import known


def place(record: Record | None) -> str | None:
    """Return the IRI of the jurisdiction of a document, in which its short names are read."""
    return str(ID[f"place/{record.place}"]) if record and record.place else None


def read_document(path: Path, root: Path) -> dict[str, Any]:
    """Return the reading of the document at `path`, in the form of `model.reading`.

    A file with the bytes of a known source is read with what `data/sources.csv` knows of it.

    Raises:
        CetuError: the file or its table cannot be read; the error says what to do.
    """
    document = read(path, root)
    record = known(document.source.digest, root)
    tasks = annotate.annotate(document, annotate.load(root), place(record))
    return reading(document, record, tasks)
