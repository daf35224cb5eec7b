"""Consistency by HermiT: sound data, bad literals, impossible classes, and what no rule names."""

from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph, Literal, URIRef
from rdflib.namespace import RDFS, XSD

from cetu.namespaces import CETU, ID, ONTOLOGY_IRI
from cetu.reason.contradictions import RULES
from cetu.reason.dl import consistent, holds
from cetu.reason.proof import proves


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


def test_a_contradiction_of_no_known_sort_is_told_by_what_it_rests_on(ontology: Graph) -> None:
    # A complement is outside OWL 2 RL as the rules here have it: only HermiT sees this one.
    graph = grown(ontology)
    graph.parse(
        data=f"""
        <{ID["body/bureau"]}> a <{CETU.MunicipalBureau}> ; <{RDFS.label}> "市财政局"@zh .
        <{ID["body/company"]}> a <{CETU.StateOwnedCompany}> ; <{RDFS.label}> "某集团"@zh .
        <{ID["place/city"]}> a <{CETU.Place}> ; <{RDFS.label}> "东莞市"@zh .
        <{CETU.MunicipalBureau}> <{RDFS.subClassOf}> [ a <{OWL.Class}> ;
            <{OWL.complementOf}> <urn:test:Listed> ] .
        <urn:test:Listed> a <{OWL.Class}> ; <{RDFS.label}> "在册者"@zh .
        <urn:test:listedBy> a <{OWL.ObjectProperty}> ; <{RDFS.label}> "列出"@zh ;
            <{RDFS.range}> <urn:test:Listed> .
        <{ID["place/city"]}> <urn:test:listedBy> <{ID["body/bureau"]}> .
        """,
        format="turtle",
    )
    result = consistent(graph)
    assert not result.consistent
    (finding,) = result.findings
    assert finding.rule == f"{RULES}hermit"
    assert finding.zh == (
        "以下 4 条不能同时成立：「市财政局」是「市级部门」；「东莞市」的「列出」是「市财政局」；"
        "凡「市级部门」，都不是「在册者」；「列出」的值，都是「在册者」。"
    )
    assert set(finding.value.split()) == {
        ID["place/city"].n3(),
        ID["body/bureau"].n3(),
    }
    assert proves(finding)


def test_an_ontology_against_itself_is_said_to_be_so(ontology: Graph) -> None:
    graph = grown(ontology, (CETU.cites, RDF.type, OWL.ReflexiveProperty))
    result = consistent(graph)
    assert not result.consistent
    assert [finding.thing for finding in result.findings] == [ONTOLOGY_IRI]


def test_a_search_cut_short_says_what_it_has(clean: Graph) -> None:
    graph = grown(clean, (ID["body/bureau"], RDF.type, CETU.StateOwnedCompany))
    result = consistent(graph, search_seconds=0)
    assert not result.consistent
    contradiction, more = sorted(result.findings, key=lambda one: one.severity)
    assert str(ID["body/bureau"]) in {t for p in contradiction.premises for t in iris(p.text)}
    assert contradiction.zh.endswith("（时间已到，所列依据可能有多余的。）")
    assert more.severity == "warning"
    assert more.zh == "只列出了 1 处矛盾，可能还有更多。"


def iris(text: str) -> set[str]:
    return {word.strip("<>()") for word in text.split()}


def test_two_things_wrong_are_two_findings_and_one_wrong_in_two_ways_is_one(clean: Graph) -> None:
    graph = grown(
        clean,
        # A fund is no actor, whether the bureau is one by its class, its name or its tasks.
        (ID["body/bureau"], RDF.type, CETU.InvestmentFund),
        (ID["document/annex"], CETU.cites, ID["document/annex"]),
    )
    result = consistent(graph)
    assert [(one.rule.removeprefix(RULES), one.thing) for one in result.findings] == [
        ("cax-adc", str(ID["body/bureau"])),
        ("prp-irp", str(ID["document/annex"])),
    ]
    assert all(map(proves, result.findings))


def test_holds_says_the_same(clean: Graph) -> None:
    assert holds(clean)
    assert not holds(grown(clean, (ID["document/annex"], CETU.cites, ID["document/annex"])))
    bad = Literal("2024-07-03", datatype=XSD.date)
    assert not holds(grown(clean, (ID["document/annex"], CETU.documentDate, bad)))
    same_code = (ID["place/other"], CETU.placeCode, Literal("441900"))
    assert not holds(grown(clean, (ID["place/other"], RDF.type, CETU.Place), same_code))


def test_a_key_of_things_of_another_class_is_no_contradiction(clean: Graph) -> None:
    # The domain of a code makes whatever has one a place; so the key is another property's here.
    code = URIRef("urn:test:code")
    graph = grown(
        clean,
        (code, RDF.type, OWL.DatatypeProperty),
        (ID["task/t17"], code, Literal("1")),
        (ID["task/t18"], code, Literal("1")),
    )
    graph.parse(
        data=f"<{CETU.Place}> <{OWL.hasKey}> ( <{code}> ) .",
        format="turtle",
    )
    assert holds(graph)
    assert consistent(graph, classes=False).findings == ()
