"""The smallest set of things whose statements cannot all be true: QuickXplain over subjects.

For the contradictions that no rule names: HermiT is the oracle, and the facts about one subject are
one piece.
"""

from collections.abc import Sequence

from rdflib import Graph
from rdflib.term import Node

from cetu.minimal import minimal
from cetu.reason import hermit, logic


def culprits(graph: Graph, *, seconds: float = 60.0) -> tuple[Node, ...]:
    """Return things whose statements contradict the ontology, as few as the time allows.

    Nothing is returned when the ontology contradicts itself without any data.

    Args:
        graph: ontology and data that HermiT found inconsistent.
        seconds: time after which the search stops and returns what it has narrowed to.
    """
    background = logic.schema(graph)
    things = sorted(set(graph.subjects()) - set(background.subjects()), key=str)

    def contradicts(chosen: Sequence[Node]) -> bool:
        trial = Graph()
        trial += background
        for thing in chosen:
            for row in graph.triples((thing, None, None)):
                trial.add(row)
        return not hermit.consistent(logic.logical(trial))

    return minimal(things, contradicts, seconds=seconds).items
