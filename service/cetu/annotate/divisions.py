"""Places of the nation: the codes of GB/T 2260, and the places that the graph itself knows.

A place of which only a document knows, such as a new district, has its name in its IRI.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cetu.model.body import Place
from cetu.namespaces import ID

_PREFIX: Final = str(ID["place/"])
NATION: Final = Place(f"{_PREFIX}china", "", "国家")
_NATION_NAMES: Final = frozenset({"国家", "全国", "中国", "中华人民共和国"})
_ENDINGS: Final = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "省", "市", "盟")
_PEOPLES: Final = ("壮族", "回族", "维吾尔")
_LONGEST: Final = 15
_UNLISTED: Final = f"{_PREFIX}unlisted-"
_LEVELS: Final = {
    "省": "province",
    "市": "city",
    "自治州": "city",
    "盟": "city",
    "县": "county",
    "区": "county",
    "旗": "county",
}
_NAME: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{2,6}?[省市])*(?P<own>[\u4e00-\u9fff]{1,6}?(?P<level>自治州|[省市县区旗盟]))"
)
"""The name of a place by its form, with those around it."""


@dataclass(frozen=True, slots=True)
class Divisions:
    """All places by IRI, and by each name, in full (温州市) or short (温州)."""

    places: Mapping[str, Place]
    names: Mapping[str, tuple[Place, ...]]

    def around(self, place: str | None) -> Iterator[Place]:
        """Yield the place (an IRI) and those that lie around it, the smallest first."""
        while place and (found := self.at(place)):
            yield found
            place = found.within

    def at(self, iri: str | None) -> Place | None:
        """Return the place with this IRI, None for none; an unlisted one is read from its IRI."""
        if not iri:
            return None
        found = self.places.get(iri)
        if found is None and iri.startswith(_UNLISTED):
            return self._unlisted(iri)
        return found

    def stated(self, name: str) -> Place | None:
        """Return the place that a document says it is of: one that is listed, or one by its form.

        A name that several places bear (鼓楼区) settles nothing.
        """
        found = self.named(name)
        if found or name in self.names:
            return found
        return self._unlisted(_UNLISTED + name.encode("punycode").decode("ascii"))

    def _unlisted(self, iri: str) -> Place | None:
        """Return the place whose name an IRI holds, None where it holds none."""
        try:
            name = iri.removeprefix(_UNLISTED).encode("ascii").decode("punycode")
        except UnicodeError:
            return None
        outer, rest = self._first(name, None)
        match = _NAME.fullmatch(rest)
        if match is None:
            return None
        within = outer.iri if outer else NATION.iri
        return Place(iri, "", match["own"], within, _LEVELS[match["level"]])

    def named(self, name: str, near: str | None = None) -> Place | None:
        """Return the place called `name`, also one in another (深圳市坪山区), or None.

        Of several (鼓楼区) it is the one in `near` (an IRI), else the one in the same province;
        None where that does not settle it.
        """
        if name in _NATION_NAMES:
            return NATION
        if found := self._nearest(self.names.get(name, ()), near):
            return found
        outer, rest = self._first(name, near)
        if outer is None or not rest:
            return None
        inside = self.named(rest, outer.iri)
        return inside if inside and outer in self.around(inside.iri) else None

    def front(self, words: str, near: str | None = None) -> tuple[Place | None, str]:
        """Return the place whose name `words` begins with, and the rest; None and all of it.

        A place of that place may follow, in full: 深圳市坪山区… begins with the district.
        """
        place, rest = self._first(words, near)
        while place and (lower := self._inside(place, rest)):
            place, rest = lower, rest[len(lower.name) :]
        return place, rest

    def _first(self, words: str, near: str | None) -> tuple[Place | None, str]:
        here = self.at(near) if near and near.startswith(_UNLISTED) else None
        own = (here.name, short(here.name)) if here else ()
        for length in range(min(len(words), _LONGEST), 1, -1):
            found = self._nearest(self.names.get(words[:length], ()), near)
            if found is None and words[:length] in own:
                found = here
            if found:
                return found, words[length:]
        return None, words

    def _inside(self, outer: Place, words: str) -> Place | None:
        """Return the place directly within `outer` whose full name `words` begins with."""
        for length in range(min(len(words), _LONGEST), 1, -1):
            for place in self.names.get(words[:length], ()):
                if place.within == outer.iri and place.name == words[:length]:
                    return place
        return None

    def _nearest(self, places: Iterable[Place], near: str | None) -> Place | None:
        found = list(places)
        if len(found) <= 1:
            return found[0] if found else None
        for around in (place.iri for place in self.around(near)):
            here = [p for p in found if around in {outer.iri for outer in self.around(p.iri)}]
            if here:
                return here[0] if len(here) == 1 else None
        return None


def short(name: str) -> str:
    """Return the name of a place without its kind: 温州市 → 温州, 广西壮族自治区 → 广西."""
    for ending in _ENDINGS:
        bare = name.removesuffix(ending)
        if bare != name and len(bare) > 1:
            for people in _PEOPLES:
                bare = bare.removesuffix(people) or bare
            return bare
    return name


def load(path: Path, known: Iterable[tuple[Place, tuple[str, ...]]] = ()) -> Divisions:
    """Return the divisions of the table at `path`, and the places `known` with further names.

    Source of the table: see its last column; levels are province, city and county.
    """
    places: dict[str, Place] = {}
    names: dict[str, list[Place]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for code, name, parent, level, *_ in list(csv.reader(file))[1:]:
            within = _PREFIX + parent if parent else NATION.iri
            place = Place(_PREFIX + code, code, name, within, level)
            places[place.iri] = place
            names.setdefault(name, []).append(place)
            if level != "county" and (bare := short(name)) != name:
                names.setdefault(bare, []).append(place)
    for place, labels in known:
        if place.iri not in places:
            places[place.iri] = place
            for label in labels:
                names.setdefault(label, []).append(place)
    places[NATION.iri] = NATION
    return Divisions(places, {name: tuple(found) for name, found in names.items()})
