"""The smallest set of things whose statements cannot all be true: QuickXplain over subjects.

For the contradictions that no rule names: HermiT is the oracle, and the facts about one subject are
one piece. U. Junker, QUICKXPLAIN: Preferred Explanations and Relaxations for Over-Constrained
Problems, AAAI 2004.
"""

from collections.abc import Callable, Sequence
from time import monotonic

from rdflib import Graph
from rdflib.term import Node

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
    deadline = monotonic() + seconds

    def contradicts(chosen: Sequence[Node]) -> bool:
        trial = Graph()
        trial += background
        for thing in chosen:
            for row in graph.triples((thing, None, None)):
                trial.add(row)
        return not hermit.consistent(logic.logical(trial))

    if contradicts(()):
        return ()
    return tuple(_narrow((), (), tuple(things), contradicts, deadline))


def _narrow(
    base: tuple[Node, ...],
    just_added: tuple[Node, ...],
    candidates: tuple[Node, ...],
    contradicts: Callable[[Sequence[Node]], bool],
    deadline: float,
) -> tuple[Node, ...]:
    if just_added and contradicts(base):
        return ()
    if len(candidates) == 1 or monotonic() > deadline:
        return candidates
    middle = len(candidates) // 2
    left, right = candidates[:middle], candidates[middle:]
    from_right = _narrow(base + left, left, right, contradicts, deadline)
    from_left = _narrow(base + from_right, from_right, left, contradicts, deadline)
    return from_left + from_right
