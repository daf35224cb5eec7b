"""What a shape finds, told in both languages; tests/shapes tries the shapes themselves."""

from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SH, XSD, Graph, Literal, URIRef

from cetu.errors import CheckFailed
from cetu.validate import shapes as validate

PREFIXES = """
@prefix cetu: <https://w3id.org/cetu/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix x: <https://example.org/> .
"""
SHAPE = """
x:S a sh:NodeShape ; sh:targetClass cetu:Task ; sh:property x:S-text .
x:S-text a sh:PropertyShape ; sh:path cetu:taskText ; sh:minCount 1 ; sh:severity sh:%s ;
    sh:message "没有文字。"@zh, "It has no text."@en .
"""


def graph(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


def test_a_finding_names_the_thing_in_both_languages() -> None:
    data = graph('x:t a cetu:Task ; rdfs:label "任务1"@zh, "task 1"@en .')
    (finding,) = validate.shapes(data, graph(SHAPE % "Violation"))
    assert finding.zh == "「任务1」：没有文字。"
    assert finding.en == "“task 1”: It has no text."
    assert finding.thing == "https://example.org/t"
    assert finding.rule == "https://example.org/S-text"
    assert finding.layer == "shape"
    assert finding.path == "<https://w3id.org/cetu/ontology#taskText>"
    assert finding.component == str(SH.MinCountConstraintComponent)
    assert finding.value == ""


@pytest.mark.parametrize(
    ("severity", "expected"),
    [("Violation", "violation"), ("Warning", "warning"), ("Info", "info"), ("Grave", "violation")],
)
def test_severity_is_that_of_the_shape(severity: str, expected: str) -> None:
    turtle = (SHAPE % severity).replace("sh:Grave", "x:Grave")
    (finding,) = validate.shapes(graph("x:t a cetu:Task ."), graph(turtle))
    assert finding.severity == expected


def test_the_reason_of_a_gap_and_the_quote_are_told() -> None:
    data = graph("""
        x:t a cetu:Task ; rdfs:label "任务40"@zh ; cetu:evidence x:e1, x:e2 ;
            cetu:incompletenessNote "只有序号。"@zh, "A number only."@en .
        x:e1 cetu:exactQuote "40" . x:e2 cetu:exactQuote "40 \\n（缺）" .
    """)
    (finding,) = validate.shapes(data, graph(SHAPE % "Warning"))
    assert finding.zh == "「任务40」：没有文字。原因：只有序号。"
    assert finding.en == "“任务40”: It has no text. Reason: A number only."
    assert finding.quote == "40 \n（缺）"


@pytest.mark.parametrize(
    ("value", "zh", "kept"),
    [
        ('" "', "（现值：空白）", '" "'),
        ('"多"@zh-CN', "（现值：多）", '"多"@zh-CN'),
        ("cetu:chief", "（现值：chief）", "<https://w3id.org/cetu/ontology#chief>"),
        ("x:known", "（现值：已知）", "<https://example.org/known>"),
    ],
)
def test_a_wrong_value_is_told_and_kept(value: str, zh: str, kept: str) -> None:
    shape = """
    x:S a sh:NodeShape ; sh:targetClass cetu:Task ; sh:property x:S-role .
    x:S-role a sh:PropertyShape ; sh:path cetu:role ; sh:in ( cetu:lead ) ;
        sh:message "角色不对。"@zh, "Wrong role."@en .
    """
    data = graph(f'x:t a cetu:Task ; cetu:role {value} . x:known skos:prefLabel "已知"@zh .')
    (finding,) = validate.shapes(data, graph(shape))
    assert finding.zh.endswith("角色不对。" + zh)
    assert finding.value == kept


def test_a_thing_without_a_label_goes_by_its_words_or_its_key() -> None:
    data = graph("""
        x:t a cetu:Task ; cetu:asWritten "支持  企业" .
        <https://w3id.org/cetu/id/task/d/1> a cetu:Task .
    """)
    found = validate.shapes(data, graph(SHAPE % "Violation"))
    assert {f.zh.partition("：")[0] for f in found} == {"「支持 企业」", "「task/d/1」"}


def test_hierarchy_holds_named_classes_only_and_lets_shapes_reach_subclasses() -> None:
    ontology = graph("""
        cetu:Order rdfs:subClassOf cetu:Task, [ a owl:Restriction ] .
        cetu:Task a owl:Class .
    """)
    hierarchy = validate.hierarchy(ontology)
    task = URIRef("https://w3id.org/cetu/ontology#Task")
    order = URIRef("https://w3id.org/cetu/ontology#Order")
    assert set(hierarchy) == {(order, RDFS.subClassOf, task)}
    data = graph("x:t a cetu:Order .")
    assert validate.shapes(data, graph(SHAPE % "Violation")) == []
    assert len(validate.shapes(data + hierarchy, graph(SHAPE % "Violation"))) == 1


def test_data_are_left_as_they_were() -> None:
    data = graph("x:t a cetu:Task .")
    before = set(data)
    validate.shapes(data, graph(SHAPE % "Violation"))
    assert set(data) == before


@pytest.mark.parametrize("constraint", ['sh:minCount "one"', 'sh:pattern "("'])
def test_shapes_that_cannot_run_say_so(constraint: str) -> None:
    shape = graph(f"""
        x:S a sh:NodeShape ; sh:targetClass cetu:Task ; sh:property x:S-text .
        x:S-text a sh:PropertyShape ; sh:path cetu:taskText ; {constraint} .
    """)
    with pytest.raises(CheckFailed) as caught:
        validate.shapes(graph('x:t a cetu:Task ; cetu:taskText "支持" .'), shape)
    assert caught.value.exit_code == 2
    assert "shapes/" in caught.value.hint


def test_load_reads_every_turtle_file_and_names_a_broken_one(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(PREFIXES + "x:A a sh:NodeShape .", encoding="utf-8")
    (tmp_path / "b.ttl").write_text(PREFIXES + "x:B a sh:NodeShape .", encoding="utf-8")
    assert len(set(validate.load(tmp_path).subjects(RDF.type, SH.NodeShape))) == 2
    (tmp_path / "c.ttl").write_text("x:C a", encoding="utf-8")
    with pytest.raises(CheckFailed, match=r"c\.ttl"):
        validate.load(tmp_path)


def test_a_value_outside_its_datatype_is_found() -> None:
    """rdflib keeps an ill-typed literal; the shape must see it."""
    shape = graph("""
        x:S a sh:NodeShape ; sh:targetClass cetu:Evidence ; sh:property x:S-start .
        x:S-start a sh:PropertyShape ; sh:path cetu:startOffset ;
            sh:datatype <http://www.w3.org/2001/XMLSchema#nonNegativeInteger> ;
            sh:message "起点不对。"@zh, "Wrong start."@en .
    """)
    data = Graph()
    evidence = URIRef("https://example.org/e")
    data.add((evidence, RDF.type, URIRef("https://w3id.org/cetu/ontology#Evidence")))
    start = URIRef("https://w3id.org/cetu/ontology#startOffset")
    data.add((evidence, start, Literal("-1", datatype=XSD.nonNegativeInteger)))
    assert len(validate.shapes(data, shape)) == 1


def test_what_a_document_touches_of_the_shared_graphs_is_enough() -> None:
    shape = graph(
        """
        x:Body a sh:NodeShape ; sh:targetClass cetu:OrganisationalBody ;
            sh:property x:Body-name .
        x:Body-name sh:path [ sh:alternativePath ( cetu:hasName [ sh:inversePath cetu:nameOf ] ) ] ;
            sh:minCount 1 ; sh:message "无名"@zh , "no name"@en .
        x:Task a sh:NodeShape ; sh:targetClass cetu:Task ;
            sh:property x:Task-lead .
        x:Task-lead sh:path cetu:lead ; sh:class cetu:OrganisationalBody ;
            sh:message "不是机构"@zh , "no body"@en .
        """
    )
    shared = graph(
        """
        x:named a cetu:OrganisationalBody . x:name cetu:nameOf x:named .
        x:nameless a cetu:OrganisationalBody . x:unknown a cetu:OrganisationalBody .
        x:place a cetu:Place .
        """
    )
    data = graph("x:t a cetu:Task ; cetu:lead x:named , x:nameless , x:place .")
    touched = validate.part(shared, data, shape)
    assert {str(thing).rpartition("/")[2] for thing in touched.subjects()} == {
        "named",
        "name",
        "nameless",
        "place",
    }
    alone = validate.shapes(shared, shape)
    found = validate.shapes(touched + data, shape)
    assert {*alone, *found} == {*validate.shapes(shared + data, shape)}
    assert len({*alone, *found}) == 3
