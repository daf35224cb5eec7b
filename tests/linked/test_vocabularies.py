"""The SKOS vocabularies as a browser of vocabularies wants them, and as a file of their own."""

from pathlib import Path

import httpx
import pytest
from rdflib import RDF, SKOS, VOID, Graph, Namespace, URIRef

SKOSMOS = Namespace("http://purl.org/net/skosmos#")


@pytest.fixture(scope="module")
def vocabularies(shipped: str) -> Graph:
    """All of them, as they are downloaded."""
    return Graph().parse(data=httpx.get(f"{shipped}/graph/vocabulary.ttl").text, format="turtle")


@pytest.fixture(scope="module")
def configured(root: Path) -> Graph:
    return Graph().parse(root / "docs/deploy/skosmos.ttl")


def test_every_scheme_is_configured(vocabularies: Graph, configured: Graph) -> None:
    schemes = set(vocabularies.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(schemes) >= 8
    assert set(configured.objects(None, SKOSMOS.mainConceptScheme)) == schemes
    for entry in configured.subjects(RDF.type, SKOSMOS.Vocabulary):
        scheme = configured.value(entry, SKOSMOS.mainConceptScheme)
        spaces = tuple(str(one) for one in configured.objects(entry, VOID.uriSpace))
        concepts = list(vocabularies.subjects(SKOS.inScheme, scheme))
        assert concepts
        assert all(str(concept).startswith(spaces) for concept in concepts)


def test_a_browser_finds_its_way(vocabularies: Graph) -> None:
    """Every concept is in a scheme, is named in both languages, and is reached from the top."""
    reached = set()
    todo = list(vocabularies.objects(None, SKOS.hasTopConcept))
    while todo:
        one = todo.pop()
        if one not in reached:
            reached.add(one)
            todo += vocabularies.subjects(SKOS.broader, one)
    concepts = set(vocabularies.subjects(SKOS.inScheme, None))
    assert len(concepts) > 200
    assert concepts <= reached
    for concept in concepts:
        languages = [
            getattr(label, "language", "")
            for label in vocabularies.objects(concept, SKOS.prefLabel)
        ]
        assert sorted(languages) == ["en", "zh"], concept


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("suffix", ["ttl", "nt", "rdf", "jsonld"])
def test_a_concept_by_its_iri_in_every_form(suffix: str, shipped: str) -> None:
    forms = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}
    answer = httpx.get(f"{shipped}/id/instrument/fengxian-buchang.{suffix}")
    graph = Graph().parse(data=answer.text, format=forms[suffix])
    concept = URIRef("https://w3id.org/cetu/id/instrument/fengxian-buchang")
    assert set(graph.objects(concept, SKOS.broader))
