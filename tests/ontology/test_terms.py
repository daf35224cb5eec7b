"""What every term has: label, definition, example, source, and a use."""

import re
from pathlib import Path

from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDFS

from cetu.namespaces import CETU

KINDS = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.NamedIndividual,
)


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


def test_every_term_is_used(own: Graph, root: Path) -> None:
    """By a shape, a query, a vocabulary, another term, or the code that writes the graph.

    What a chain gives is written by no code and asked by those who want the short way.
    """
    paths = [*(root / "shapes").glob("*.ttl"), *(root / "queries").glob("*/*.rq")]
    paths += [*(root / "ontology/vocabulary").glob("*.ttl"), *(root / "service").rglob("*.py")]
    text = "".join(path.read_text("utf-8") for path in paths)
    named = {CETU[name] for name in re.findall(r"(?:cetu:|CETU\.)([A-Za-z]+)", text)}
    given = set(own.subjects(OWL.propertyChainAxiom))
    assert terms(own) - named - given - set(own.objects()) == set()


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
