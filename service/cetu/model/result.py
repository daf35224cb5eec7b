"""What a query gives back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Term:
    """An RDF term as the SPARQL 1.1 Query Results JSON Format gives it.

    https://www.w3.org/TR/sparql11-results-json/#select-encode-terms
    """

    kind: Literal["uri", "literal", "bnode"]
    value: str
    language: str | None = None
    datatype: str | None = None

    def __str__(self) -> str:
        """The lexical value, for tables."""
        return self.value


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a SELECT: an unbound variable is absent from its row."""

    variables: tuple[str, ...]
    rows: tuple[dict[str, Term], ...]

    def __iter__(self) -> Iterator[dict[str, Term]]:
        """The rows, in order."""
        return iter(self.rows)

    def __len__(self) -> int:
        """How many rows."""
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Answer:
    """A serialised answer: `kind` says which of the three result forms it is."""

    kind: Literal["bindings", "boolean", "graph"]
    media_type: str
    body: bytes
