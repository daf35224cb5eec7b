"""Numbers that a word processor writes before paragraphs: they are not in their text."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from cetu.read.forms.numerals import numeral
from cetu.read.forms.word import Element, child, children, number, value

_PLACE: Final = re.compile(r"%([1-9])")
_LEVELS: Final = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered."""

    form: str = "decimal"
    text: str = ""
    start: int = 1


class Numbering:
    """The lists of a document, counted as its paragraphs are read in order.

    ECMA-376 part 1, 17.9: a paragraph names an instance (`num`), which names a definition
    (`abstractNum`); instances of one definition go on counting unless one starts anew.
    """

    def __init__(self, root: Element | None) -> None:
        """Read the definitions in the part `numbering.xml`, which a document need not have."""
        self._levels: dict[str, dict[int, _Level]] = {}
        self._instances: dict[str, tuple[str, dict[int, int]]] = {}
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * _LEVELS)
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        for item in children(root, "abstractNum"):
            levels = {number(level, "ilvl"): _level(level) for level in children(item, "lvl")}
            self._levels[value(item, "abstractNumId")] = levels
        for item in children(root, "num"):
            starts: dict[int, int] = {}
            for override in children(item, "lvlOverride"):
                start = child(override, "startOverride")
                if start is not None:
                    starts[number(override, "ilvl")] = number(start)
            self._instances[value(item, "numId")] = (value(child(item, "abstractNumId")), starts)

    def next(self, instance: str, level: int) -> str:
        """Count one paragraph and return what is written before it; empty for bullets."""
        if instance not in self._instances or not 0 <= level < _LEVELS:
            return ""
        definition, starts = self._instances[instance]
        levels = self._levels.get(definition, {})
        counts = self._counts[definition]
        if level in starts and (instance, level) not in self._begun:
            self._begun.add((instance, level))
            counts[level] = starts[level]
        elif counts[level]:
            counts[level] += 1
        else:
            counts[level] = levels.get(level, _Level()).start
        for above in range(level):
            counts[above] = counts[above] or levels.get(above, _Level()).start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)

        def written(place: re.Match[str]) -> str:
            of = int(place[1]) - 1
            return numeral(counts[of], levels.get(of, _Level()).form)

        own = levels.get(level, _Level())
        return "" if own.form == "bullet" else _PLACE.sub(written, own.text)


def _level(element: Element) -> _Level:
    start = child(element, "start")
    form = child(element, "numFmt")
    return _Level(
        value(form) or "decimal",
        value(child(element, "lvlText")),
        1 if start is None else number(start),
    )
