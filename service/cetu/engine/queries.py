"""What callers need of an engine, whether it is our workers or a remote server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

from cetu.engine.formats import DEFAULT, Formats

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from collections.abc import Sequence

    from cetu.model.result import Answer, Table
    from cetu.settings import Settings


class Queries(Protocol):
    """Answers SPARQL queries; `pool.Engine` and `remote.Remote` do, and say what they raise."""

    settings: Settings

    def __enter__(self) -> Self:
        """Start."""
        ...

    def __exit__(self, *_: object) -> None:
        """Close."""
        ...

    def start(self) -> None:
        """Make ready to answer; no effect when running."""
        ...

    def close(self) -> None:
        """End what is under way; no effect when not running."""
        ...

    @property
    def digest(self) -> str:
        """The identity of what is answered from."""
        ...

    @property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""
        ...

    @property
    def triples(self) -> int:
        """How many different triples the graphs hold together."""
        ...

    def query(
        self,
        text: str,
        *,
        formats: Formats = DEFAULT,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        leave_one: bool = False,
    ) -> Answer:
        """Answer a query of any form, serialised."""
        ...

    async def reply(
        self,
        text: str,
        *,
        formats: Formats = DEFAULT,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """The same on an event loop, for a query that anyone may write; cancelled with its task."""
        ...

    def ready(self, timeout: float) -> bool:
        """Tell whether queries are answered within `timeout` seconds."""
        ...

    def select(self, text: str) -> Table:
        """Answer a SELECT as a table."""
        ...

    def ask(self, text: str) -> bool:
        """Answer an ASK."""
        ...

    def construct(self, text: str, media_type: str = "text/turtle") -> bytes:
        """Answer a CONSTRUCT or DESCRIBE in the given format."""
        ...
