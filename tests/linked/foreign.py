"""What is kept of other ontologies, made anew from the pinned sources: `make foreign`.

Of each foreign term that the alignments name: its declaration, label and definition, with the
source, in the last part of `ontology/alignment.ttl`. Of what those ontologies say of these terms
and of the classes above them: the axioms that OWL 2 DL can take, in `ontology/foreign/axioms.ttl`.
And every IRI of others that the shipped data hold, in `ontology/foreign/checked.csv`.
"""

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, SKOS
from tests.linked.pinned import ROOT, Read, load, source_of, sources

from cetu.link import TERMS
from cetu.pipeline.strangers import LIST, known, outside

ALIGNMENT: Final = ROOT / "ontology/alignment.ttl"
AXIOMS: Final = ROOT / "ontology/foreign/axioms.ttl"
MARK: Final = "# Foreign terms used here"
OURS: Final = "https://w3id.org/cetu/"
TERM: Final = f"{OURS}ontology#"
MATCHES: Final = tuple(
    str(SKOS[f"{name}Match"]) for name in ("exact", "close", "broad", "narrow", "related")
)
ABOVE: Final = (str(RDFS.subClassOf), str(RDFS.subPropertyOf))
NOT: Final = str(OWL.disjointWith)
_KINDS: Final = {
    str(OWL.Class): "owl:Class",
    str(OWL.ObjectProperty): "owl:ObjectProperty",
    str(OWL.DatatypeProperty): "owl:DatatypeProperty",
}
_PROV: Final = "http://www.w3.org/ns/prov#"
_DEFINITIONS: Final = (
    str(SKOS.definition),
    f"{_PROV}definition",
    f"{_PROV}editorsDefinition",
    str(RDFS.comment),
    "http://purl.org/dc/terms/description",
    str(SKOS.scopeNote),
)
_LONGEST: Final = 320
"""Characters of a definition that are kept: it is quoted, not copied out."""
_HEAD: Final = """\
# What other ontologies say of the terms that ours leans on, and of the classes above them, as read
# in the sources that sources.csv pins. Made by `make foreign`; not loaded into the graph, for what
# follows from it is of no use there. HermiT reads it with the ontology and its alignments.
# Left out: what OWL 2 DL cannot take (xsd:date, annotation properties), anonymous classes.

@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

<https://w3id.org/cetu/ontology/foreign> a owl:Ontology .

"""


def stated() -> list[tuple[str, str, str]]:
    """What the first part of the alignments states of foreign terms: subject, relation, term."""
    text, _, _ = ALIGNMENT.read_text("utf-8").partition(MARK)
    found = []
    for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE):
        relation = quad.predicate.value
        if isinstance(quad.object, ox.NamedNode) and relation in (*ABOVE, *MATCHES, NOT):
            assert isinstance(quad.subject, ox.NamedNode)
            found.append((quad.subject.value, relation, quad.object.value))
    return found


def kinds() -> dict[str, str]:
    """The kind of each term of ours."""
    found = {}
    for path in (ROOT / "ontology").glob("*.ttl"):
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
            if quad.predicate.value == str(RDF.type) and isinstance(quad.object, ox.NamedNode):
                kind = _KINDS.get(quad.object.value)
                if kind and isinstance(quad.subject, ox.NamedNode):
                    found[quad.subject.value] = kind
    return found


def declarations() -> str:
    """The last part of the alignments: the foreign terms that the first names.

    Raises:
        Absent: a source is not to be had here.
        KeyError: a term is in none of them.
    """
    own, terms = kinds(), {}
    for subject, _, term in stated():
        if subject.startswith(TERM):
            terms[term] = own[subject]
    return "\n\n".join(_declared(term, terms[term]) for term in sorted(terms, key=_order))


def _order(term: str) -> tuple[str, str]:
    return short(term).partition(":")[0], term


