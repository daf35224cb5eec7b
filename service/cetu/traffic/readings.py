"""What the engine and the connections say of themselves, for metrics."""

from collections.abc import Sized
from dataclasses import dataclass

from cetu.engine import Engine, Queries
from cetu.engine.statistics import Statistics
from cetu.errors import CetuError


@dataclass(frozen=True, slots=True)
class Readings:
    """How things stand at this moment."""

    connections: int
    engine: Statistics | None = None
    """None: a remote server answers, and knows itself how it stands."""
    digest: str = ""
    triples: int = 0


def read(engine: Queries, connections: Sized) -> Readings:
    """Return how things stand with an engine, whether it runs or not."""
    if not isinstance(engine, Engine):
        return Readings(len(connections))
    try:
        triples = engine.triples
    except CetuError:  # it does not run
        triples = 0
    return Readings(len(connections), engine.statistics(), engine.digest, triples)
