"""What a query gives back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cetu.model.spool import Spool


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
    """A serialised answer: `kind` says which of the three result forms it is.

    A large one is not in memory but in a file (`Spool`): whoever passes it on takes it in `pieces`,
    one when the one before is gone, and `body` reads it whole for those who need it so. The rest
    says how it came about.
    """

    kind: Literal["bindings", "boolean", "graph"]
    media_type: str
    content: bytes | Spool
    digest: str = ""
    """The snapshot it was answered from."""
    rows: int | None = None
    """Its rows or triples, counted by what parts them: a literal that holds such a sign may count
    for one more. None: not counted."""
    waited: float = 0.0
    """Seconds until a worker was free."""
    ran: float = 0.0
    """Seconds that a worker was at it for this request; 0 where nobody had to be."""
    cached: bool = False
    """Whether it was there already, or another request had it made at this very moment."""

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content) if isinstance(self.content, bytes) else self.content.size

    @property
    def body(self) -> bytes:
        """All its bytes."""
        if isinstance(self.content, bytes):
            return self.content
        return self.content.read(0, self.content.size)

    def pieces(self, size: int = 64 << 10) -> Iterator[bytes]:
        """Its bytes in order, up to `size` at a time, so that no more of it is in memory."""
        if isinstance(self.content, bytes):
            yield from (self.content[i : i + size] for i in range(0, len(self.content), size))
        else:
            for start in range(0, self.content.size, size):
                yield self.content.read(start, size)
