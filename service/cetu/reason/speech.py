"""What sentences about axioms need in every language: the names of things, and lists."""

from collections.abc import Callable
from typing import Final

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDFS

from cetu.reason.expression import Expression, Part
from cetu.reason.label import label

_FEW: Final = 4
"""More members of a list than these are counted; those that matter are named."""
_ANY: Final = frozenset({OWL.Thing, RDFS.Literal})

Teller = Callable[[tuple[Part, ...]], str]
"""Says what holds of the parts of an expression."""


class Speech:
    """A language: how it quotes a name, and what it says for each kind of expression."""

    language = ""

    def __init__(self, labels: Graph, about: frozenset[str]) -> None:
        """Take names from `labels`; of a long list, those in `about` matter."""
        self._labels = labels
        self._about = about

    def name(self, part: Part) -> str:
        """Return a thing, a property or a value by its name."""
        if isinstance(part, Expression):  # the inverse of a property
            return self.inverse(part)
        if isinstance(part, int):
            return str(part)
        return self.quoted(label(self._labels, part, self.language))

    def quoted(self, name: str) -> str:
        """Return `name` in the quotation marks of the language."""
        raise NotImplementedError

    def inverse(self, part: Expression) -> str:
        """Return the inverse of a property by its name."""
        raise NotImplementedError

    def chosen(self, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """Return what is told of a list: all of a short one, else what matters, else the first."""
        if len(parts) <= _FEW:
            return parts
        return tuple(one for one in parts if str(one) in self._about) or parts[:_FEW]


def facets(parts: tuple[Part, ...]) -> list[tuple[URIRef, Part]]:
    """Return the facets of a restricted datatype, each with its value."""
    return [(URIRef(str(f)), value) for f, value in zip(parts[1::2], parts[2::2], strict=True)]


def kind(part: Expression) -> str:
    """Return the word of an expression, the same for things and for values."""
    if part.word.startswith("Datatype"):
        return part.word
    return part.word.replace("Object", "").replace("Data", "")


def keys(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the properties that make up a key."""
    return tuple(one for part in parts[1:] if isinstance(part, Expression) for one in part.parts)


def anything(filler: Part) -> bool:
    """Return whether everything is of `filler`, so that it need not be said."""
    return filler in _ANY
