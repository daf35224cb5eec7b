"""The ontology as a page: modules, classes as a tree, properties and individuals."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from cetu.answer.asking import Asks, ask, iri
from cetu.answer.naming import Names, Thing, names
from cetu.model.result import Term
from cetu.namespaces import GRAPH, ONTOLOGY_IRI, PREFIXES

_OWL: Final = PREFIXES["owl"]
_RDFS: Final = PREFIXES["rdfs"]
_SKOS: Final = PREFIXES["skos"]
_RDF_TYPE: Final = PREFIXES["rdf"] + "type"
_KINDS: Final = {
    _OWL + "Class": "class",
    _OWL + "ObjectProperty": "object",
    _OWL + "DatatypeProperty": "datatype",
    _OWL + "AnnotationProperty": "annotation",
    _OWL + "NamedIndividual": "individual",
}
_PLAIN: Final = {
    _RDFS + "subClassOf", _RDFS + "subPropertyOf", _RDFS + "domain", _RDFS + "range",
    _OWL + "inverseOf", _OWL + "equivalentClass", _OWL + "equivalentProperty",
    *(_SKOS + m for m in ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the ontology. `relations` are (predicate local name, things)."""

    thing: Thing
    kind: str
    definition: Thing
    examples: tuple[Thing, ...]
    module: Thing | None
    sources: tuple[str, ...]
    types: tuple[Thing, ...]
    relations: tuple[tuple[str, tuple[Thing, ...]], ...]
    chains: tuple[tuple[Thing, ...], ...]
    alignments: tuple[tuple[str, Thing], ...]
    characteristics: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """The fragment of its IRI."""
        return self.thing.iri.removeprefix(PREFIXES["cetu"])


@dataclass(frozen=True, slots=True)
class Branch:
    """A class in the class tree."""

    thing: Thing
    narrower: tuple["Branch", ...]


@dataclass(frozen=True, slots=True)
class Ontology:
    """The whole ontology, ready to be shown."""

    thing: Thing
    abstract: Thing
    version: str
    version_iri: str
    licence: str
    modules: tuple[Thing, ...]
    tree: tuple[Branch, ...]
    terms: dict[str, tuple[Entry, ...]]


def _by_language(terms: list[Term]) -> Thing:
    found = {t.language: t.value for t in terms}
    return Thing("", found.get("zh", ""), found.get("en", ""))


def _pairs(terms: list[Term]) -> tuple[Thing, ...]:
    """Texts, a zh and an en beside one another where there are both."""
    zh = [t.value for t in terms if t.language != "en"]
    en = [t.value for t in terms if t.language == "en"]
    if len(zh) == len(en):
        return tuple(Thing("", a, b) for a, b in zip(zh, en, strict=True))
    return tuple(Thing("", a) for a in zh) + tuple(Thing("", "", b) for b in en)


def _tree(entries: tuple[Entry, ...]) -> tuple[Branch, ...]:
    own = {e.thing.iri: e.thing for e in entries}
    below: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        ups = [
            t.iri for p, things in entry.relations if p == "subClassOf" for t in things
        ]  # fmt: skip
        for up in [u for u in ups if u in own] or [""]:
            below[up].append(entry.thing.iri)

    def grow(one: str, above: frozenset[str]) -> Branch:
        children = (c for c in sorted(below[one]) if c not in above)
        return Branch(own[one], tuple(grow(c, above | {c}) for c in children))

    return tuple(grow(top, frozenset({top})) for top in sorted(below[""]))


