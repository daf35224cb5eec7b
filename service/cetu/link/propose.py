"""Which things of others may be which of ours, and why.

A code that both have says most, a name less, the name without its level (东莞 for 东莞市) least; a
name that several have there says little. Nothing is linked by likeness alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from cetu.model.folding import fold
from cetu.model.link import Ours, Proposal, Theirs

_CODE: Final = 100.0
_NAME: Final = 90.0
_STEM: Final = 75.0
_SEVERAL: Final = 25.0
"""Taken off where several things have the name there."""
_CLOSE: Final = 80.0
"""Below this a link is proposed as close, not exact."""
_MOST: Final = 3
_MARKS: Final = re.compile(r"[\W_]+")
_LEVEL: Final = re.compile(r"(?<=..)(?:特别行政区|自治区|自治州|省|市|区|县)$")


def propose(
    ours: Iterable[Ours], theirs: Iterable[Theirs], source: str, retrieved: str, least: float = 0.0
) -> list[Proposal]:
    """Return what may be linked, the best first, at most three for each thing of ours.

    Args:
        ours: the things that links are sought for.
        theirs: what the source has.
        source: where it was read, as it will be cited.
        retrieved: the day on which it was read.
        least: proposals below this score are left out.
    """
    shelf = _Shelf(theirs)
    found = []
    for one in ours:
        scored: dict[str, tuple[float, str, Theirs]] = {}
        for score, reason, other in shelf.candidates(one):
            if other.iri not in scored or scored[other.iri][0] < score:
                scored[other.iri] = (score, reason, other)
        best = sorted(scored.values(), key=lambda item: (-item[0], item[2].iri))[:_MOST]
        found += [
            Proposal(
                one.iri,
                one.names[0] if one.names else one.iri,
                other.iri,
                other.names[0] if other.names else other.iri,
                "exactMatch" if score >= _CLOSE else "closeMatch",
                score,
                reason,
                source,
                retrieved,
            )
            for score, reason, other in best
            if score >= least
        ]
    return sorted(found, key=lambda p: (-p.score, p.ours, p.theirs))


class _Shelf:
    """Things of others by code, by name, and by name without its level."""

    def __init__(self, things: Iterable[Theirs]) -> None:
        self._coded: dict[str, list[Theirs]] = defaultdict(list)
        self._named: dict[str, list[Theirs]] = defaultdict(list)
        self._stems: dict[str, list[Theirs]] = defaultdict(list)
        for one in things:
            for code in {_plain(code) for code in one.codes}:
                self._coded[code].append(one)
            for name in {_plain(name) for name in one.names}:
                self._named[name].append(one)
                self._stems[_stem(name)].append(one)

    def candidates(self, ours: Ours) -> Iterator[tuple[float, str, Theirs]]:
        for code in ours.codes:
            for other in self._coded.get(_plain(code), ()):
                yield _CODE, f"same code {code}", other
        for name in ours.names:
            yield from _alike(self._named.get(_plain(name), ()), _NAME, f"same name {name}")
            stem = _stem(_plain(name))
            same = self._stems.get(stem, ())
            yield from _alike(same, _STEM, f"same name without its level, {stem}")


def _alike(
    found: Iterable[Theirs], score: float, reason: str
) -> Iterator[tuple[float, str, Theirs]]:
    listed = list(found)
    others = len({one.iri for one in listed}) - 1
    for one in listed:
        value = score if not others else score - _SEVERAL
        told = f"{reason}; {others} more there have it" if others else reason
        if one.score is not None:
            told += f"; the source's own score {one.score:g}"
        yield value, told, one


def _plain(text: str) -> str:
    return _MARKS.sub("", fold(text)).lower()


def _stem(name: str) -> str:
    return _LEVEL.sub("", name)
