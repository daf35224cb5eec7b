"""Consistency by HermiT: sound data, bad literals, impossible classes, and what no rule names."""

from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph, Literal, URIRef
from rdflib.namespace import RDFS, XSD

from cetu.errors import CheckFailed
from cetu.namespaces import CETU, ID, ONTOLOGY_IRI
from cetu.reason import conflict, hermit, logic
from cetu.reason.contradictions import RULES
from cetu.reason.dl import consistent


def grown(clean: Graph, *rows: tuple[URIRef, URIRef, URIRef | Literal]) -> Graph:
    graph = Graph()
    graph += clean
    for row in rows:
        graph.add(row)
    return graph


def test_sound_data_is_consistent(clean: Graph, capfd: pytest.CaptureFixture[str]) -> None:
    result = consistent(clean)
    assert result.consistent
    assert result.unsatisfiable == ()
    assert result.findings == ()
    assert capfd.readouterr() == ("", "")


def test_vocabularies_and_reference_data_are_consistent(ontology: Graph, root: Path) -> None:
    graph = grown(ontology)
    for folder in ("ontology/vocabulary", "data/reference"):
        for path in sorted((root / folder).glob("*.ttl")):
            graph.parse(path)
    result = consistent(graph)
    assert [finding.zh for finding in result.findings] == []
    assert result.consistent


def test_an_impossible_class_is_named(clean: Graph) -> None:
    both = URIRef("https://w3id.org/cetu/ontology#PlaceThatActs")
    result = consistent(
        grown(
            clean,
            (both, RDF.type, OWL.Class),
            (both, RDFS.label, Literal("会行动的地方", lang="zh")),
            (both, RDFS.subClassOf, CETU.Place),
            (both, RDFS.subClassOf, CETU.Actor),
        )
    )
    assert result.consistent, "a class that nothing is in contradicts nothing"
    assert result.unsatisfiable == (str(both),)
    (finding,) = result.findings
    assert finding.zh == "类「会行动的地方」的定义自相矛盾，不可能有任何成员。"


@pytest.mark.parametrize(
    ("predicate", "value", "zh"),
    [
        (
            CETU.documentDate,
            Literal("2024-13-45T00:00:00", datatype=XSD.dateTime, normalize=False),
            "「分工表」的「成文日期」写作「2024-13-45T00:00:00」，不是合法的 dateTime 值。",
        ),
        (
            CETU.documentDate,
            Literal("2024-07-03", datatype=XSD.date),
            "「分工表」的「成文日期」写作「2024-07-03」，不是合法的 date 值。",
        ),
    ],
)
def test_a_literal_that_hermit_cannot_take_is_reported(
    clean: Graph, predicate: URIRef, value: Literal, zh: str
) -> None:
    result = consistent(grown(clean, (ID["document/annex"], predicate, value)))
    assert not result.consistent
    assert [finding.zh for finding in result.findings] == [zh]
    assert result.findings[0].rule == f"{RULES}dt-not-type"


def test_the_end_of_a_page_inside_a_quote_stops_nothing(clean: Graph) -> None:
    quote = (ID["evidence/g2"], CETU.exactQuote, Literal("市财\n7\n\f政局"))
    result = consistent(grown(clean, (quote[0], RDF.type, CETU.Evidence), quote), classes=False)
    assert result.findings == ()
    assert result.consistent


def test_what_is_absent_is_no_contradiction(clean: Graph) -> None:
    graph = grown(clean)
    graph.remove((ID["responsibility/r1"], CETU.party, None))
    graph.remove((ID["task/t17"], CETU.evidence, None))
    assert consistent(graph).consistent


def test_a_contradiction_that_no_rule_names_is_narrowed_to_its_things(ontology: Graph) -> None:
    # A complement is outside OWL 2 RL as the rules here have it: only HermiT sees this one.
    graph = grown(ontology)
    graph.parse(
        data=f"""
        <{ID["body/bureau"]}> a <{CETU.MunicipalBureau}> ; <{RDFS.label}> "市财政局"@zh .
        <{ID["body/company"]}> a <{CETU.StateOwnedCompany}> ; <{RDFS.label}> "某集团"@zh .
        <{ID["place/city"]}> a <{CETU.Place}> ; <{RDFS.label}> "东莞市"@zh .
        <{CETU.MunicipalBureau}> <{RDFS.subClassOf}> [ a <{OWL.Class}> ;
            <{OWL.complementOf}> <urn:test:Listed> ] .
        <urn:test:Listed> a <{OWL.Class}> .
        <urn:test:listedBy> a <{OWL.ObjectProperty}> ; <{RDFS.range}> <urn:test:Listed> .
        <{ID["place/city"]}> <urn:test:listedBy> <{ID["body/bureau"]}> .
        """,
        format="turtle",
    )
    result = consistent(graph)
    assert not result.consistent
    (finding,) = result.findings
    assert finding.rule == f"{RULES}hermit"
    assert "「东莞市」" in finding.zh
    assert "「市财政局」" in finding.zh
    assert set(finding.value.split()) == {
        ID["place/city"].n3(),
        ID["body/bureau"].n3(),
    }


def test_an_ontology_against_itself_is_said_to_be_so(ontology: Graph) -> None:
    graph = grown(ontology, (CETU.cites, RDF.type, OWL.ReflexiveProperty))
    result = consistent(graph)
    assert not result.consistent
    assert [finding.thing for finding in result.findings] == [ONTOLOGY_IRI]


def test_the_search_stops_in_time(clean: Graph) -> None:
    graph = grown(clean, (ID["body/bureau"], RDF.type, CETU.StateOwnedCompany))
    assert ID["body/bureau"] in conflict.culprits(graph, seconds=0)


def test_imports_labels_and_undeclared_properties_stay_out(clean: Graph) -> None:
    undeclared = URIRef("urn:test:undeclared")
    graph = grown(
        clean,
        (URIRef(ONTOLOGY_IRI), OWL.imports, URIRef("http://127.0.0.1:9/elsewhere")),
        (ID["task/t17"], undeclared, Literal("x")),
    )
    kept = logic.logical(graph)
    assert (None, OWL.imports, None) not in kept
    assert (None, RDFS.label, None) not in kept
    assert (None, undeclared, None) not in kept
    assert len(list(kept.subjects(RDF.type, OWL.Ontology))) == 1
    assert (ID["task/t17"], RDF.type, OWL.NamedIndividual) in kept


def test_a_reasoner_that_runs_too_long_is_stopped(clean: Graph) -> None:
    with pytest.raises(CheckFailed, match="did not finish"):
        hermit.consistent(logic.logical(clean), timeout_s=0.05)


def test_axioms_that_cannot_be_read_are_an_error_not_an_answer() -> None:
    graph = Graph()
    graph.add((CETU.x, RDF.type, OWL.DatatypeProperty))
    graph.add((ID.y, CETU.x, Literal("2024-07-03", datatype=XSD.date)))
    with pytest.raises(CheckFailed, match="reasoner stopped"):
        hermit.consistent(graph)