def _declared(term: str, kind: str) -> str:
    source = source_of(term)
    if source is None:
        raise KeyError(f"{term} is in no pinned source")
    read = load(source)
    label = next(iter(read.texts(term, str(RDFS.label))), "") or re.split("[/#]", term)[-1]
    lines = [f"{short(term)} a {kind} ;", f"    rdfs:label {_text(label)} ;"]
    if definition := defined(read, term):
        lines.append(f"    skos:definition {_text(definition)} ;")
    lines.append(f"    rdfs:isDefinedBy <{source.namespace}> ;")
    lines.append(f"    dcterms:source {_text(source.cited)} .")
    return "\n".join(lines)


def defined(read: Read, term: str) -> str:
    """The definition of a term in its source's words, cut after a sentence where it is long."""
    for predicate in _DEFINITIONS:
        for text in read.texts(term, predicate):
            plain = " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())
            if len(plain) <= _LONGEST:
                return plain
            cut = plain[:_LONGEST]
            end = max(cut.rfind(". "), cut.rfind("; "))
            return cut[: end + 1] if end > 80 else cut[: cut.rfind(" ")] + " …"
    return ""


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"@en'


def short(term: str) -> str:
    """The prefixed name by the prefixes of the alignments."""
    found = re.findall(r"@prefix ([\w-]+): <([^>]+)>", ALIGNMENT.read_text("utf-8"))
    for prefix, namespace in found:
        local = term.removeprefix(namespace)
        if local != term and re.fullmatch(r"\w+", local):
            return f"{prefix}:{local}"
    return f"<{term}>"


def leaned_on() -> dict[str, str]:
    """The foreign terms above ours, or that ours are not, and all that is above them.

    Their kind is that of ours. A match is leaned on by nothing.
    """
    own = kinds()
    todo = [(t, own[s]) for s, relation, t in stated() if relation not in MATCHES]
    found: dict[str, str] = {}
    while todo:
        term, kind = todo.pop()
        source = source_of(term)
        if (
            term in found or source is None
        ):  # what is above may be of an ontology that is not pinned
            continue
        found[term] = kind
        above = str(RDFS.subClassOf if kind == "owl:Class" else RDFS.subPropertyOf)
        todo += [(one, kind) for one in load(source).named(term, above)]
    return {term: kind for term, kind in found.items() if not term.startswith(_BUILT_IN)}


_BUILT_IN: Final = (str(OWL), str(RDFS), str(RDF), "http://www.w3.org/2001/XMLSchema#")


def axioms() -> str:
    """The axioms file.

    Raises:
        Absent: a source is not to be had here.
    """
    terms = leaned_on()
    ends: dict[str, str] = {}
    lines: list[str] = []
    for term in sorted(terms):
        for line, named in _said(term, terms):
            lines.append(line)
            ends |= dict.fromkeys(named - terms.keys(), "owl:Class")
    declared = [f"<{term}> a {kind} ." for term, kind in sorted((terms | ends).items())]
    return _HEAD + "\n".join([*declared, "", *sorted(set(lines))]) + "\n"


def _said(term: str, terms: dict[str, str]) -> Iterator[tuple[str, set[str]]]:
    """The axioms of one term, each with the classes it names beside."""
    source = source_of(term)
    assert source is not None
    read = load(source)
    if terms[term] == "owl:Class":
        yield from _of_class(read, term)
    else:
        yield from _of_property(read, term, terms)


def _of_class(read: Read, term: str) -> Iterator[tuple[str, set[str]]]:
    for name, relation in (
        ("rdfs:subClassOf", RDFS.subClassOf),
        ("owl:equivalentClass", OWL.equivalentClass),
        ("owl:disjointWith", OWL.disjointWith),
    ):
        for other in read.named(term, str(relation)):
            if not other.startswith(_BUILT_IN):
                yield f"<{term}> {name} <{other}> .", {other}
    for other in read.stating(NOT, term):
        yield f"<{other}> owl:disjointWith <{term}> .", {other}


