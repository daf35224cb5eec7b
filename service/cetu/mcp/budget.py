"""Answers that fit: an assistant has room for so much, and must know what was left out."""

import json
from collections.abc import Sequence
from typing import Any, Final

DEFAULT: Final = 8_000
LEAST: Final = 500
MOST: Final = 60_000

Answer = dict[str, Any]


def fit(items: Sequence[Any], name: str, budget: int, head: Answer | None = None) -> Answer:
    """Return `head` with as many of `items` as the budget holds, under `name`.

    The answer says how many there are, how many are shown, and whether it was cut.
    """
    room = max(LEAST, min(budget, MOST)) - size(head or {}) - 120
    kept: list[Any] = []
    for item in items:
        room -= size(item) + 2
        if room < 0:
            break
        kept.append(item)
    cut = len(kept) < len(items)
    told: Answer = {**(head or {}), "total": len(items), "shown": len(kept), "cut": cut, name: kept}
    if cut:
        told["hint"] = "Cut to fit the budget: ask for fewer, narrower, or with a larger budget."
    return told


def size(value: object) -> int:
    """Return the characters that a value takes as JSON."""
    return len(json.dumps(value, ensure_ascii=False))
