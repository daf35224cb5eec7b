"""Clauses that forbid or end something: what they name is not a tool, and nobody gains by it."""

import re
from collections.abc import Iterable

from cetu.annotate.lexicon import Hit, Lexicon

_CLAUSE = re.compile(r"[^，。；]+")


def standing(text: str, hits: Iterable[Hit], lexicon: Lexicon) -> list[Hit]:
    """Return the hits that stand in no clause with a word of `data/reference/negations.csv`."""
    barred = [
        match.span()
        for match in _CLAUSE.finditer(text)
        if any(word in match[0] for word in lexicon.negations)
    ]
    return [hit for hit in hits if not any(start <= hit.start < end for start, end in barred)]
