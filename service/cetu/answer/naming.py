"""What things are called, in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import unquote

from cetu.answer.asking import Asks, ask, values
from cetu.namespaces import ID, PREFIXES

Language = Literal["zh", "en"]

NATION: Final = f"<{ID}place/china>"
"""The place that lists begin with, as SPARQL writes it: it has no code to be sorted by."""

_CALLED: Final = ("skos:prefLabel", "rdfs:label", "dcterms:title", "cetu:nameText")
_QUOTED: Final = ("cetu:asWritten", "cetu:exactQuote")
"""What a reading or a quote is called by, having no label: its words."""
_RANKS: Final = {name: rank for rank, name in enumerate((*_CALLED, *_QUOTED))}
_QUOTED_LENGTH: Final = 28

_WELL_KNOWN: Final = {
    "rdf:type": ("类型", "type"),
    "rdfs:label": ("名称", "label"),
    "rdfs:seeAlso": ("另见", "see also"),
    "rdfs:subClassOf": ("上位类", "sub-class of"),
    "skos:prefLabel": ("首选名称", "preferred label"),
    "skos:altLabel": ("别名", "alternative label"),
    "skos:hiddenLabel": ("检索用名", "hidden label"),
    "skos:definition": ("定义", "definition"),
    "skos:example": ("例", "example"),
    "skos:notation": ("代码", "notation"),
    "skos:broader": ("上位概念", "broader"),
    "skos:narrower": ("下位概念", "narrower"),
    "skos:inScheme": ("所属词表", "in scheme"),
    "skos:topConceptOf": ("顶层概念属于", "top concept of"),
    "skos:hasTopConcept": ("顶层概念", "has top concept"),
    "skos:Concept": ("概念", "concept"),
    "skos:ConceptScheme": ("词表", "concept scheme"),
    "dcterms:title": ("题名", "title"),
    "dcterms:source": ("来源", "source"),
    "owl:Class": ("类", "class"),
}
"""Names of terms of the standards, whose own vocabularies the graph does not hold."""

_EITHER: Final = " UNION ".join(
    f'{{ ?x {name} ?label BIND("{name}" AS ?name) }}' for name in _RANKS
)
_LABELS: Final = f"""
# One pattern a property: the engine joins a VALUES of properties forty times as slowly.
SELECT DISTINCT ?x ?name ?label WHERE {{
  %s
  {_EITHER}
  FILTER(LANG(?label) IN ("zh", "en", ""))
}}"""


@dataclass(frozen=True, slots=True)
class Thing:
    """An IRI with its labels; a thing without one is called by the end of its IRI."""

    iri: str
    zh: str = ""
    en: str = ""

    def label(self, language: Language) -> str:
        """The label in `language`, else in the other, else the short form of the IRI."""
        first, second = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return first or second or self.short

    def spoken(self, language: Language) -> Language:
        """The language that `label(language)` is in (a page marks words of another language)."""
        if language == "zh":
            return "zh" if self.zh else "en"
        return "en" if self.en or not self.zh else "zh"

    @property
    def short(self) -> str:
        """`prefix:local` where the namespace is known, else the last part of the IRI."""
        for prefix, namespace in PREFIXES.items():
            if self.iri.startswith(namespace) and len(self.iri) > len(namespace):
                return f"{prefix}:{self.iri.removeprefix(namespace)}"
        return unquote(self.iri.rstrip("/#").rpartition("#")[2].rpartition("/")[2]) or self.iri


class Names:
    """The labels of the things asked for; anything else is given back without a label."""

    def __init__(self, things: dict[str, Thing]) -> None:
        """Keep what was found."""
        self._things = things

    def __call__(self, iri: str) -> Thing:
        """The thing called `iri`."""
        if found := self._things.get(iri):
            return found
        bare = Thing(iri)
        zh, en = _WELL_KNOWN.get(bare.short, ("", ""))
        return Thing(iri, zh, en) if zh else bare


def _quoted(words: str) -> str:
    line = " ".join(words.split())
    return f"“{line[:_QUOTED_LENGTH]}……”" if len(line) > _QUOTED_LENGTH else f"“{line}”"


def names(engine: Asks, iris: Iterable[str]) -> Names:
    """Look up the labels of `iris`: skos:prefLabel before rdfs:label, words where there is none."""
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for block in values("x", sorted({one for one in iris if one})):
        for row in ask(engine, _LABELS % block):
            name, text = row["name"].value, row["label"].value
            key = (row["x"].value, row["label"].language or "zh")
            label = (_RANKS[name], _quoted(text) if name in _QUOTED else text)
            found[key] = min(found.get(key, label), label)
    things: dict[str, Thing] = {}
    for x, _ in found:
        zh, en = found.get((x, "zh")), found.get((x, "en"))
        things[x] = Thing(x, zh[1] if zh else "", en[1] if en else "")
    return Names(things)
