"""What every term has: label, definition, example, source; and the hygiene rules find nothing.

Each rule of `queries/hygiene/` in `BREAKS` is also given an ontology that breaks it.
"""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDFS

from cetu import assets
from cetu.namespaces import CETU, GRAPH

CHECKS = {
    path.stem: path.read_text("utf-8")
    for path in sorted((assets.root() / "queries" / "hygiene").glob("*.rq"))
}
KINDS = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.NamedIndividual,
)

SOUND = """
@prefix cetu: <https://w3id.org/cetu/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

cetu:Task a owl:Class ;
    rdfs:label "任务"@zh , "task"@en ;
    skos:definition "要求完成的一项工作"@zh , "piece of work that is asked for"@en ;
    skos:example "第1行"@zh ;
    dcterms:source "x" .
"""
HEADER = """
<https://w3id.org/cetu/ontology/m> a owl:Ontology ; rdfs:label "x"@en ; dcterms:abstract "x" ;
    dcterms:creator "x" ; dcterms:license <urn:x> ; owl:versionInfo "1" .
"""
OTHER = """
cetu:Other a owl:Class ; rdfs:label "别的"@zh , "other"@en ; skos:example "x" ;
    dcterms:source "x" ; skos:definition "另一项"@zh , """

# What breaks each rule: (taken out, put in).
BREAKS = {
    "label-missing": ('"任务"@zh , ', ""),
    "definition-missing": (' , "piece of work that is asked for"@en', ""),
    "example-missing": ('    skos:example "第1行"@zh ;\n', ""),
    "source-missing": ('"第1行"@zh ;\n    dcterms:source "x" .', '"第1行"@zh .'),
    "definition-repeated": ('asked for"@en', 'asked for"@en , "thing to do"@en'),
    "label-shared": ("", OTHER.replace('"other"', '"task"') + '"something"@en .'),
    "definition-shared": ("", OTHER + '"piece of work that is asked for"@en .'),
    "definition-circular": ("piece of work", "task"),
    "text-untrimmed": ('"task"', '"task "'),
    "term-name": ("cetu:Task", "cetu:task"),
    "punning": ("a owl:Class", "a owl:Class , owl:ObjectProperty"),
    "hierarchy-cycle": (
        "",
        "cetu:Task rdfs:subClassOf cetu:A . cetu:A rdfs:subClassOf cetu:Task .",
    ),
    "header-incomplete": ("", HEADER),
    "foreign-above": ("", "cetu:Task rdfs:subClassOf <urn:x:Action> ."),
    "match-and-above": (
        "",
        "cetu:Task rdfs:subClassOf cetu:A ; skos:closeMatch cetu:A .",
    ),
}


def rows(store: ox.Store, query: str) -> list[str]:
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    return sorted(str(row["thing"]) for row in answer)


@pytest.fixture(scope="module")
def shipped(root: Path) -> ox.Store:
    store = ox.Store()
    for path in sorted((root / "ontology").glob("*.ttl")):
        name = path.stem if path.stem == "alignment" else "ontology"
        store.load(
            path=str(path),
            format=ox.RdfFormat.TURTLE,
            to_graph=ox.NamedNode(str(GRAPH[name])),
        )
    return store


@pytest.mark.parametrize("name", CHECKS)
def test_the_ontology_keeps_the_rule(name: str, shipped: ox.Store) -> None:
    assert rows(shipped, CHECKS[name]) == []


@pytest.mark.parametrize("name", BREAKS)
def test_the_rule_finds_what_breaks_it(name: str) -> None:
    out, into = BREAKS[name]
    assert out in SOUND
    text = SOUND.replace(out, into, 1) if out else SOUND + into
    assert rows(_store(text), CHECKS[name])
    assert rows(_store(SOUND), CHECKS[name]) == []


def _store(text: str) -> ox.Store:
    store = ox.Store()
    store.load(
        text.encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(str(GRAPH.ontology))
    )
    return store


def terms(graph: Graph) -> set[URIRef]:
    return {
        term
        for kind in KINDS
        for term in graph.subjects(RDF.type, kind)
        if isinstance(term, URIRef) and term in CETU
    }


def test_every_term_is_described_in_both_languages(own: Graph) -> None:
    described = terms(own)
    assert len(described) > 150
    for term in described:
        for predicate in (RDFS.label, SKOS.definition):
            texts = [text for text in own.objects(term, predicate) if isinstance(text, Literal)]
            assert sorted(str(text.language) for text in texts) == ["en", "zh"], (term, predicate)
            assert all(str(text).strip() for text in texts), (term, predicate)
        assert (term, SKOS.example, None) in own, term
        assert (term, DCTERMS.source, None) in own, term


def test_a_term_is_defined_by_the_module_that_declares_it(modules: dict[str, Graph]) -> None:
    for stem, module in modules.items():
        (ontology,) = module.subjects(RDF.type, OWL.Ontology)
        for term in terms(module):
            assert list(module.objects(term, RDFS.isDefinedBy)) == [ontology], (stem, term)


def test_english_labels_are_lower_case_but_for_names(own: Graph) -> None:
    for term in terms(own):
        label = next(str(t) for t in own.objects(term, RDFS.label) if t.language == "en")  # type: ignore[attr-defined]
        assert label == label.lower(), label


def test_quoted_examples_stand_in_the_document(own: Graph, annex: Path) -> None:
    text = annex.read_text("utf-8")
    starts = {
        int(match[1]): match.start() for match in re.finditer(r"^\t(\d{1,2})$", text, re.MULTILINE)
    }
    quoted = 0
    for term, example in own.subject_objects(SKOS.example):
        match = re.fullmatch(r"第(\d+)行：(.+)", str(example))
        if match is None:
            continue
        number = int(match[1])
        row = text[starts[number] : starts.get(number + 1, len(text))]
        assert match[2] in row, (term, str(example))
        quoted += 1
    assert quoted > 100


def test_every_module_is_under_the_licence_of_the_project(
    modules: dict[str, Graph], root: Path
) -> None:
    assert "Apache License" in (root / "LICENSE").read_text("utf-8")
    for module in modules.values():
        (ontology,) = module.subjects(RDF.type, OWL.Ontology)
        licence = URIRef("https://www.apache.org/licenses/LICENSE-2.0")
        assert list(module.objects(ontology, DCTERMS.license)) == [licence]
