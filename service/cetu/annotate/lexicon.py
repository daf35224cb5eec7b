"""What the reader looks for: the labels of the vocabularies and of the reference data.

Adding a concept with its labels to a vocabulary makes it found; no code changes.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import ahocorasick
import pyoxigraph as ox
from rdflib import RDF, RDFS, SKOS, URIRef

from cetu.annotate import divisions, offices, titles
from cetu.annotate.bodies import Bodies
from cetu.annotate.naming import Naming
from cetu.annotate.titles import Titles
from cetu.model.body import Body, Place
from cetu.namespaces import CETU, ID

_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, RDFS.label)
_QUOTES = re.compile("[“”\"']")
_Facts = Mapping[str, Mapping[str, Sequence[ox.NamedNode | ox.BlankNode | ox.Literal]]]
"""Subject → predicate → objects, IRIs as strings: all that the tables below need of a graph."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `start` to `end` of a text that are a label of `concepts` (sorted IRIs)."""

    start: int
    end: int
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything `annotate` knows of the world, read once from the assets.

    `kinds`: form of the names of instruments (保险) → the concept that all such names are under.
    """

    automaton: ahocorasick.Automaton
    schemes: Mapping[str, frozenset[str]]
    types: Mapping[str, str]
    bodies: Bodies
    adverbs: Sequence[str]
    negations: Sequence[str]
    titles: Titles = field(default_factory=Titles)
    kinds: Mapping[str, str] = field(default_factory=dict)

    def find(self, text: str) -> list[Hit]:
        """Return every label in `text`, overlapping ones too; `choose` settles which count."""
        return [
            Hit(end - length + 1, end + 1, concepts)
            for end, (length, concepts) in self.automaton.iter(text)
        ]

    def choose(self, hits: Iterable[Hit], scheme: str) -> list[Hit]:
        """Return the hits of `scheme` (its key, such as `instruments`), leftmost and longest.

        None overlaps another. A look-alike takes the place of what it holds: 担保机构 is no 担保;
        what goes on behind it stays (科技信贷风险 in 科技信贷风险补偿资金池). Labels of
        other schemes do not: 松山湖科技金融服务中心 names a place as well.
        """
        chosen: list[Hit] = []
        last = held = 0
        for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
            concepts = self.of(scheme, hit)
            if hit.start < last or hit.end <= held:
                continue
            if concepts:
                last = hit.end
                chosen.append(Hit(hit.start, hit.end, concepts))
            elif self.of("look-alikes", hit):
                held = hit.end
        return chosen

    def body(self, name: str, place: str | None) -> Body | None:
        """Return the one body that bears `name` in `place` (an IRI): 市财政局 is a city's own.

        Without a place, or with two bodies of the name there, nothing is resolved.
        """
        found = self.bodies.resolve(name, place)
        return found.body if found else None

    def place(self, name: str, near: str | None = None) -> Place | None:
        """Return the place that people call `name`: 温州市, 深圳市坪山区, 国家.

        Of several places of that name it is the one in or beside `near` (an IRI), else None.
        """
        return self.bodies.divisions.named(name, near)

    def stated(self, name: str) -> Place | None:
        """Return the place that a document says it is of, though no table lists it: 云溪市."""
        return self.bodies.divisions.stated(name)

    def place_of(self, iri: str) -> Place | None:
        """Return the place with this IRI, or None."""
        return self.bodies.divisions.at(iri)

    def named(self, scheme: str, words: str) -> tuple[str, ...]:
        """Return the concepts of `scheme` that have exactly `words` as a label."""
        found = self.automaton.get(words, None)
        return self.of(scheme, Hit(0, len(words), found[1])) if found else ()

    def of(self, scheme: str, hit: Hit) -> tuple[str, ...]:
        """Return the concepts of `hit` that belong to `scheme` (its key, such as `instruments`)."""
        return tuple(c for c in hit.concepts if scheme in self.schemes.get(c, frozenset()))


def load(root: Path) -> Lexicon:
    """Return the lexicon of the assets under `root`.

    Schemes are the `skos:inScheme` keys; places, cited documents and programmes, which are found by
    their class, have the schemes `places`, `documents` and `programmes`.
    """
    reference = root / "data" / "reference"
    facts = _facts([*_files(root / "ontology" / "vocabulary"), *_files(reference)])
    schemes = dict(_schemes(facts))
    words: dict[str, set[str]] = {}
    for iri in schemes:
        for label in _labels(facts, iri):
            words.setdefault(label, set()).add(iri)
    automaton = ahocorasick.Automaton()
    for label in sorted(words):
        automaton.add_word(label, (len(label), tuple(sorted(words[label]))))
    automaton.make_automaton()
    places = divisions.load(reference / "divisions.csv", _places(facts))
    return Lexicon(
        automaton,
        schemes,
        _types(facts),
        Bodies(_bodies(facts), Naming(places, offices.load(reference, places.names))),
        _words(reference / "adverbs.csv"),
        _words(reference / "negations.csv"),
        titles.load(root),
        _kinds(facts),
    )


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.ttl"))


def _facts(paths: Iterable[Path]) -> _Facts:
    # rdflib takes six times as long for these files as all the rest of a short document does.
    facts: dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]] = {}
    for path in paths:
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
                of = facts.setdefault(quad.subject.value, {})
                of.setdefault(quad.predicate.value, []).append(quad.object)
    return facts


def _values(facts: _Facts, subject: str, predicate: URIRef) -> list[str]:
    """Return the values of a property, in order: IRIs and the characters of literals."""
    return sorted(found.value for found in facts.get(subject, {}).get(str(predicate), ()))


def _value(facts: _Facts, subject: str, predicate: URIRef) -> str | None:
    return next(iter(_values(facts, subject, predicate)), None)


def _words(path: Path) -> list[str]:
    """Return the words of a list, the longest first."""
    with path.open(encoding="utf-8", newline="") as file:
        return sorted((row["word"] for row in csv.DictReader(file)), key=len, reverse=True)


def _schemes(facts: _Facts) -> Iterator[tuple[str, frozenset[str]]]:
    classes = {
        str(CETU.Place): "places",
        str(CETU.Standard): "documents",
        str(CETU.PolicyDocument): "documents",
        str(CETU.Programme): "programmes",
    }
    prefix = str(ID["scheme/"])
    for subject in sorted(facts):
        keys = {scheme.removeprefix(prefix) for scheme in _values(facts, subject, SKOS.inScheme)}
        keys |= {classes[cls] for cls in _values(facts, subject, RDF.type) if cls in classes}
        if keys:
            yield subject, frozenset(keys)


def _labels(facts: _Facts, subject: str) -> Iterator[str]:
    """Yield the Chinese labels, and each without its quotation marks: 天使贷 for “天使贷”."""
    for predicate in _LABELS:
        for label in facts.get(subject, {}).get(str(predicate), ()):
            if isinstance(label, ox.Literal) and label.language == "zh":
                yield label.value
                bare = _QUOTES.sub("", label.value)
                if bare != label.value:
                    yield bare


def _types(facts: _Facts) -> dict[str, str]:
    """Return concept → notation of its top concept, following `skos:broader`."""
    types: dict[str, str] = {}
    for concept in facts:
        if str(ID["scheme/instruments"]) not in _values(facts, concept, SKOS.inScheme):
            continue
        node: str | None = concept
        seen: set[str] = set()
        while node is not None and node not in seen:
            seen.add(node)
            notation = _value(facts, node, SKOS.notation)
            if notation is not None:
                types[concept] = notation
                break
            node = _value(facts, node, SKOS.broader)
    return types


def _kinds(facts: _Facts) -> dict[str, str]:
    """Return form of a name of instruments → the concept above all of them, where there is one."""
    scheme = str(ID["scheme/instrument-forms"])
    forms = (iri for iri in facts if scheme in _values(facts, iri, SKOS.inScheme))
    return {iri: kind for iri in forms if (kind := _value(facts, iri, SKOS.broadMatch))}


def _places(facts: _Facts) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Yield the places that the graph itself knows, with all their names."""
    for iri in sorted(facts):
        if str(CETU.Place) in _values(facts, iri, RDF.type):
            names = tuple(_labels(facts, iri))
            code = _value(facts, iri, CETU.placeCode) or ""
            yield Place(iri, code, names[-1], _value(facts, iri, CETU.within) or ""), names


