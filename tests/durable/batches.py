"""Writes whose halves would show: what each is, and what the graph must hold after any of them.

Write number k (from 1) adds a batch of seven statements; every fifth takes one away whole in the
same request. So after k writes the batches held are known, and none has fewer than seven.
"""

from typing import Final

from cetu.engine import Engine
from cetu.model.change import Update

EX: Final = "https://example.org/"
GRAPH: Final = f"{EX}g"
SIZE: Final = 7
EVERY: Final = 5
BEFORE: Final = 3
"""A fifth write takes away the batch of so many writes before."""

COUNTED: Final = (
    f"SELECT ?b (COUNT(?o) AS ?n) {{ GRAPH <{GRAPH}> {{ ?b <{EX}holds> ?o }} }} GROUP BY ?b"
)


def write(number: int) -> Update:
    """Return write `number`."""
    values = " , ".join(f'"{number}-{place}-{"字" * 20}"' for place in range(SIZE))
    text = f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <{EX}b/{number}> <{EX}holds> {values} }} }}"
    if number % EVERY == 0:
        gone = f"<{EX}b/{number - BEFORE}>"
        text += f" ; DELETE WHERE {{ GRAPH <{GRAPH}> {{ {gone} <{EX}holds> ?o }} }}"
    return Update(text)


def expected(number: int) -> dict[int, int]:
    """Return the batches held after `number` writes, with the statements of each."""
    gone = {k - BEFORE for k in range(EVERY, number + 1, EVERY)}
    return {k: SIZE for k in range(1, number + 1) if k not in gone}


def held(engine: Engine) -> dict[int, int]:
    """Return the batches that an engine holds, with the statements of each."""
    return {
        int(row["b"].value.removeprefix(f"{EX}b/")): int(row["n"].value)
        for row in engine.select(COUNTED)
    }
