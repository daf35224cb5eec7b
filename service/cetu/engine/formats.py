"""The serialisations the engine writes, by media type."""

from dataclasses import dataclass
from typing import Final

ROW_TYPES: Final = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
"""For SELECT and ASK, the preferred first."""
GRAPH_TYPES: Final = (
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "application/n-quads",
    "application/trig",
)
"""For CONSTRUCT and DESCRIBE, the preferred first."""


@dataclass(frozen=True, slots=True)
class Formats:
    """The media type wanted for rows (SELECT, ASK) and for graphs; None: not accepted."""

    rows: str | None = ROW_TYPES[0]
    graph: str | None = GRAPH_TYPES[0]

    def __post_init__(self) -> None:
        """Refuse a type the engine does not write."""
        if self.rows is not None and self.rows not in ROW_TYPES:
            raise ValueError(f"not a row format: {self.rows}")
        if self.graph is not None and self.graph not in GRAPH_TYPES:
            raise ValueError(f"not a graph format: {self.graph}")


DEFAULT: Final = Formats()
"""JSON for rows, Turtle for graphs."""
