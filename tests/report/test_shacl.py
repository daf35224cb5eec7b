"""The report as a SHACL validation report."""

from dataclasses import replace

import pyshacl
import pytest
from rdflib import DCTERMS, PROV, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from tests.report.conftest import (
    ALL,
    CLASH,
    FUNCTIONAL,
    GROUP,
    NO_TEXT,
    ONE_NUMBER,
    PLAN,
    TAG,
    TASK,
)

from cetu import report
from cetu.model.finding import Acceptance, Finding, Premise
from cetu.validate.shacl import path_text

OA = "http://www.w3.org/ns/oa#"
_SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass sh:ValidationReport ;
  sh:property [ sh:path sh:conforms ; sh:datatype xsd:boolean ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path sh:result ; sh:class sh:ValidationResult ] .
[] a sh:NodeShape ; sh:targetClass sh:ValidationResult ;
  sh:property [ sh:path sh:focusNode ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path sh:resultSeverity ; sh:nodeKind sh:IRI ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path sh:sourceConstraintComponent ; sh:nodeKind sh:IRI ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path sh:resultPath ; sh:maxCount 1 ] ,
    [ sh:path sh:value ; sh:maxCount 1 ] ,
    [ sh:path sh:sourceShape ; sh:maxCount 1 ] ,
    [ sh:path sh:resultMessage ; sh:uniqueLang true ; sh:languageIn ( "zh" "en" ) ] .
"""


def parsed(findings: list[Finding], *, consistent: bool | None = None) -> Graph:
    return Graph().parse(
        data=report.as_turtle(report.assemble(findings, consistent=consistent)), format="turtle"
    )


def result(graph: Graph, finding: Finding) -> URIRef:
    """The node of the only result about the thing of `finding` by its rule."""
    for link in (SH.sourceShape, SH.sourceConstraint):
        for node in graph.subjects(link, URIRef(finding.rule)):
            assert isinstance(node, URIRef)
            return node
    raise AssertionError(finding.rule)


def test_turtle_is_a_shacl_validation_report() -> None:
    graph = parsed(ALL)
    results = set(graph.subjects(RDF.type, SH.ValidationResult))
    assert results == set(graph.objects(None, SH.result))
    assert len(results) == 4
    for node in results:
        for required in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent):
            assert len(list(graph.objects(node, required))) == 1
        tags = [m.language for m in graph.objects(node, SH.resultMessage) if isinstance(m, Literal)]
        assert sorted(map(str, tags)) == ["en", "zh"]
        assert len(list(graph.objects(node, DCTERMS.type))) == 1


def test_it_conforms_to_the_shapes_of_a_report() -> None:
    """https://www.w3.org/TR/shacl/#results-validation-report says what a result must have."""
    shapes = Graph().parse(data=_SHAPES, format="turtle")
    conforms, _, text = pyshacl.validate(parsed(ALL, consistent=True), shacl_graph=shapes)
    assert conforms, text


def test_turtle_keeps_path_and_value_of_a_shape() -> None:
    graph = parsed([NO_TEXT, TAG])
    path = graph.value(result(graph, NO_TEXT), SH.resultPath)
    assert path is not None
    assert path_text(graph, path) == NO_TEXT.path
    assert graph.value(result(graph, TAG), SH.value) == Literal("示例", lang="zh-CN")


@pytest.mark.parametrize(
    "path",
    ["<https://example.org/p>", "^<https://example.org/p>", "<urn:a>|<urn:b>/<urn:c>|^<urn:d>"],
)
def test_turtle_writes_every_form_of_path(path: str) -> None:
    graph = parsed([replace(NO_TEXT, path=path)])
    (node,) = graph.objects(None, SH.resultPath)
    assert path_text(graph, node) == path


def test_turtle_names_the_rule_of_a_check_and_of_reasoning() -> None:
    rules = set(parsed([GROUP, CLASH]).objects(None, SH.sourceConstraint))
    assert rules == {
        URIRef("https://w3id.org/cetu/checks#group-members-unknown"),
        URIRef("https://w3id.org/cetu/contradictions#prp-fp"),
    }


def test_a_premise_is_a_statement_or_an_axiom_with_its_words() -> None:
    graph = parsed([CLASH])
    premises = set(graph.objects(result(graph, CLASH), PROV.wasDerivedFrom))
    assert len(premises) == 3
    (stated,) = graph.subjects(RDF.value, Literal(ONE_NUMBER.text))
    assert stated in premises
    assert (stated, RDF.subject, URIRef(TASK)) in graph
    assert (stated, RDF.object, Literal("1")) in graph
    assert (stated, RDFS.label, Literal(ONE_NUMBER.zh, lang="zh")) in graph
    assert (stated, URIRef(f"{OA}exact"), Literal(ONE_NUMBER.quote)) in graph
    assert (stated, DCTERMS.source, URIRef(PLAN)) in graph
    (axiom,) = graph.subjects(RDF.value, Literal(FUNCTIONAL.text))
    assert axiom in premises
    assert (axiom, RDF.type, RDF.Statement) not in graph


def test_the_same_premise_of_two_findings_is_one_node() -> None:
    graph = parsed([CLASH, GROUP])
    shared = set(graph.objects(result(graph, CLASH), PROV.wasDerivedFrom))
    assert set(graph.objects(result(graph, GROUP), PROV.wasDerivedFrom)) < shared


@pytest.mark.parametrize(
    "text", ["", "no statement", "<urn:a> <urn:b> .", "_:a <urn:b> <urn:c> .", '"x" <urn:b> "y" .']
)
def test_what_is_no_statement_of_names_stays_text(text: str) -> None:
    graph = parsed([replace(CLASH, premises=(Premise(text),))])
    (node,) = graph.subjects(RDF.value, Literal(text))
    assert (node, RDF.type, RDF.Statement) not in graph


def test_advice_other_rules_and_acceptance_are_told() -> None:
    told = report.assemble([NO_TEXT, CLASH], digest="d" * 64)
    (first, _) = told.findings
    known = Acceptance(first.identity, "原文如此", "2026-07-01", "2027-07-01")
    graph = Graph().parse(data=report.as_turtle(replace(told, accepted=(known,))), format="turtle")
    node = result(graph, NO_TEXT)
    assert (node, SKOS.editorialNote, Literal(NO_TEXT.advice_zh, lang="zh")) in graph
    assert (node, SKOS.note, Literal("原文如此")) in graph
    assert (result(graph, CLASH), RDFS.seeAlso, URIRef(CLASH.also[0])) in graph
    assert (node, DCTERMS.subject, URIRef(PLAN)) in graph
    assert graph.value(predicate=SH.conforms, object=Literal(True)) is not None
    assert graph.value(predicate=DCTERMS.source, object=Literal("d" * 64)) is not None


def test_turtle_repeats() -> None:
    paths = [
        replace(TAG, path=f"<urn:a>|^<urn:b>|<urn:c{n}>/<urn:d>", value=str(n)) for n in range(5)
    ]
    findings = [*ALL, *paths]
    assert report.as_turtle(report.assemble(findings)) == report.as_turtle(
        report.assemble(reversed(findings))
    )