def _entry(term: str, facts: dict[str, list[Term]], named: Names, chains: list[str]) -> Entry:
    types = [t.value for t in facts[_RDF_TYPE]]
    kind = next((_KINDS[t] for t in _KINDS if t in types), "individual")

    def linked(predicate: str) -> list[Thing]:
        return [named(t.value) for t in facts.get(predicate, []) if t.kind == "uri"]

    relations, alignments = [], []
    for predicate in sorted(_PLAIN):
        things = linked(predicate)
        local = predicate.rpartition("#")[2]
        ours = tuple(t for t in things if t.iri.startswith(PREFIXES["cetu"])
                     or (local in {"range", "domain"}))  # fmt: skip
        if ours:
            relations.append((local, ours))
        alignments += [(local, t) for t in things if t not in ours]
    modules = linked(_RDFS + "isDefinedBy")
    return Entry(
        named(term),
        kind,
        _by_language(facts.get(_SKOS + "definition", [])),
        _pairs(facts.get(_SKOS + "example", [])),
        next(iter(modules), None),
        sources=tuple(t.value for t in facts.get(PREFIXES["dcterms"] + "source", [])),
        types=tuple(named(t) for t in types if t not in _KINDS and not t.startswith(_OWL)),
        relations=tuple(relations),
        chains=tuple(tuple(map(named, chain.split())) for chain in chains),
        alignments=tuple(alignments),
        characteristics=tuple(
            t.removeprefix(_OWL) for t in types if t.startswith(_OWL) and t not in _KINDS
        ),
    )


def _chains(engine: Asks) -> dict[str, list[str]]:
    """Property chains of two steps (the only length the ontology uses), as `first second`."""
    rows = ask(
        engine,
        """SELECT DISTINCT ?p ?a ?b WHERE { ?p owl:propertyChainAxiom ?list .
          ?list rdf:first ?a ; rdf:rest/rdf:first ?b } ORDER BY ?p ?a ?b""",
    )
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row["p"].value].append(f"{row['a'].value} {row['b'].value}")
    return found


def ontology(engine: Asks) -> Ontology:
    """Read the ontology and its alignments from their graphs."""
    graphs = f"{iri(str(GRAPH['ontology']))} {iri(str(GRAPH['alignment']))}"
    rows = ask(
        engine,
        f"""SELECT DISTINCT ?term ?p ?o WHERE {{
          VALUES ?g {{ {graphs} }}
          GRAPH ?g {{ ?term ?p ?o }}
          FILTER(ISIRI(?term) && STRSTARTS(STR(?term), "{PREFIXES["cetu"]}") && !ISBLANK(?o))
        }} ORDER BY ?term ?p ?o""",
    )
    heads = ask(
        engine,
        f"""SELECT DISTINCT ?module ?p ?o WHERE {{
          GRAPH {iri(str(GRAPH["ontology"]))} {{ ?module a owl:Ontology ; ?p ?o }}
          FILTER(!ISBLANK(?o)) }} ORDER BY ?module ?p ?o""",
    )
    facts: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        facts[row["term"].value][row["p"].value].append(row["o"])
    head: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in heads:
        head[row["module"].value][row["p"].value].append(row["o"])
    wanted = {*facts, *head, ONTOLOGY_IRI}
    wanted.update(r["o"].value for r in (*rows, *heads) if r["o"].kind == "uri")
    chains = _chains(engine)
    wanted.update(step for found in chains.values() for chain in found for step in chain.split())
    named = names(engine, wanted)

    terms: dict[str, list[Entry]] = {kind: [] for kind in _KINDS.values()}
    for term, statements in facts.items():
        if _RDF_TYPE in statements:
            entry = _entry(term, statements, named, chains.get(term, []))
            terms[entry.kind].append(entry)
    frozen = {kind: tuple(entries) for kind, entries in terms.items()}
    root = head[ONTOLOGY_IRI]

    def text(predicate: str) -> str:
        return next((t.value for t in root.get(predicate, [])), "")

    dcterms = PREFIXES["dcterms"]
    return Ontology(
        named(ONTOLOGY_IRI),
        _by_language(
            root.get(dcterms + "abstract")
            or root.get(dcterms + "description")
            or root.get(_RDFS + "comment")
            or []
        ),
        text(_OWL + "versionInfo"),
        text(_OWL + "versionIRI"),
        text(dcterms + "license"),
        modules=tuple(named(module) for module in sorted(head) if module != ONTOLOGY_IRI),
        tree=_tree(frozen["class"]),
        terms=frozen,
    )