def _of_property(read: Read, term: str, terms: dict[str, str]) -> Iterator[tuple[str, set[str]]]:
    links = [("rdfs:subPropertyOf", RDFS.subPropertyOf)]
    ends = [("rdfs:domain", RDFS.domain)]
    if terms[term] == "owl:ObjectProperty":
        links.append(("owl:inverseOf", OWL.inverseOf))
        ends.append(("rdfs:range", RDFS.range))
    for name, relation in links:
        for other in read.named(term, str(relation)):
            if other in terms:
                yield f"<{term}> {name} <{other}> .", set()
    for name, relation in ends:
        for value in read.values(term, str(relation)):
            named = set(union(read, value))
            if named and not any(one.startswith(_BUILT_IN) for one in named):
                listed = " ".join(f"<{one}>" for one in sorted(named))
                either = f"[ a owl:Class ; owl:unionOf ( {listed} ) ]"
                yield f"<{term}> {name} {listed if len(named) == 1 else either} .", named


def union(read: Read, value: object) -> Iterator[str]:
    """A class by its name, or those that an anonymous one is the union of."""
    if isinstance(value, ox.NamedNode):
        yield value.value
    elif isinstance(value, ox.BlankNode):
        for listed in read.values(value, str(OWL.unionOf)):
            node: object = listed
            while isinstance(node, ox.BlankNode):
                for first in read.values(node, str(RDF.first)):
                    if isinstance(first, ox.NamedNode):
                        yield first.value
                rest = read.values(node, str(RDF.rest))
                node = rest[0] if rest else None


def strangers() -> set[str]:
    """The IRIs of others in ontology, vocabularies, reference data, graph and exports."""
    files = [*(ROOT / "ontology").rglob("*.ttl"), *(ROOT / "data/reference").glob("*.ttl")]
    files += (ROOT / "data/graph").glob("*.trig")
    found: set[str] = set()
    for path in files:
        if path == AXIOMS:
            continue
        for quad in ox.parse(path=path):
            found |= outside((quad.subject, quad.predicate, quad.object))
    found |= set(TERMS)  # those that accepted links are written in
    for path in (ROOT / "queries/exports").glob("*.rq"):
        said = re.sub(r"^PREFIX .*$", "", path.read_text("utf-8"), flags=re.MULTILINE)
        found |= {iri for iri in re.findall(r"<(http[^>]+)>", said) if not iri.startswith(OURS)}
    return found


def checked(more: Iterable[str] = ()) -> str:
    """The list of the IRIs of others: those that stand in it and are used, and those found since.

    `more` are some that the next build will hold.

    Raises:
        Absent: a source is not to be had here.
        KeyError: some are in no pinned source, and not written into the list by hand.
    """
    used, rows = strangers() | set(more), known(ROOT)
    rows = {
        iri: how
        for iri, how in rows.items()
        if iri in used and not how.startswith(("term of", "namespace of"))
    }
    spaces = {source.namespace: source for source in sources()}
    missing = []
    for iri in sorted(used - rows.keys()):
        source = source_of(iri)
        if source is None and iri in spaces:
            rows[iri] = f"namespace of {spaces[iri].cited}"
        elif source is None:
            missing.append(iri)
        else:
            rows[iri] = f"term of {source.cited}"
    if missing:
        raise KeyError(f"in no pinned source, and not in the list: {', '.join(missing)}")
    out = io.StringIO()
    out.write(_LIST_HEAD)
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("iri", "how"))
    writer.writerows(sorted(rows.items()))
    return out.getvalue()


_LIST_HEAD: Final = (
    "# Every IRI of others in the shipped data and the exports, and how it was checked. `make\n"
    "# foreign` (ARGS: ones to come) finds terms in the pinned sources; any other is written here\n"
    "# by hand. The build refuses what is not here.\n"
)


def main(more: Iterable[str] = ()) -> int:
    """Write what is kept of others; `more` are IRIs that the next build will hold."""
    text = ALIGNMENT.read_text("utf-8")
    head, _, rest = text.partition(MARK)
    _, _, tail = rest.partition("# Annotation properties used here.")
    told = f"{MARK}: declaration, label and definition as read, and the file they were read in.\n\n"
    made = f"{head}{told}{declarations()}\n\n# Annotation properties used here.{tail}"
    ALIGNMENT.write_text(made, "utf-8")
    AXIOMS.write_text(axioms(), "utf-8")
    (ROOT / LIST).write_text(checked(more), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
