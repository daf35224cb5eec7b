"""`make agree`: what follows from each shipped document, against owlrl, statement for statement.

owlrl (https://github.com/RDFLib/OWL-RL) closes ontology, vocabularies, reference data and one
document under all the rules of OWL 2 RL; what it says about our things that is not stated must be
what we infer. Compared as the engine keeps them, where an integer of any kind is an integer. Left
out of the comparison, since they are true of anything and of no use: that a thing is an
`owl:Thing` and is itself. Keys are kept from owlrl: two bodies with one name are a contradiction
here, not one body.
"""

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parents[2]))  # started by path; its parts are tests.entail

import owlrl  # type: ignore[import-untyped] # has no types (7.6)
import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, BNode, Graph, URIRef
from rdflib.term import Node

from cetu import assets, store
from cetu.namespaces import GRAPH, ID
from cetu.reason import rules

SHARED: Final = tuple(
    str(GRAPH[name]) for name in ("ontology", "alignment", "vocabulary", "reference")
)
DERIVED: Final = {str(GRAPH[name]) for name in ("inferred", "metadata", "void", "examples")}
_TERMS: Final = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.Ontology,
    RDFS.Datatype,
)
Row = tuple[Node, Node, Node]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of one document: how many statements follow, and which only one of the two infers."""

    document: str
    both: int
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    our_s: float
    their_s: float


def documents(root: Path) -> list[Path]:
    """Return the files of the shipped documents, the smallest first."""
    paths = (root / "data" / "graph").glob("*.trig")
    told = {"inferred", "metadata", "examples"}
    return sorted((p for p in paths if p.stem not in told), key=lambda path: path.stat().st_size)


def compared(path: Path, root: Path) -> Agreement:
    """Infer from a document in both ways and compare."""
    shared = _shared(root)
    stated = [q.triple for q in ox.parse(path=path) if q.graph_name.value not in DERIVED]
    given = _graph([*shared, *stated])
    begin = time.perf_counter()
    ground = rules.ground(shared)
    inferred = [one.triple for one in (*ground.inferred, *rules.follows(ground, stated))]
    between = time.perf_counter()
    closed = _closed(given)
    end = time.perf_counter()
    about = _About(given)
    ours = set(filter(about, _graph(inferred)))
    theirs = set(filter(about, _kept(closed))) - set(given)
    return Agreement(
        path.stem,
        len(ours & theirs),
        tuple(map(_told, sorted(ours - theirs))),
        tuple(map(_told, sorted(theirs - ours))),
        between - begin,
        end - between,
    )


@lru_cache(maxsize=1)
def _shared(root: Path) -> tuple[ox.Triple, ...]:
    graphs = store.shared(root)
    return tuple(dict.fromkeys(triple for name in SHARED for triple in graphs.get(name, ())))


def _closed(given: Graph) -> Graph:
    closed = Graph()
    for row in given:
        if row[1] != OWL.hasKey:
            closed.add(row)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    return closed


class _About:
    """Whether a statement is about a thing of ours, and no statement of course."""

    def __init__(self, given: Graph) -> None:
        self._terms = {term for kind in _TERMS for term in given.subjects(RDF.type, kind)}

    def __call__(self, row: Row) -> bool:
        subject, predicate, value = row
        return (
            isinstance(subject, URIRef)
            and subject not in self._terms
            and str(subject).startswith(str(ID))
            and not isinstance(value, BNode)
            and value != OWL.Thing
            and predicate != OWL.sameAs
        )


def _graph(triples: Iterable[ox.Triple]) -> Graph:
    rows = list(dict.fromkeys(triples))
    return store.graph(ox.serialize(rows, format=ox.RdfFormat.N_TRIPLES) or b"")


def _kept(graph: Graph) -> Graph:
    """Return a graph as the engine keeps it; owlrl also says things of literals, which go."""
    named = Graph()
    for row in graph:
        if isinstance(row[0], URIRef) and isinstance(row[1], URIRef):
            named.add(row)
    return store.graph(named.serialize(format="nt", encoding="utf-8"))


def _told(row: Row) -> str:
    return " ".join(term.n3() for term in row)


def run(paths: Sequence[Path], root: Path, jobs: int) -> Iterator[Agreement]:
    """Yield the agreement on each document as it comes, compared in `jobs` processes."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(jobs, len(paths)), mp_context=context) as pool:
        running = [pool.submit(compared, path, root) for path in paths]
        yield from (one.result() for one in as_completed(running))


def main() -> int:
    """Compare, print a line a document and the sums; 0: they agree on all."""
    parser = argparse.ArgumentParser(prog="make agree", description=__doc__)
    parser.add_argument("keys", nargs="*", help="documents; all if none")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    options = parser.parse_args()
    root = assets.root()
    paths = [p for p in documents(root) if not options.keys or p.stem in options.keys]
    both = ours = theirs = 0
    for one in run(paths, root, options.jobs) if paths else ():
        both, ours, theirs = both + one.both, ours + len(one.ours), theirs + len(one.theirs)
        print(  # noqa: T201
            f"{one.document}: {one.both:,} alike, {len(one.ours)} only ours, "
            f"{len(one.theirs)} only owlrl's ({one.our_s:.1f} s, owlrl {one.their_s:.0f} s)",
            *one.ours[:3],
            *one.theirs[:3],
            sep="\n  ",
            flush=True,
        )
    print(f"{len(paths)} documents: {both:,} alike, {ours} only ours, {theirs} only owlrl's")  # noqa: T201
    return 0 if paths and not ours and not theirs else 1


if __name__ == "__main__":
    sys.exit(main())
