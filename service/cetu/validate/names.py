"""What things are called in sentences, and the words of a document behind them."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from cetu.model.result import Table
from cetu.namespaces import BASE

_PLAIN_IRI: Final = re.compile(r"[^\s<>\"{}|\\^`]+")
_AT_A_TIME: Final = 50
"""Things named in one query: keeps it well below the engine's limit on a query's length."""

_NAMES: Final = """
PREFIX cetu: <https://w3id.org/cetu/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT DISTINCT ?thing ?label ?words ?quote
WHERE {
  %s
}
"""

_WAYS: Final = (
    "?thing rdfs:label ?label",
    "?thing skos:prefLabel ?label",
    "?thing cetu:title ?words",
    "?thing cetu:asWritten ?words",
    "?thing cetu:exactQuote ?words BIND (?words AS ?quote)",
    "?thing cetu:evidence/cetu:exactQuote ?quote",
)
"""One pattern a property, each from the things: the engine goes through all quotes otherwise."""


@dataclass(slots=True)
class Name:
    """What a thing is called, and the words of a document behind it."""

    labels: dict[str, str] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)

    def told(self, language: str) -> str:
        """The label in `language` or, failing that, in zh or en, or its words; "" without any."""
        for tag in (language, "zh", "en"):
            if tag in self.labels:
                return self.labels[tag]
        return min(self.words, default="")


class Names:
    """The names of some things."""

    def __init__(self, names: Mapping[str, Name]) -> None:
        """Take the names by IRI."""
        self._names = names

    def of(self, iri: str) -> Name:
        """Return the name of a thing, an empty one where it has none."""
        return self._names.get(iri, Name())

    def told(self, iri: str, language: str) -> str:
        """Return how a sentence in `language` calls a thing: by its name or the end of its IRI."""
        ending = iri.removeprefix(f"{BASE}id/").removeprefix(f"{BASE}ontology#")
        return self.of(iri).told(language) or ending


def names(select: Callable[[str], Table], iris: Iterable[str]) -> Names:
    """Return the names that the graph asked by `select` has for `iris`."""
    found: dict[str, Name] = {}
    known = sorted({iri for iri in iris if _PLAIN_IRI.fullmatch(iri)})
    for start in range(0, len(known), _AT_A_TIME):
        values = " ".join(f"<{iri}>" for iri in known[start : start + _AT_A_TIME])
        ways = " UNION ".join(f"{{ VALUES ?thing {{ {values} }} {way} }}" for way in _WAYS)
        for row in select(_NAMES % ways):
            name = found.setdefault(row["thing"].value, Name())
            if label := row.get("label"):
                language = label.language or ""
                name.labels[language] = min(name.labels.get(language, label.value), label.value)
            if words := row.get("words"):
                name.words.append(" ".join(words.value.split()))
            if quote := row.get("quote"):
                name.quotes.append(quote.value)
    return Names(found)
