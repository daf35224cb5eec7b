"""A snapshot: the files that together are the published graph."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from cetu.model.record import segments


@dataclass(frozen=True, slots=True)
class GraphFile:
    """One RDF file: Turtle goes into the named graph `graph`; TriG (None) names its own."""

    path: Path
    graph: str | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Every file of one published state; `digest` (hex SHA-256 of names, bytes) identifies it.

    `changes` are the journal's files, oldest first: what was written to the graph since it was
    built. Their records are applied to what the files hold, in order. `base` is the digest of
    the built files alone. `journal` is the folder in which more changes will appear.
    """

    digest: str
    files: tuple[GraphFile, ...]
    changes: tuple[Path, ...] = ()
    base: str = ""
    journal: Path | None = None

    def later(self, digest: str) -> Self:
        """Return the snapshot that this has become by what is in the journal now."""
        changes = segments(self.journal) if self.journal else self.changes
        return replace(self, digest=digest, changes=changes)
