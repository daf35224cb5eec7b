"""The vocabularies: every concept complete, every governing verb of the document covered."""

import re
from pathlib import Path

from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, RDFS

from cetu.namespaces import CETU, ID

LICENCE = URIRef("https://www.apache.org/licenses/LICENSE-2.0")
# What a concept is besides: its class, or one under it. Look-alikes and forms of names mean nothing
# of ours.
KIND = {
    "beneficiary": CETU.BeneficiaryClass,
    "body-kind": CETU.BodyKind,
    "document-kind": CETU.DocumentKind,
    "instrument": CETU.PolicyInstrument,
    "policy-side": CETU.PolicySide,
    "policy-verb": CETU.PolicyVerb,
    "programme": CETU.Programme,
    "unit": CETU.Unit,
    "verb-strength": CETU.VerbStrength,
}

# Words that stand before the verb, and how a clause begins that has no verb of its own.
BEFORE = [
    "积极",
    "持续",
    "进一步",
    "重点",
    "加快",
    "定期",
    "适度",
    "综合",
    "在站内",
    "更好",
    "切实",
    "组织",
    "可",
    "市镇联动",
    "科技、金融等相关部门",
]
WITHOUT = re.compile("或|不|对|与|通过|小微|合作银行|以及|按|最高|“|为|投向|针对|可在|发起|定期向")


def test_every_concept_is_complete(vocabularies: dict[str, Graph], own: Graph) -> None:
    for stem, graph in vocabularies.items():
        schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
        concepts = set(graph.subjects(RDF.type, SKOS.Concept))
        assert concepts, stem
        for concept in concepts | schemes:
            for predicate in (SKOS.prefLabel, SKOS.definition):
                texts = graph.objects(concept, predicate)
                tags = [text.language for text in texts if isinstance(text, Literal)]
                assert sorted(map(str, tags)) == ["en", "zh"], (concept, predicate)
        for concept in concepts:
            kind = str(concept).removeprefix(str(ID)).partition("/")[0]
            assert set(graph.objects(concept, SKOS.inScheme)) <= schemes
            if stem not in {"look-alikes", "instrument-forms"}:
                under = set(own.transitive_subjects(RDFS.subClassOf, KIND[kind]))
                assert under & set(graph.objects(concept, RDF.type)), concept


def test_no_two_concepts_share_a_definition(vocabularies: dict[str, Graph]) -> None:
    for stem, graph in vocabularies.items():
        texts = [str(text) for text in graph.objects(None, SKOS.definition)]
        assert len(texts) == len(set(texts)), stem


def test_a_scheme_has_a_licence_and_its_top_concepts(vocabularies: dict[str, Graph]) -> None:
    for graph in vocabularies.values():
        for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
            assert list(graph.objects(scheme, DCTERMS.license)) == [LICENCE]
            members = set(graph.subjects(SKOS.inScheme, scheme))
            tops = {one for one in members if members.isdisjoint(graph.objects(one, SKOS.broader))}
            assert tops
            assert set(graph.objects(scheme, SKOS.hasTopConcept)) == tops
            assert set(graph.subjects(SKOS.topConceptOf, scheme)) == tops


def test_a_class_and_its_top_concept_have_one_name(
    vocabularies: dict[str, Graph], own: Graph
) -> None:
    graph = vocabularies["instruments"]
    tops = set(graph.subjects(SKOS.notation))
    assert len(tops) == 11
    for top in tops:
        (kind,) = set(graph.objects(top, RDF.type)) - {SKOS.Concept}
        assert set(graph.objects(top, SKOS.prefLabel)) == set(own.objects(kind, RDFS.label))


def test_a_label_means_one_verb(vocabularies: dict[str, Graph]) -> None:
    graph = vocabularies["policy-verbs"]
    labels = [
        (str(label), label.language)
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
        for label in graph.objects(None, predicate)
        if isinstance(label, Literal)
    ]
    assert len(labels) == len(set(labels))


def test_every_verb_has_a_strength_of_the_scheme(vocabularies: dict[str, Graph]) -> None:
    graph = vocabularies["policy-verbs"]
    strengths = set(graph.subjects(RDF.type, CETU.VerbStrength))
    assert len(strengths) == 5
    used = set()
    for verb in graph.subjects(RDF.type, CETU.PolicyVerb):
        (strength,) = graph.objects(verb, CETU.strength)
        used.add(strength)
    assert used == strengths
    scheme = URIRef(ID["scheme/verb-strengths"])
    assert (scheme, URIRef("http://purl.org/dc/terms/source"), None) in graph


def test_every_clause_begins_with_a_known_verb(vocabularies: dict[str, Graph], annex: Path) -> None:
    graph = vocabularies["policy-verbs"]
    verbs = tuple(
        str(label)
        for predicate in (SKOS.prefLabel, SKOS.altLabel)
        for label in graph.objects(None, predicate)
        if isinstance(label, Literal) and label.language == "zh"
    )
    texts = [line.strip() for line in annex.read_text("utf-8").splitlines() if "。" in line]
    assert len(texts) == 39
    unknown = []
    for clause in re.split("[，；。]", "".join(texts)):
        rest = clause
        while cut := next((word for word in BEFORE if rest.startswith(word)), ""):
            if rest.startswith(verbs):
                break
            rest = rest.removeprefix(cut)
        if rest and not rest.startswith(verbs) and not WITHOUT.match(clause):
            unknown.append(clause)
    assert unknown == []


def test_the_body_kinds_are_those_of_the_ontology(
    vocabularies: dict[str, Graph], own: Graph
) -> None:
    kinds = set(vocabularies["body-kinds"].subjects(RDF.type, CETU.BodyKind))
    assert set(own.objects(None, URIRef("http://www.w3.org/2002/07/owl#hasValue"))) >= kinds
