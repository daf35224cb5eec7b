"""A rule: what holds of certain things when other statements hold of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, Variable

Node = NamedNode | BlankNode | Triple
"""What a statement may be about."""
Term = Node | Literal
Slot = Term | Variable
"""What stands in a pattern: a term, or a variable for one."""


class Row(NamedTuple):
    """A statement."""

    subject: Node
    predicate: NamedNode
    object: Term


class Atom(NamedTuple):
    """A pattern of statements; its predicate is never a variable."""

    subject: Slot
    predicate: NamedNode
    object: Slot

    def put(self, values: Mapping[Slot, Slot]) -> "Atom":
        """Return it with these values for its variables."""
        return Atom(
            values.get(self.subject, self.subject),
            self.predicate,
            values.get(self.object, self.object),
        )

    def __str__(self) -> str:
        """As SPARQL writes it."""
        return f"{self.subject} {self.predicate} {self.object} ."


@dataclass(frozen=True, slots=True)
class Rule:
    """One consequence of one axiom: where all of `body` holds, `head` does.

    `names` are the rules of OWL 2 RL that give it, applied one behind the other, and `axiom` is
    what they are applied to, in OWL 2 functional syntax. Every variable of the head is in the body.
    """

    names: tuple[str, ...]
    axiom: str
    head: Atom
    body: tuple[Atom, ...]

    @property
    def name(self) -> str:
        """The names in one word."""
        return "+".join(self.names)

    def sparql(self) -> str:
        """Return it as a CONSTRUCT query."""
        body = "\n".join(f"  {atom}" for atom in self.body)
        return f"CONSTRUCT {{ {self.head} }}\nWHERE {{\n{body}\n}}"


TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
