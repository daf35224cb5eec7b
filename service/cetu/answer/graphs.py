"""Named graphs: which there are, how large, and what the metadata graph says of each."""

from dataclasses import dataclass

from cetu.answer.asking import Asks, ask
from cetu.answer.naming import Thing, names
from cetu.namespaces import GRAPH


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """A named graph and its number of statements."""

    thing: Thing
    statements: int

    @property
    def path(self) -> str:
        """Its path below `…/graph/`."""
        return self.thing.iri.removeprefix(str(GRAPH))


def graphs(engine: Asks) -> tuple[NamedGraph, ...]:
    """Return every named graph, by IRI."""
    rows = ask(
        engine,
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    )
    named = names(engine, {row["g"].value for row in rows if "g" in row})
    return tuple(NamedGraph(named(r["g"].value), int(r["n"].value)) for r in rows if "g" in r)
