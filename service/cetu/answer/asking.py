"""What every answer stands on: something that runs a SELECT, and terms written safely into it.

User text never becomes query text: it is written as an RDF term by rdflib, which escapes it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, Protocol

from rdflib import Literal, URIRef

from cetu.errors import ThingUnknown
from cetu.model.result import Table
from cetu.namespaces import ID, PROLOGUE

_SAID: Final = 60
"""Characters of a wrong IRI that a message repeats."""
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


TRUE: Final = frozenset({"true", "1"})
"""How true is written: https://www.w3.org/TR/xmlschema11-2/#boolean"""

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")
"""How an absolute IRI begins: https://www.rfc-editor.org/rfc/rfc3987#section-2.2"""


def iri(value: str) -> str:
    """Write `value` as `<…>`.

    Raises:
        ThingUnknown: it holds a character that no IRI has, or no scheme: nothing is called that.
    """
    if not _SCHEME.match(value) or any(c in '<>"{}|^`\\' or c <= " " for c in value):
        raise ThingUnknown(
            f"“{value[:_SAID]}” is not an IRI: an IRI begins with a scheme such as https://.",
            f"“{value[:_SAID]}”不是 IRI：IRI 要以 https:// 这样的协议名开头。",
            hint=f"Things of ours are called {ID}…; search for a name to find one.",
            hint_zh=f"本图谱的事物以 {ID} 开头；可以按名称搜索。",
        )
    return URIRef(value).n3()


def literal(value: str) -> str:
    """Write `value` as a plain string literal, escaped."""
    return Literal(value).n3()


def values(variable: str, iris: Iterable[str]) -> Iterator[str]:
    """Write `iris` as VALUES blocks, each short enough for a query."""
    written = [iri(one) for one in iris]
    for start in range(0, len(written), _A_BLOCK):
        yield f"VALUES ?{variable} {{ {' '.join(written[start : start + _A_BLOCK])} }}"
