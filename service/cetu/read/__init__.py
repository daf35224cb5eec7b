"""Reading: from a file to what it says, nothing understood yet."""

from pathlib import Path

from cetu.model.document import Document
from cetu.read.cells import cells, preamble
from cetu.read.columns import known, roles
from cetu.read.source import load
from cetu.read.table import table

__all__ = ["read"]


def read(path: Path, root: Path) -> Document:
    """Return the document at `path`: title, measures, rows, doubts.

    `root` is the folder of the assets (for the known table headers).

    Raises:
        SourceMissing, SourceEmpty, SourceNotText: the file cannot be taken.
        HeaderUnknown, RowWithoutNumber: its table cannot be understood.
    """
    source = load(path)
    numbered = list(cells(source.text))
    columns = roles((cell for _, cell in numbered), known(root))
    measures, rows, doubts = table(numbered, columns, source.text)
    lines = list(preamble(source.text))
    return Document(source, lines[-1] if lines else None, measures, rows, doubts)
