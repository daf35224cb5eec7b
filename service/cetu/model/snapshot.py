"""A snapshot: the files that together are the published graph."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class GraphFile:
    """One RDF file: Turtle goes into the named graph `graph`; TriG (None) names its own."""

    path: Path
    graph: str | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Every file of one published state; `digest` (hex SHA-256 of names, bytes) identifies it."""

    digest: str
    files: tuple[GraphFile, ...]
