"""Clauses and the policy verb that governs each."""

import re
from collections.abc import Sequence

from cetu.annotate.lexicon import Hit, Lexicon
from cetu.model.span import Cell
from cetu.model.task import Clause

_CLAUSE = re.compile(r"[^，。；：]+")


def clauses(cell: Cell, raw: str, lexicon: Lexicon, hits: Sequence[Hit]) -> tuple[Clause, ...]:
    """Return the clauses that open with a policy verb, adverbs before it aside, in order.

    A clause without one (对…, 在…) is no clause here: it has no verb of policy to record.
    """
    found: list[Clause] = []
    verbs = {hit.start: (hit, lexicon.of("policy-verbs", hit)) for hit in hits}
    for match in _CLAUSE.finditer(cell.text):
        start = match.start()
        while (adverb := _adverb(cell.text, start, lexicon)) and not _verb(verbs, start):
            start += len(adverb)
        if (verb := _verb(verbs, start)) is not None:
            hit, concepts = verb
            found.append(
                Clause(
                    cell.span(*match.span(), raw),
                    concepts[0],
                    cell.span(hit.start, hit.end, raw),
                    len(found) + 1,
                )
            )
    return tuple(found)


def _verb(
    verbs: dict[int, tuple[Hit, tuple[str, ...]]], start: int
) -> tuple[Hit, tuple[str, ...]] | None:
    verb = verbs.get(start)
    return verb if verb and verb[1] else None


def _adverb(text: str, start: int, lexicon: Lexicon) -> str:
    return next((word for word in lexicon.adverbs if text.startswith(word, start)), "")
