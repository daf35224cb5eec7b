"""Citations: documents that a text names, by title and by number."""

import re
from collections.abc import Sequence

from cetu.annotate.lexicon import Hit, Lexicon
from cetu.model.span import Cell
from cetu.model.task import Citation

_TITLE = re.compile(r"《([^《》]{2,60})》")


def citations(cell: Cell, raw: str, lexicon: Lexicon, hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """Return cited documents: 《…》 titles, known or not, and known titles without marks."""
    known = {(hit.start, hit.end): hit.concepts for hit in lexicon.choose(hits, "documents")}
    titled = {match.span(1): match.span() for match in _TITLE.finditer(cell.text)}
    found = [(place, inner, known.get(inner, ())) for inner, place in titled.items()]
    found += [(place, place, iris) for place, iris in known.items() if place not in titled]
    return tuple(
        Citation(cell.span(*place, raw), cell.text[slice(*inner)], documents=iris)
        for place, inner, iris in sorted(found)
    )
