"""What follows: the rules of OWL 2 RL, made of the axioms and run on what is new.

Rules that would equate things are not among them (see `cetu.entail.compile`): one IRI names one
thing here, and what breaks that is a contradiction, not a consequence.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import rdflib
from pyoxigraph import Quad, RdfFormat, Store, Triple, parse

from cetu.entail.close import close as closing
from cetu.entail.compile import compiled
from cetu.entail.facts import Index
from cetu.entail.program import Program
from cetu.entail.rule import Row, Rule
from cetu.entail.theory import Theory


@dataclass(frozen=True, slots=True)
class Inference:
    """A triple that follows, and the rule that gave it first."""

    triple: Triple
    rule: Rule


@dataclass(frozen=True, slots=True)
class Ground:
    """What documents share, with all that follows from it: what a document's share is added to.

    `inferred` is what follows about things, sorted; `theory` holds the rules of its axioms, and
    `held` given and inferred together.
    """

    inferred: tuple[Inference, ...]
    theory: Theory = field(repr=False)
    held: Index = field(repr=False)


def ground(shared: Iterable[Triple]) -> Ground:
    """Return the ground of `shared`: ontology, vocabularies and reference data together."""
    given = tuple(shared)
    theory, held = Theory.of(given), Index()
    return Ground(_closed(theory, held, given), theory, held)


def follows(ground: Ground, given: Iterable[Triple]) -> list[Inference]:
    """Return what follows from `given` with its `ground`, and not from the ground alone, sorted.

    What two documents say only together is not looked for: nothing in the ontology joins the
    statements of two documents but by things that the ground describes. Nor are axioms among
    `given`, which a document has none of.
    """
    return list(_closed(ground.theory, Index(under=ground.held), given))


def triples(graph: rdflib.Graph) -> list[Triple]:
    """Return the triples of an rdflib graph as the engine's."""
    text = graph.serialize(format="nt", encoding="utf-8")
    return [quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES)]


def infer(given: rdflib.Graph | Iterable[Triple]) -> list[Inference]:
    """Return what follows from `given` (ontology and data) about things, sorted.

    Left out are the triples of `given` itself, what concerns the terms of the ontology, and what
    says nothing: anonymous classes, `owl:Thing`.
    """
    rows = triples(given) if isinstance(given, rdflib.Graph) else given
    return list(ground(rows).inferred)


def fill(given: rdflib.Graph | Iterable[Triple]) -> Store:
    """Return a store in memory that holds `given` in its default graph."""
    store = Store()
    rows = triples(given) if isinstance(given, rdflib.Graph) else given
    store.bulk_extend(Quad(row.subject, row.predicate, row.object) for row in rows)
    return store


def close(store: Store) -> None:
    """Add to the default graph of `store` all that follows from it, also of terms.

    What is in an anonymous class is said to be, as rules do that look for contradictions.
    """
    given = [quad.triple for quad in store]
    program = Program(compiled(given, anonymous=True))
    store.extend([Quad(*row) for row, _ in closing(program, Index(), _rows(given))])


def _closed(theory: Theory, held: Index, given: Iterable[Triple]) -> tuple[Inference, ...]:
    found = closing(theory.program, held, _rows(given), wanted=theory.wanted)
    inferred = (Inference(Triple(*row), rule) for row, rule in found)
    return tuple(sorted(inferred, key=lambda one: str(one.triple)))


def _rows(given: Iterable[Triple]) -> Iterable[Row]:
    """The statements as the engine keeps them: a value in one form, whatever its datatype."""
    for quad in fill(given):
        yield Row(quad.subject, quad.predicate, quad.object)
