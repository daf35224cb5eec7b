"""A file read whole: how it is laid out, then what stands in it."""

from pathlib import Path

from cetu.model.document import Document
from cetu.read.columns import known
from cetu.read.forms import lay_out
from cetu.read.metadata import metadata
from cetu.read.structure import structure


def read(path: Path, root: Path) -> Document:
    """Return the document at `path`: layout, metadata, measures, rows, doubts.

    `root` is the folder of the assets (for the known table headers).

    Raises:
        SourceMissing, SourceEmpty, SourceNotText: the file cannot be taken.
        HeaderUnknown, RowWithoutNumber: its table cannot be understood.
    """
    layout = lay_out(path)
    found = structure(layout, known(root))
    return Document(
        layout,
        metadata(layout),
        found.measures,
        found.rows,
        (*layout.doubts, *found.doubts),
    )
