"""Adding all that follows from what is new: semi-naive, a statement at a time.

A rule is run only where one of its premises is new; the others are looked up among all that holds.
So the time goes with what is new and what it touches, not with all that is there.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from cetu.entail.facts import Index
from cetu.entail.program import Program
from cetu.entail.rule import Row, Rule


def close(
    program: Program,
    facts: Index,
    new: Iterable[Row],
    *,
    wanted: Callable[[Row], bool] = lambda _: True,
) -> Iterator[tuple[Row, Rule]]:
    """Add to `facts` what is `new` and all that follows; yield what was not given, with a rule.

    What holds already in `facts` must be closed. What is not `wanted` is not added, and nothing
    follows from it.
    """
    waiting = deque(row for row in new if facts.add(row))
    for row, rule in program.unconditional():
        if wanted(row) and facts.add(row):
            waiting.append(row)
            yield row, rule
    while waiting:
        for row, rule in program.set_off(waiting.popleft(), facts):
            if wanted(row) and facts.add(row):
                waiting.append(row)
                yield row, rule
