"""Clauses and the policy verb that governs each."""

import re
from collections.abc import Mapping, Sequence

from cetu.annotate.lexicon import Hit, Lexicon
from cetu.model.span import Cell
from cetu.model.task import Clause

_CLAUSE = re.compile(r"[^，。；：]+")
_TURNS = re.compile("[对为向按通过与在针定“]|对于|根据|可")
"""How a clause opens whose verb comes later: 对…企业给予…, 按…实行…, 可…借用…."""
_GIVES = ("给予", "提供", "实行")


def clauses(cell: Cell, raw: str, lexicon: Lexicon, hits: Sequence[Hit]) -> tuple[Clause, ...]:
    """Return the clauses that a policy verb governs, in order.

    The verb opens the clause, adverbs before it aside; where a prepositional phrase opens it
    (对…, 按…), the verb is the last one of giving, since what is given ends the clause. A clause
    with neither is no clause here: it has no verb of policy to record.
    """
    found: list[Clause] = []
    verbs = {hit.start: hit for hit in lexicon.choose(hits, "policy-verbs")}
    for match in _CLAUSE.finditer(cell.text):
        verb = _opening(cell.text, match.start(), verbs, lexicon) or _giving(
            cell.text, match.span(), verbs
        )
        if verb is not None:
            found.append(
                Clause(
                    cell.span(*match.span(), raw),
                    verb.concepts[0],
                    cell.span(verb.start, verb.end, raw),
                    len(found) + 1,
                )
            )
    return tuple(found)


def _opening(text: str, start: int, verbs: Mapping[int, Hit], lexicon: Lexicon) -> Hit | None:
    while start not in verbs and (adverb := _adverb(text, start, lexicon)):
        start += len(adverb)
    return verbs.get(start)


def _giving(text: str, clause: tuple[int, int], verbs: Mapping[int, Hit]) -> Hit | None:
    start, end = clause
    if not _TURNS.match(text, start):
        return None
    giving = [
        hit
        for hit in verbs.values()
        if start < hit.start and hit.end <= end and text.startswith(_GIVES, hit.start)
    ]
    return giving[-1] if giving else None


def _adverb(text: str, start: int, lexicon: Lexicon) -> str:
    return next((word for word in lexicon.adverbs if text.startswith(word, start)), "")
