"""What lies above a thing, step by step: wider concepts, the places around a place."""

from collections.abc import Iterator, Mapping, Set


def reached(start: str, above: Mapping[str, Set[str]]) -> Iterator[str]:
    """Yield `start` and all that lies above it, each once; circles are gone round once."""
    seen, todo = set[str](), [start]
    while todo:
        one = todo.pop()
        if one not in seen:
            seen.add(one)
            yield one
            todo += above.get(one, ())
