"""What a name can mean: every body, instrument, place and document, with all that it goes by."""

import re
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cetu.answer.asking import Asks, ask, values
from cetu.answer.closure import reached
from cetu.answer.lookup import Finder, settle
from cetu.model.folding import fold
from cetu.namespaces import CETU, ID
from cetu.search import Entry


@dataclass(frozen=True, slots=True)
class Type:
    """A class that things can be reconciled to. `kind` is what the text index calls them."""

    id: str
    kind: str
    zh: str
    en: str


TYPES: Final = (
    Type("Actor", "body", "机构", "body"),
    Type("PolicyInstrument", "instrument", "政策工具", "policy instrument"),
    Type("Place", "place", "地方", "place"),
    Type("Document", "document", "文件", "document"),
    Type("BeneficiaryClass", "beneficiary", "受益类别", "beneficiary class"),
    Type("Programme", "programme", "平台项目", "programme"),
)
_KINDS: Final = {one.kind: one for one in TYPES}
_NOISE: Final = re.compile(r"[\s·•、，,。.;；:：\"“”‘’'《》〈〉<>（）()\[\]【】〔〕—_/\\-]+")
_LEVELS: Final = "省市区县"
_MEMBERS: Final = "成员单位"
"""How a group that is named by its members ends."""
_NOTE: Final = re.compile("[（(][^（()）]*[)）]$")
_BRACKETS: Final = re.compile("^(.{4,})（([A-Za-z]{3,})）(.*)$")
"""A name with a short one in it: 外商投资股权投资企业（QFLP）试点 is QFLP试点, too."""
_TITLE: Final = 8
"""Characters of a title that is known without the place before it."""
_SHORTEST: Final = 2
"""Characters of a place's name, its level too, that cannot be shortened."""

_FACTS: Final = """SELECT DISTINCT ?x ?p ?v WHERE {
  %s
  ?x ?p ?v
  # A filter: the engine joins a VALUES of properties forty times as slowly.
  FILTER(?p IN (cetu:jurisdiction, cetu:within, cetu:placeCode, cetu:documentNumber, cetu:kind,
                rdf:type))
}"""

_QUANTITIES: Final = "SELECT DISTINCT ?q WHERE { ?limit cetu:limitedQuantity ?q }"


def plain(name: str) -> str:
    """Return a name as names are compared: folded, in small letters, without marks or spaces."""
    return _NOISE.sub("", fold(name)).lower()


@dataclass(frozen=True)
class Entity:
    """A thing that a name can mean.

    `id` is its IRI without what all share (`…/id/`); `called` its own names and `also` those it
    goes by where the reader knows the place (市财政局); `classes` are local names of ours.
    """

    iri: str
    type: Type
    zh: str
    en: str
    called: frozenset[str]
    also: frozenset[str]
    places: frozenset[str]
    facts: frozenset[tuple[str, str]]
    classes: frozenset[str]

    @property
    def id(self) -> str:
        """The IRI without what all things share."""
        return self.iri.removeprefix(str(ID))

    @property
    def name(self) -> str:
        """What it is shown as."""
        return self.zh or self.en or self.id

    def is_a(self, wanted: str) -> bool:
        """Whether it is of a class, by local name or IRI, or of the kind that stands for it."""
        local = wanted.removeprefix(str(CETU))
        return local == self.type.id or local in self.classes


class Catalogue:
    """All entities of one snapshot, found by name and by pairs of characters."""

    def __init__(self, entities: Iterable[Entity], quantities: Iterable[str] = ()) -> None:
        """Index every name of every entity; `quantities` are what limits are set on, as written."""
        self.entities = tuple(entities)
        self.quantities = frozenset(quantities)
        self.by_id = {one.id: one for one in self.entities}
        self.named: dict[str, list[Entity]] = defaultdict(list)
        self.pairs: dict[str, set[str]] = defaultdict(set)
        for entity in self.entities:
            for name in entity.called | entity.also:
                self.named[name].append(entity)
        for name in self.named:
            for pair in pairs_of(name):
                self.pairs[pair].add(name)

    @cached_property
    def around(self) -> dict[str, frozenset[str]]:
        """Of each place all that lie around it, itself too: IRIs."""
        above = {
            one.iri: {value for name, value in one.facts if name == "within"}
            for one in self.entities
            if one.type.kind == "place"
        }
        return {iri: frozenset(reached(iri, above)) for iri in above}


