"""What every answer stands on: something that runs a SELECT, and terms written safely into it.

User text never becomes query text: it is written as an RDF term by rdflib, which escapes it.
"""

from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from rdflib import Literal, URIRef

from cetu.errors import ThingUnknown
from cetu.model.result import Table
from cetu.namespaces import PREFIXES

PROLOGUE: Final = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())

_A_BLOCK: Final = 200
"""IRIs in one VALUES block: with the longest of ours this stays far below the query's limit."""


class Asks(Protocol):
    """The part of the engine that answers need."""

    @property
    def digest(self) -> str:
        """The identity of the published snapshot."""
        ...

    def select(self, text: str) -> Table:
        """Return the rows of `text`."""
        ...


def ask(engine: Asks, text: str) -> Table:
    """Run `text` with every known prefix declared before it."""
    return engine.select(PROLOGUE + text)


def iri(value: str) -> str:
    """Write `value` as `<…>`.

    Raises:
        ThingUnknown: it holds a character that no IRI has, so nothing can be called that.
    """
    if not value or any(c in '<>"{}|^`\\' or c <= " " for c in value):
        raise ThingUnknown("This is not an IRI.", "这不是一个合法的 IRI。")
    return URIRef(value).n3()


def literal(value: str) -> str:
    """Write `value` as a plain string literal, escaped."""
    return Literal(value).n3()


def values(variable: str, iris: Iterable[str]) -> Iterator[str]:
    """Write `iris` as VALUES blocks, each short enough for a query."""
    written = [iri(one) for one in iris]
    for start in range(0, len(written), _A_BLOCK):
        yield f"VALUES ?{variable} {{ {' '.join(written[start : start + _A_BLOCK])} }}"
