"""Rows and tasks as RDF."""

import re

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import XSD

from cetu.namespaces import CETU, ID


def _task(graph: Graph, number: str) -> URIRef:
    node = graph.value(predicate=CETU.taskNumber, object=Literal(number))
    assert isinstance(node, URIRef)
    return node


def test_there_are_no_blank_nodes_and_every_iri_of_ours_is_ascii(graph: Graph) -> None:
    for triple in graph:
        for term in triple:
            if isinstance(term, URIRef):
                assert re.fullmatch(r"[!-~]+", str(term))
            else:
                assert isinstance(term, Literal)


def test_a_row_and_its_task_are_two_nodes(graph: Graph) -> None:
    task = _task(graph, "17")
    row = graph.value(predicate=CETU.orders, object=task)
    assert (row, RDF.type, CETU.TextRow) in graph
    assert str(graph.value(row, CETU.rowNumber)) == "17"


def test_responsibilities_stand_in_order_with_role_listed(graph: Graph) -> None:
    found = sorted(
        (
            int(str(graph.value(node, CETU.position))),
            str(graph.value(node, CETU.asWritten)),
            graph.value(node, CETU.role),
        )
        for node in graph.objects(_task(graph, "17"), CETU.hasResponsibility)
    )
    assert found == [
        (1, "市工业和信息化局", CETU.listed),
        (2, "市财政局", CETU.listed),
        (3, "风险补偿政策联席会议成员单位", CETU.listed),
    ]


def test_no_lead_is_stated_anywhere(graph: Graph) -> None:
    assert set(graph.objects(None, CETU.role)) == {CETU.listed}


def test_the_limit_of_task_seventeen(graph: Graph) -> None:
    (limit,) = graph.objects(_task(graph, "17"), CETU.hasLimit)
    assert graph.value(limit, CETU.value) == Literal("80", datatype=XSD.decimal)
    assert graph.value(limit, CETU.unit) == ID["unit/percent"]
    assert graph.value(limit, CETU.bound) == CETU["max"]
    assert str(graph.value(limit, CETU.base)) == "贷款本金"
    assert graph.value(limit, CETU.onInstrument) == ID["instrument/fengxian-buchang"]


def test_the_name_plate_acted_under(graph: Graph) -> None:
    (plated,) = graph.subject_objects(CETU.actsUnder)
    assert plated[1] == ID["body-name/441900-xuanchuanbu/3"]
    assert graph.value(plated[0], CETU.party) == ID["body/441900-xuanchuanbu"]


def test_row_forty_is_incomplete_and_invents_nothing(graph: Graph) -> None:
    task = _task(graph, "40")
    assert graph.value(task, CETU.completeness) == CETU.incompleteInSource
    notes = [n for n in graph.objects(task, CETU.incompletenessNote) if isinstance(n, Literal)]
    assert {note.language for note in notes} == {"zh", "en"}
    assert graph.value(task, CETU.taskText) is None
    assert graph.value(task, CETU.hasResponsibility) is None
    others = set(graph.subjects(CETU.completeness, CETU.incompleteInSource)) - {task}
    assert len(others) == 1  # its row


def test_a_measure_stands_once_though_its_heading_is_repeated(graph: Graph) -> None:
    measures = list(graph.subjects(RDF.type, CETU.Measure))
    ordinals = sorted(int(str(graph.value(m, CETU.measureOrdinal))) for m in measures)
    assert ordinals == list(range(1, 15))
    headings = list(graph.subjects(RDF.type, CETU.Heading))
    assert len(headings) == 16
