"""What follows: OWL 2 RL rules, one SPARQL CONSTRUCT a file, run to a fixpoint.

Each file of `queries/rules/` is named for the rule that it is
(https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules) and reads
the ontology from the same store as the data, so a new axiom needs no new rule. Rules that would
equate things (`eq-*`, `prp-fp`, `prp-key` …) are not run: one IRI names one thing here, and what
breaks that is a contradiction, not a consequence.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import rdflib
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    parse,
)

from cetu import assets
from cetu.errors import CheckFailed

_RDF_TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_OWL: Final = "http://www.w3.org/2002/07/owl#"
_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_TERM_KINDS: Final = (
    f"{_OWL}Class",
    f"{_OWL}ObjectProperty",
    f"{_OWL}DatatypeProperty",
    f"{_OWL}AnnotationProperty",
    f"{_OWL}Ontology",
    f"{_RDFS}Datatype",
)


@dataclass(frozen=True, slots=True)
class Inference:
    """A triple that follows, and the name of the rule that gave it first."""

    triple: Triple
    rule: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What documents share, with all that follows from it: what a document's share is added to.

    `inferred` is what follows about things, sorted. `closed` holds given and inferred together,
    anonymous classes included.
    """

    closed: tuple[Triple, ...]
    inferred: tuple[Inference, ...]
    terms: frozenset[object] = field(repr=False)


def ground(shared: Iterable[Triple], *, root: Path | None = None) -> Ground:
    """Return the ground of `shared`: ontology, vocabularies and reference data together.

    Raises:
        CheckFailed: a rule file is not a CONSTRUCT query.
    """
    store = fill(shared)
    terms = _terms(store)
    found = [one for one in close(store, root=root) if _says_something(one.triple, terms)]
    return Ground(
        tuple(quad.triple for quad in store),
        tuple(sorted(found, key=lambda one: str(one.triple))),
        terms,
    )


def follows(
    ground: Ground, given: Iterable[Triple], *, root: Path | None = None
) -> list[Inference]:
    """Return what follows from `given` with its `ground`, and not from the ground alone, sorted.

    What two documents say only together is not looked for: nothing in the ontology joins the
    statements of two documents but by things that the ground describes.

    Raises:
        CheckFailed: a rule file is not a CONSTRUCT query.
    """
    store = Store()
    for rows in (ground.closed, given):
        store.bulk_extend(Quad(row.subject, row.predicate, row.object) for row in rows)
    found = [one for one in close(store, root=root) if _says_something(one.triple, ground.terms)]
    return sorted(found, key=lambda one: str(one.triple))


def triples(graph: rdflib.Graph) -> list[Triple]:
    """Return the triples of an rdflib graph as the engine's."""
    text = graph.serialize(format="nt", encoding="utf-8")
    return [quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES)]


def infer(given: rdflib.Graph | Iterable[Triple], *, root: Path | None = None) -> list[Inference]:
    """Return what follows from `given` (ontology and data) about things, sorted.

    Left out are the triples of `given` itself, what concerns the terms of the ontology, and what
    says nothing: anonymous classes, `owl:Thing`.

    Args:
        given: ontology, vocabularies and data together.
        root: folder that holds `queries/rules/`.

    Raises:
        CheckFailed: a rule file is not a CONSTRUCT query.
    """
    return list(
        ground(given if not isinstance(given, rdflib.Graph) else triples(given), root=root).inferred
    )


def _terms(store: Store) -> frozenset[object]:
    return frozenset(
        quad.subject
        for kind in _TERM_KINDS
        for quad in store.quads_for_pattern(None, _RDF_TYPE, NamedNode(kind))
    )


def fill(given: rdflib.Graph | Iterable[Triple]) -> Store:
    """Return a store in memory that holds `given` in its default graph."""
    store = Store()
    rows = triples(given) if isinstance(given, rdflib.Graph) else given
    store.bulk_extend(Quad(row.subject, row.predicate, row.object) for row in rows)
    return store


def close(store: Store, *, root: Path | None = None) -> list[Inference]:
    """Add to `store` all that follows from it; return every triple added, in the order found.

    Raises:
        CheckFailed: a rule file is not a CONSTRUCT query.
    """
    folder = (root or assets.root()) / "queries" / "rules"
    rules = [(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.rq"))]
    added: list[Inference] = []
    grown = True
    while grown:
        grown = False
        for name, query in rules:
            fresh = [quad for quad in _construct(store, name, query) if quad not in store]
            store.extend(fresh)
            added += [Inference(quad.triple, name) for quad in fresh]
            grown = grown or bool(fresh)
    return added


def _construct(store: Store, name: str, query: str) -> set[Quad]:
    answer = store.query(query)
    if not isinstance(answer, QueryTriples):
        raise CheckFailed(
            f"The rule {name} is not a CONSTRUCT query.", f"规则 {name} 不是 CONSTRUCT 查询。"
        )
    return {Quad(row.subject, row.predicate, row.object) for row in answer}


def _says_something(row: Triple, terms: Collection[object]) -> bool:
    if row.subject in terms or isinstance(row.subject, BlankNode):
        return False
    if isinstance(row.object, Literal):
        return True
    if isinstance(row.object, BlankNode):
        return False
    return not (row.predicate == _RDF_TYPE and str(row.object) == f"<{_OWL}Thing>")
