"""Beneficiaries: those who gain from a task or are to be cultivated, as the longest noun phrase.

A phrase is found from its end. A label of the vocabulary is a beneficiary wherever it stands; a
general head word (企业, 项目) only where the sentence gives it something: 支持…企业, 为…项目提供.
From there the phrase reaches left to the word that gives.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from cetu.annotate.lexicon import Hit, Lexicon
from cetu.annotate.supported import lends, supported
from cetu.model.span import Cell, Span
from cetu.model.task import Mention

_BOUNDARY = re.compile("[。；：]|，(?!以及)")
_GIVES = re.compile(
    "培育扶持|培育和壮大|培育壮大|培育一批|培育|扶持|支持|协助|助力|吸引|服务|满足|重点关注|聚焦|惠及"
    "|针对|对于|更多投向|投向|面向|(?<![作成视认定])为(?![核主目无依重])|向(?!现)|(?<![针应])对(?![接外应])"
)
_TAKEN_FOR = re.compile("以[^，。；、]{1,12}$")
"""What stands before 为 where it does not give: 以自主技术为底座."""
_MADE = re.compile("建设|打造|创建|组建|设立|成立|制定|开发|引进|培育|举办|开展")
"""How a phrase opens that names something done, and nobody who gains by it."""
_LISTED = re.compile("[、，和及等]|以及|符合条件的")
_TAKES = re.compile(
    "等?(?:[，。；]|$|提供|给予|发放|依规|倾斜|购买|集聚|通过|按时|合理|融资需求|在|可|与|形成|对)"
)


def beneficiaries(
    cell: Cell, raw: str, lexicon: Lexicon, hits: Sequence[Hit]
) -> tuple[Mention, ...]:
    """Return the beneficiaries of a task; a phrase keeps the classes named inside it.

    A head word that no class covers leaves `concepts` to the head's own class.
    """
    named = lexicon.choose(hits, "beneficiaries")
    phrases: list[tuple[int, int]] = []
    bounds = [0, *(match.end() for match in _BOUNDARY.finditer(cell.text))]
    for hit in named:
        general = len(lexicon.of("beneficiary-heads", hit)) == len(hit.concepts)
        start = _reach(cell.text, bounds[bisect_right(bounds, hit.start) - 1], hit)
        if general and not _gains(cell.text, start, hit):
            continue
        phrases.append((hit.start if start is None else start, hit.end))
    phrases += supported(cell.text, named)
    return tuple(
        _phrase(cell.span(start, end, raw), (start, end), named, lexicon)
        for start, end in _longest(phrases)
    )


def _gains(text: str, start: int | None, hit: Hit) -> bool:
    """Whether a phrase that ends in a general head names somebody who gains."""
    if start is None or not _TAKES.match(text, hit.end):
        return False
    return not _MADE.match(text, start) and not lends(text, start, hit.end)


def _phrase(span: Span, place: tuple[int, int], named: Sequence[Hit], lexicon: Lexicon) -> Mention:
    found = sorted({*_inside(named, *place), *_elided(span.text, lexicon)})
    lists = (concept for concept in found if "white-list-words" in lexicon.schemes[concept])
    return Mention(span, tuple(found), lists=tuple(lists))


def _reach(text: str, left: int, hit: Hit) -> int | None:
    """Return where the phrase that ends in `hit` begins: after the first word that gives.

    It lies in the clause that begins at `left`.
    """
    gives = _GIVES.search(text, left, hit.start)
    if gives is None or (gives[0] == "为" and _TAKEN_FOR.search(text, left, gives.start())):
        return None
    return gives.end()


def _inside(named: Sequence[Hit], start: int, end: int) -> Iterator[str]:
    first = bisect_left(named, start, key=lambda hit: hit.start)
    last = bisect_left(named, end, key=lambda hit: hit.start)
    for hit in named[first:last]:
        if hit.end <= end:
            yield from hit.concepts


def _elided(phrase: str, lexicon: Lexicon) -> Iterator[str]:
    """Yield the classes whose head word stands only once, at the end of a list: 高新技术和…企业."""
    *parts, last = [part for part in _LISTED.split(phrase) if part]
    for head in (last[start:] for start in range(1, len(last))):
        if lexicon.named("beneficiary-heads", head):
            for part in parts:
                yield from lexicon.named("beneficiaries", part.strip("“”") + head)


def _longest(phrases: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the phrases that lie in no other, in order."""
    reached = -1
    for start, end in sorted(set(phrases), key=lambda place: (place[0], -place[1])):
        if end > reached:
            reached = end
            yield start, end
