"""An ontology as rules have it: its rules, and what they are not asked about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from pyoxigraph import BlankNode, Triple

from cetu.entail import axioms
from cetu.entail.compile import compiled
from cetu.entail.program import Program
from cetu.entail.rule import Row, Term


@dataclass(frozen=True, slots=True)
class Theory:
    """The rules of an ontology, and the terms that it declares."""

    program: Program
    terms: frozenset[Term]

    @classmethod
    def of(cls, rows: Iterable[Row | Triple]) -> Self:
        """Return that of the axioms among `rows`."""
        kept = [row for row in rows if axioms.is_axiom(row)]
        terms = axioms.Axioms(kept).members(*axioms.TERMS)
        return cls(Program(compiled(kept)), terms)

    def wanted(self, row: Row) -> bool:
        """Whether a statement is worth being inferred: one about a term or anonymous is not."""
        return not (
            isinstance(row.subject, BlankNode)
            or isinstance(row.object, BlankNode)
            or row.subject in self.terms
        )
