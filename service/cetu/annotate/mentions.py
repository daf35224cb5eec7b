"""Mentions that are plain labels: instruments, programmes, places."""

import re
from collections.abc import Sequence

from cetu.annotate.lexicon import Hit, Lexicon
from cetu.model.span import Cell
from cetu.model.task import Mention

_HERE = re.compile("我[省市区县]|本[省市区县](?!场)")


def mentions(
    cell: Cell, raw: str, lexicon: Lexicon, hits: Sequence[Hit], scheme: str
) -> tuple[Mention, ...]:
    """Return the hits that belong to `scheme`, with their place in the raw source."""
    return tuple(
        Mention(
            cell.span(hit.start, hit.end, raw),
            hit.concepts,
            lexicon.types.get(hit.concepts[0], ""),
        )
        for hit in lexicon.choose(hits, scheme)
    )


def places(
    cell: Cell, raw: str, lexicon: Lexicon, hits: Sequence[Hit], here: str | None
) -> tuple[Mention, ...]:
    """Return the places named; 我市 and its like mean `here`, the jurisdiction of the document."""
    found = list(mentions(cell, raw, lexicon, hits, "places"))
    if here:
        found += [
            Mention(cell.span(*match.span(), raw), (here,)) for match in _HERE.finditer(cell.text)
        ]
    return tuple(sorted(found, key=lambda mention: mention.span))
