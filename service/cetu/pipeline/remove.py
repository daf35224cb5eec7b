"""Removing a document: from the list and from the graph."""

from pathlib import Path

from cetu import store
from cetu.errors import ThingUnknown
from cetu.model.document import Record
from cetu.pipeline.build import renew
from cetu.pipeline.crew import Crew
from cetu.pipeline.progress import Progress, silent
from cetu.read.records import records, write


def remove(
    identifier: str, root: Path, progress: Progress = silent, *, source: bool = False
) -> tuple[Record, ...]:
    """Take all versions of a document out of the list and the graph; return their records.

    Its files stay as received, unless `source` says that they go too.

    Raises:
        ThingUnknown: no document has this key.
        SourcesInvalid: `data/sources.csv` cannot be understood.
    """
    with store.alone(root / "data" / "graph"), Crew(None, 1) as crew:
        listed = records(root)
        gone = tuple(record for record in listed if record.identifier == identifier)
        if not gone:
            raise unlisted(identifier)
        left = [record for record in listed if record not in gone]
        write(left, root)
        renew(root, progress, crew)
        if source:
            for file in {record.file for record in gone} - {record.file for record in left}:
                (root / "data" / file).unlink(missing_ok=True)
    return gone


def unlisted(identifier: str) -> ThingUnknown:
    """The error for a key that no document has."""
    return ThingUnknown(
        f"No document has the key “{identifier}”.",
        f"没有标识为“{identifier}”的文件。",
        hint="It stands in the first column of data/sources.csv.",
        hint_zh="标识见 data/sources.csv 第一列。",
    )