def _bodies(facts: _Facts) -> dict[str, tuple[Body, ...]]:
    """Return the words of every name → the bodies that bear it."""
    bodies: dict[str, tuple[Body, ...]] = {}
    for body in sorted(iri for iri in facts if str(CETU.hasName) in facts[iri]):
        names = [
            (
                _value(facts, name, CETU.nameText) or "",
                _value(facts, name, CETU.nameKind),
                name,
            )
            for name in _values(facts, body, CETU.hasName)
        ]
        plates = [(text, iri) for text, kind, iri in names if kind == str(CETU.plateName)]
        longest = max((text for text, _ in plates), key=len, default="")
        known = Body(
            iri=body,
            full_name=next((t for t, kind, _ in names if kind == str(CETU.fullName)), ""),
            places=frozenset(_around(facts, _value(facts, body, CETU.jurisdiction))),
            collective=str(CETU.BodyGroup) in _values(facts, body, RDF.type),
            plates={text: (iri, longest) for text, iri in plates},
        )
        for text, kind, _ in names:
            if kind != str(CETU.plateName):
                bodies[text] = (*bodies.get(text, ()), known)
    return bodies


def _around(facts: _Facts, place: str | None) -> Iterator[str]:
    while place is not None:
        yield place
        place = _value(facts, place, CETU.within)
