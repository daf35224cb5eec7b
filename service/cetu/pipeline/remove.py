"""Removing a document: from the list and from the graph."""

from pathlib import Path

from cetu import store
from cetu.model.document import Record
from cetu.pipeline.building import renew
from cetu.pipeline.crew import Crew
from cetu.pipeline.progress import Progress, silent
from cetu.read.records import records, unlisted, write


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
