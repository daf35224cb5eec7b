"""OWL 2 expressions and axioms, and how the functional-style syntax writes them.

https://www.w3.org/TR/owl2-syntax/
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from rdflib import BNode, Literal, URIRef
from rdflib.term import Node

Row = tuple[Node, Node, Node]


@dataclass(frozen=True)
class Expression:
    """`word(part part …)`: a class expression, data range, property expression or an axiom.

    A part is an IRI, a blank node, a literal, a number or another expression. An expression without
    a word is a list in brackets (a key has two).
    """

    word: str
    parts: tuple["Part", ...]

    @cached_property
    def text(self) -> str:
        """It in functional-style syntax, IRIs in full, in one line."""
        return f"{self.word}({' '.join(map(written, self.parts))})"

    @cached_property
    def names(self) -> frozenset[URIRef]:
        """The IRIs in it, those of datatypes and facets too."""
        return frozenset(_names(self))


Part = Node | int | Expression


@dataclass(frozen=True)
class Axiom(Expression):
    """An axiom, and the triples that state it; `ours` if the graph means it and does not state it.

    That different IRIs name different things is meant of every graph here.
    """

    rows: tuple[Row, ...] = field(default=(), compare=False)
    ours: bool = field(default=False, compare=False)

    @property
    def is_fact(self) -> bool:
        """It says something about things, not about terms."""
        return self.word in FACTS


FACTS = frozenset(
    {
        "ClassAssertion",
        "ObjectPropertyAssertion",
        "DataPropertyAssertion",
        "NegativeObjectPropertyAssertion",
        "NegativeDataPropertyAssertion",
        "SameIndividual",
        "DifferentIndividuals",
    }
)
"""Axioms that are about individuals: https://www.w3.org/TR/owl2-syntax/#Assertions"""


def written(part: Part) -> str:
    """Return `part` in functional-style syntax."""
    if isinstance(part, Expression):
        return part.text
    if isinstance(part, URIRef):
        return f"<{part}>"
    if isinstance(part, Literal):
        return _literal(part)
    return f"_:{part}" if isinstance(part, BNode) else str(part)


def _literal(literal: Literal) -> str:
    # Only these two are escaped: https://www.w3.org/TR/owl2-syntax/#quotedString
    text = str(literal).replace("\\", "\\\\").replace('"', '\\"')
    if literal.language:
        return f'"{text}"@{literal.language}'
    return f'"{text}"^^<{literal.datatype}>' if literal.datatype else f'"{text}"'


def _names(part: Part) -> Iterator[URIRef]:
    if isinstance(part, URIRef):
        yield part
    elif isinstance(part, Literal) and part.datatype:
        yield part.datatype
    elif isinstance(part, Expression):
        for inner in part.parts:
            yield from _names(inner)
