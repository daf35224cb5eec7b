"""What is asked to be written, and what that comes to in quads."""

from dataclasses import dataclass
from typing import Literal

Mode = Literal["strict", "warn"]
"""Whether what breaks a shape is refused, or written and told."""


@dataclass(frozen=True, slots=True)
class Update:
    """A SPARQL 1.1 Update request; the graphs, if any, are its USING and USING NAMED.

    https://www.w3.org/TR/sparql11-protocol/#update-operation
    """

    text: str
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Put:
    """RDF for one graph ("" is the unnamed one): instead of what it holds, or with `merge` beside.

    https://www.w3.org/TR/sparql11-http-rdf-update/#http-put. `also` are more documents (content,
    media type) for the same graph, in one change.
    """

    graph: str
    content: bytes
    media_type: str
    merge: bool = False
    also: tuple[tuple[bytes, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Drop:
    """One graph, to be taken away ("": the unnamed one, to be emptied)."""

    graph: str


Change = Update | Put | Drop


@dataclass(frozen=True, slots=True)
class Delta:
    """The difference a change makes to the dataset, the same whenever it is applied.

    `added` and `removed` are N-Quads, a statement a line, sorted; none is in both. `created` and
    `dropped` are named graphs that came or went (a graph may exist and be empty).
    """

    added: str = ""
    removed: str = ""
    created: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything changes."""
        return bool(self.added or self.removed or self.created or self.dropped)
