"""Mentions that are plain labels: instruments, programmes, places."""

import re
from collections.abc import Sequence

from cetu.annotate.lexicon import Hit, Lexicon
from cetu.model.span import Cell
from cetu.model.task import Mention

_WITHIN_WORD = re.compile(r"(?<=贷)款|(?<=[贴助励保险])性")
"""Behind a label that is only the beginning of a word: 科技贷 of 科技贷款, 补贴 of 补贴性."""
_FIGURE = re.compile(r"(?<=贷款)\s*(?:余额|增速|增量|占比|比重|不良率|户数|规模(?:达|突破|超|增))")
"""Behind loans of which only a figure is meant: 普惠小微贷款余额."""
_HERE = re.compile("我[省市区县]|本[省市区县](?!场)")


def mentions(
    cell: Cell, raw: str, lexicon: Lexicon, hits: Sequence[Hit], scheme: str
) -> tuple[Mention, ...]:
    """Return the hits that belong to `scheme`, with their place in the raw source.

    A label that is only the beginning of a longer word, or the subject of a figure, names no tool.
    """
    return tuple(
        Mention(
            cell.span(hit.start, hit.end, raw),
            hit.concepts,
            lexicon.types.get(hit.concepts[0], ""),
        )
        for hit in lexicon.choose(hits, scheme)
        if not (_WITHIN_WORD.match(cell.text, hit.end) or _FIGURE.match(cell.text, hit.end))
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
