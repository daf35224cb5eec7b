"""The core of the ontology as a picture: boxes for classes, arrows for properties.

Where a box stands is decided here; what an arrow leads from and to is what the ontology gives as
domain and range, so that the picture cannot say what the ontology does not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from cetu.answer.naming import Thing
from cetu.answer.ontology import Entry, Ontology
from cetu.namespaces import CETU

_PLACES: Final[Mapping[str, tuple[int, int]]] = {
    "PolicyDocument": (0, 0),
    "DocumentVersion": (1, 0),
    "DocumentPart": (2, 0),
    "Evidence": (3, 0),
    "Measure": (0, 1),
    "Task": (1, 1),
    "Reading": (3, 1),
    "Responsibility": (0, 2),
    "InstrumentUse": (1, 2),
    "BeneficiaryMention": (2, 2),
    "Limit": (3, 2),
    "Actor": (0, 3),
    "PolicyInstrument": (1, 3),
    "BeneficiaryClass": (2, 3),
    "Unit": (3, 3),
}
"""Column and row of each box."""
_ARROWS: Final = (
    "versionOf", "partOf", "inPart", "evidence", "hasTask", "hasResponsibility", "party",
    "hasInstrumentUse", "instrument", "hasBeneficiaryMention", "beneficiary", "hasLimit", "unit",
    "hasReading",
)  # fmt: skip
_NEAR: Final[Mapping[str, str]] = {"Document": "PolicyDocument"}
"""A class of a domain or range that has no box, and the box below it that stands for it."""
_WIDE, _HIGH, _STEP_X, _STEP_Y, _EDGE = 180, 50, 300, 125, 20


@dataclass(frozen=True, slots=True)
class Box:
    """A class: its corner, and what it is called."""

    thing: Thing
    x: int
    y: int
    wide: int = _WIDE
    high: int = _HIGH

    @property
    def middle(self) -> tuple[int, int]:
        """The point in its middle."""
        return self.x + self.wide // 2, self.y + self.high // 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A property: from the edge of one box to that of another, and where its name stands."""

    thing: Thing
    start: tuple[float, float]
    end: tuple[float, float]
    name: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Diagram:
    """The whole picture, in the units of its view box."""

    wide: int
    high: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def diagram(ontology: Ontology) -> Diagram:
    """Return the picture of `ontology`; a class or property that it lacks is left out."""
    classes = {entry.anchor: entry.thing for entry in ontology.terms.get("class", ())}
    boxes = {
        name: Box(classes[name], _EDGE + column * _STEP_X, _EDGE + row * _STEP_Y)
        for name, (column, row) in _PLACES.items()
        if name in classes
    }
    properties = {entry.anchor: entry for entry in ontology.terms.get("object", ())}
    arrows = []
    for entry in properties.values():
        start, end = (_box(_ends(entry, name, properties), boxes) for name in ("domain", "range"))
        if entry.anchor in _ARROWS and start and end:
            arrows.append(_arrow(entry.thing, start, end))
    wide = _EDGE * 2 + _WIDE + _STEP_X * max(column for column, _ in _PLACES.values())
    high = _EDGE * 2 + _HIGH + _STEP_Y * max(row for _, row in _PLACES.values())
    return Diagram(wide, high, tuple(boxes.values()), tuple(arrows))


def _ends(entry: Entry, name: str, properties: Mapping[str, Entry]) -> tuple[Thing, ...]:
    """The domain or range of a property: its own, or that of the property above it."""
    said = dict(entry.relations)
    if found := said.get(name):
        return found
    for above in said.get("subPropertyOf", ()):
        if (upper := properties.get(above.iri.removeprefix(str(CETU)))) is not None:
            return _ends(upper, name, properties)
    return ()


def _box(things: Iterable[Thing], boxes: Mapping[str, Box]) -> Box | None:
    for thing in things:
        name = thing.iri.removeprefix(str(CETU))
        if (found := boxes.get(_NEAR.get(name, name))) is not None:
            return found
    return None


def _arrow(thing: Thing, start: Box, end: Box) -> Arrow:
    (x1, y1), (x2, y2) = start.middle, end.middle
    first, last = _border(start, x2 - x1, y2 - y1), _border(end, x1 - x2, y1 - y2)
    return Arrow(thing, first, last, ((first[0] + last[0]) / 2, (first[1] + last[1]) / 2))


def _border(box: Box, dx: int, dy: int) -> tuple[float, float]:
    """Where a line from the middle of a box towards (dx, dy) leaves it."""
    x, y = box.middle
    reach = min(
        box.wide / 2 / abs(dx) if dx else float("inf"),
        box.high / 2 / abs(dy) if dy else float("inf"),
    )
    return round(x + dx * reach, 1), round(y + dy * reach, 1)
