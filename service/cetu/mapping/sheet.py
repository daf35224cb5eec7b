"""A sheet of triples, written one by one in the engine's own terms: thousands of documents pass.

A statement made twice stands once, and the order of writing is kept.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Final

import pyoxigraph as ox

from cetu.namespaces import CETU, PREFIXES

_XSD: Final = PREFIXES["xsd"]
TYPE: Final = ox.NamedNode(f"{PREFIXES['rdf']}type")
LABEL: Final = ox.NamedNode(f"{PREFIXES['rdfs']}label")
BROADER: Final = ox.NamedNode(f"{PREFIXES['skos']}broader")
COUNT: Final = ox.NamedNode(f"{_XSD}nonNegativeInteger")
_DECIMAL: Final = ox.NamedNode(f"{_XSD}decimal")
_INSTANT: Final = ox.NamedNode(f"{_XSD}dateTime")


@cache
def own(name: str) -> ox.NamedNode:
    """Return the term of our ontology with the local `name`."""
    return ox.NamedNode(f"{CETU}{name}")


def count(number: int) -> ox.Literal:
    """Return a number that counts, from 0."""
    return ox.Literal(str(number), datatype=COUNT)


def instant(date: str) -> ox.Literal:
    """Return an ISO date as xsd:dateTime: xsd:date is outside the OWL 2 datatype map."""
    return ox.Literal(f"{date}T00:00:00", datatype=_INSTANT)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Triples in the order in which they were written, each once."""

    rows: dict[ox.Triple, None] = field(default_factory=dict)

    def kind(self, thing: str, name: str) -> None:
        """Say that `thing` (an IRI) is of the class with the local `name`."""
        self.rows[ox.Triple(ox.NamedNode(thing), TYPE, own(name))] = None

    def link(self, thing: str, relation: ox.NamedNode | str, other: str | ox.NamedNode) -> None:
        """Link `thing` to `other` (IRIs) by a relation of ours (a local name) or a foreign one."""
        predicate = own(relation) if isinstance(relation, str) else relation
        target = ox.NamedNode(other) if isinstance(other, str) else other
        self.rows[ox.Triple(ox.NamedNode(thing), predicate, target)] = None

    def say(self, thing: str, name: str, value: str | int | Decimal | ox.Literal) -> None:
        """State a value of `thing` by our property with the local `name`.

        A string, truth value, integer or decimal becomes the XSD literal of its kind.
        """
        if isinstance(value, Decimal):
            value = ox.Literal(f"{value:f}", datatype=_DECIMAL)
        elif not isinstance(value, ox.Literal):
            value = ox.Literal(value)
        self.rows[ox.Triple(ox.NamedNode(thing), own(name), value)] = None

    def label(self, thing: str, zh: str, en: str = "") -> None:
        """Give `thing` its label in Chinese, and in English where there is one."""
        self.note(thing, LABEL, zh, en)

    def note(self, thing: str, relation: ox.NamedNode, zh: str, en: str = "") -> None:
        """Say a sentence of `thing` in Chinese and in English, as far as there is one."""
        for text, language in ((zh, "zh"), (en, "en")):
            if text:
                literal = ox.Literal(text, language=language)
                self.rows[ox.Triple(ox.NamedNode(thing), relation, literal)] = None