def pairs_of(name: str) -> set[str]:
    """Return the pairs of neighbouring characters of a name; of a single one, itself."""
    return {name[at : at + 2] for at in range(len(name) - 1)} or {name}


class Shelf:
    """The catalogue of the graph as it is now. Any thread may ask."""

    def __init__(self, engine: Asks, finder: Finder) -> None:
        """Ask nothing yet."""
        self._engine = engine
        self._finder = finder
        self._lock = threading.Lock()
        self._kept: tuple[str, Catalogue] | None = None

    def current(self) -> Catalogue:
        """Return the catalogue of the snapshot that the engine answers from."""
        digest, index = self._finder.current()
        with self._lock:
            if self._kept is None or self._kept[0] != digest:
                self._kept = (
                    digest,
                    Catalogue(
                        _entities(self._engine, index.entries),
                        (row["q"].value for row in ask(self._engine, _QUANTITIES)),
                    ),
                )
                settle()
            return self._kept[1]


def _entities(engine: Asks, entries: Iterable[Entry]) -> Iterator[Entity]:
    facts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    shown = [entry for entry in entries if entry.kind in _KINDS]
    ours = (entry.iri for entry in shown if entry.iri.startswith(ID))
    for block in values("x", ours):
        for row in ask(engine, _FACTS % block):
            local = re.split("[#/]", row["p"].value)[-1]
            facts[row["x"].value].add((local, row["v"].value))
    places = {entry.iri: _names(entry) for entry in shown if entry.kind == "place"}
    for entry in shown:
        said = facts[entry.iri]
        around = {value for name, value in said if name == "jurisdiction"}
        called = {entry.zh, entry.en, *(v for n, v in said if n in {"placeCode", "documentNumber"})}
        also = set(entry.also)
        if entry.kind == "body":
            also |= set(_placed(entry.also, (n for place in around for n in places.get(place, ()))))
            also |= {_NOTE.sub("", name) for name in (entry.zh, *entry.also)}
            if entry.zh.endswith(_MEMBERS):
                also |= {name.removesuffix(_MEMBERS) for name in (entry.zh, *entry.also)}
        else:
            called |= also
        if within := _BRACKETS.search(entry.zh):
            also |= {within[2] + within[3], within[1] + within[3]} - {within[2]}
        if entry.kind == "document":
            also |= set(_titled(entry.zh, places))
        if entry.kind == "place" and len(entry.zh) > _SHORTEST:
            also.add(entry.zh.rstrip(_LEVELS))
        yield Entity(
            entry.iri,
            _KINDS[entry.kind],
            entry.zh,
            entry.en,
            frozenset(map(plain, called)) - {""},
            frozenset(map(plain, also)) - {""},
            frozenset(around),
            frozenset(pair for pair in said if pair[0] not in {"type", "jurisdiction"}),
            frozenset(v.removeprefix(str(CETU)) for n, v in said if n == "type" and CETU in v),
        )


def _names(entry: Entry) -> list[str]:
    return [name for name in (entry.zh, *entry.also) if name]


def _titled(title: str, places: Mapping[str, list[str]]) -> Iterator[str]:
    """A title without the years or the note in brackets at its end, without a place before it."""
    short = _NOTE.sub("", title)
    if short != title:
        yield short
    for names in places.values():
        for name in names:
            rest = short.removeprefix(name)
            if rest != short and len(rest) >= _TITLE:
                yield rest


def _placed(shorts: Iterable[str], places: Iterable[str]) -> Iterator[str]:
    """Names that begin with the place: 市财政局 of 云溪市 is 云溪市财政局, 云溪财政局."""
    for place in places:
        for short in shorts:
            if short[:1] in _LEVELS and len(short) > 1:
                yield place + short[1:]
                yield place.rstrip(_LEVELS) + short
                yield place.rstrip(_LEVELS) + short[1:]
