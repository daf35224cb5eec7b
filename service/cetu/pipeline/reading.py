"""Reading one document: from its file to the tasks it orders, without mapping them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cetu import annotate, facts
from cetu.annotate import Lexicon
from cetu.annotate.citations import cited
from cetu.model.document import Document, Record
from cetu.model.reading import reading
from cetu.model.task import Citation, Task
from cetu.namespaces import ID
from cetu.pipeline.patience import patience
from cetu.read import read
from cetu.read.records import known

FACTS: Final = "facts/"
"""Where under `data/` the documents lie of which only the facts are kept."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A document, its tasks, what it cites outside them, and its record (None: not listed)."""

    document: Document
    tasks: tuple[Task, ...]
    cited: tuple[Citation, ...] = ()
    record: Record | None = None

    def reading(self) -> dict[str, Any]:
        """Return it in the form of `model.reading`."""
        return reading(self.document, self.record, self.tasks)


def place(record: Record | None, document: Document, lexicon: Lexicon) -> str | None:
    """Return the IRI of the jurisdiction of a document, in which its short names are read.

    It is that of its record, else the place that the document itself names.
    """
    if record and record.place:
        return str(ID[f"place/{record.place}"])
    stated = document.metadata.place
    found = lexicon.stated(stated.value) if stated else None
    return found.iri if found else None


def understood(record: Record, root: Path, lexicon: Lexicon) -> Understood:
    """Return a document of the list with its tasks: read, or taken from its facts.

    Raises:
        CetuError: the file or its table cannot be read; the error says what to do.
    """
    path = root / "data" / record.file
    if record.file.startswith(FACTS):
        return Understood(*facts.load(path), record)
    with patience(path):
        return _annotated(read(path, root), record, lexicon)


def understand(path: Path, root: Path, lexicon: Lexicon) -> Understood:
    """Return the document at `path` with its tasks.

    A file with the bytes of a known source is read with what `data/sources.csv` knows of it.

    Raises:
        CetuError: the file or its table cannot be read; the error says what to do.
    """
    with patience(path):
        document = read(path, root)
        return _annotated(document, known(document.source.digest, root), lexicon)


def unlisted(path: Path, root: Path, lexicon: Lexicon) -> Understood:
    """Return the document at `path`, which is known not to be listed, with its tasks.

    Raises:
        CetuError: as `understand`.
    """
    with patience(path):
        return _annotated(read(path, root), None, lexicon)


def understand_file(path: Path, root: Path) -> Understood:
    """Return the document at `path` with its tasks, for whoever reads only one.

    Raises:
        CetuError: as `understand`.
    """
    return understand(path, root, annotate.load(root))


def read_document(path: Path, root: Path) -> dict[str, Any]:
    """Return the reading of the document at `path`, in the form of `model.reading`.

    Raises:
        CetuError: as `understand`.
    """
    return understand_file(path, root).reading()


def _annotated(document: Document, record: Record | None, lexicon: Lexicon) -> Understood:
    tasks = annotate.annotate(document, lexicon, place(record, document, lexicon))
    return Understood(document, tasks, cited(document, lexicon), record)
