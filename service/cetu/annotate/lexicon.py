"""What the reader looks for: the labels of the vocabularies and of the reference data.

Adding a concept with its labels to a vocabulary makes it found; no code changes.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import ahocorasick
from rdflib import RDF, RDFS, SKOS, Graph, Node, URIRef

from cetu.model.body import Body
from cetu.namespaces import CETU, ID

_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, RDFS.label)
_QUOTES = re.compile("[“”\"']")


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `start` to `end` of a text that are a label of `concepts` (sorted IRIs)."""

    start: int
    end: int
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything `annotate` knows of the world, read once from the assets."""

    automaton: ahocorasick.Automaton
    schemes: Mapping[str, frozenset[str]]
    types: Mapping[str, str]
    bodies: Mapping[str, tuple[Body, ...]]
    adverbs: Sequence[str]
    negations: Sequence[str]

    def find(self, text: str) -> list[Hit]:
        """Return every label in `text`, overlapping ones too; `choose` settles which count."""
        return [
            Hit(end - length + 1, end + 1, concepts)
            for end, (length, concepts) in self.automaton.iter(text)
        ]

    def choose(self, hits: Iterable[Hit], scheme: str) -> list[Hit]:
        """Return the hits of `scheme` (its key, such as `instruments`), leftmost and longest.

        None overlaps another. A look-alike takes the place of what it holds: 担保机构 is no 担保.
        Labels of other schemes do not: 松山湖科技金融服务中心 names a place as well.
        """
        chosen: list[Hit] = []
        last = 0
        for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
            concepts = self.of(scheme, hit)
            if hit.start >= last and (concepts or self.of("look-alikes", hit)):
                last = hit.end
                if concepts:
                    chosen.append(Hit(hit.start, hit.end, concepts))
        return chosen

    def body(self, name: str, place: str | None) -> Body | None:
        """Return the one body that bears `name` in `place` (an IRI): 市财政局 is a city's own.

        Without a place, or with two bodies of the name there, nothing is resolved.
        """
        here = [body for body in self.bodies.get(name, ()) if place in body.places]
        return here[0] if len(here) == 1 else None

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
    graph = Graph()
    for path in sorted((root / "ontology" / "vocabulary").glob("*.ttl")):
        graph.parse(path)
    for path in sorted((root / "data" / "reference").glob("*.ttl")):
        graph.parse(path)
    schemes = dict(_schemes(graph))
    words: dict[str, set[str]] = {}
    for iri in schemes:
        for label in _labels(graph, URIRef(iri)):
            words.setdefault(label, set()).add(iri)
    automaton = ahocorasick.Automaton()
    for label in sorted(words):
        automaton.add_word(label, (len(label), tuple(sorted(words[label]))))
    automaton.make_automaton()
    return Lexicon(
        automaton,
        schemes,
        _types(graph),
        _bodies(graph),
        _words(root / "data" / "reference" / "adverbs.csv"),
        _words(root / "data" / "reference" / "negations.csv"),
    )


def _words(path: Path) -> list[str]:
    """Return the words of a list, the longest first."""
    with path.open(encoding="utf-8", newline="") as file:
        return sorted((row["word"] for row in csv.DictReader(file)), key=len, reverse=True)


def _schemes(graph: Graph) -> Iterator[tuple[str, frozenset[str]]]:
    classes = {
        CETU.Place: "places",
        CETU.Standard: "documents",
        CETU.PolicyDocument: "documents",
        CETU.Programme: "programmes",
    }
    found: dict[str, set[str]] = {}
    prefix = str(ID["scheme/"])
    for subject, scheme in graph.subject_objects(SKOS.inScheme):
        found.setdefault(str(subject), set()).add(str(scheme).removeprefix(prefix))
    for cls, key in classes.items():
        for subject in graph.subjects(RDF.type, cls):
            found.setdefault(str(subject), set()).add(key)
    for iri in sorted(found):
        yield iri, frozenset(found[iri])


def _labels(graph: Graph, subject: URIRef) -> Iterator[str]:
    """Yield the Chinese labels, and each without its quotation marks: 天使贷 for “天使贷”."""
    for predicate in _LABELS:
        for label in graph.objects(subject, predicate):
            if getattr(label, "language", None) == "zh":
                yield str(label)
                bare = _QUOTES.sub("", str(label))
                if bare != str(label):
                    yield bare


def _types(graph: Graph) -> dict[str, str]:
    """Return concept → notation of its top concept, following `skos:broader`."""
    types: dict[str, str] = {}
    for concept in graph.subjects(SKOS.inScheme, ID["scheme/instruments"]):
        node: Node | None = concept
        seen: set[Node] = set()
        while node is not None and node not in seen:
            seen.add(node)
            notation = graph.value(node, SKOS.notation)
            if notation is not None:
                types[str(concept)] = str(notation)
                break
            node = graph.value(node, SKOS.broader)
    return types


def _bodies(graph: Graph) -> dict[str, tuple[Body, ...]]:
    """Return the words of every name → the bodies that bear it."""
    bodies: dict[str, tuple[Body, ...]] = {}
    for body in sorted(set(graph.subjects(CETU.hasName)), key=str):
        names = [
            (str(graph.value(name, CETU.nameText)), graph.value(name, CETU.nameKind), str(name))
            for name in sorted(graph.objects(body, CETU.hasName), key=str)
        ]
        plates = [(text, iri) for text, kind, iri in names if kind == CETU.plateName]
        longest = max((text for text, _ in plates), key=len, default="")
        known = Body(
            iri=str(body),
            full_name=next((text for text, kind, _ in names if kind == CETU.fullName), ""),
            places=frozenset(_around(graph, graph.value(body, CETU.jurisdiction))),
            collective=(body, RDF.type, CETU.BodyGroup) in graph,
            plates={text: (iri, longest) for text, iri in plates},
        )
        for text, kind, _ in names:
            if kind != CETU.plateName:
                bodies[text] = (*bodies.get(text, ()), known)
    return bodies


def _around(graph: Graph, place: Node | None) -> Iterator[str]:
    while place is not None:
        yield str(place)
        place = graph.value(place, CETU.within)
