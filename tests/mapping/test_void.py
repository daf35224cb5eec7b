"""What a graph is said to hold, counted by hand."""

import pyoxigraph as ox
from rdflib import DCAT, RDF, RDFS, VOID, BNode, Literal, URIRef

from cetu.mapping import Entry, holdings
from cetu.mapping.void import DATASET, count, short
from cetu.namespaces import CETU, GRAPH

TURTLE = """
@prefix cetu: <https://w3id.org/cetu/ontology#> .
@prefix x: <https://example.org/> .
x:a a cetu:Task , x:Odd ; cetu:taskText "一" ; cetu:taskNumber "1" .
x:b a cetu:Task ; cetu:taskText "二" .
x:c cetu:taskText "三" .
"""
TRIPLES = [quad.triple for quad in ox.parse(TURTLE, format=ox.RdfFormat.TURTLE)]
NODE = GRAPH["one/1"]
ENTRY = Entry(NODE, "一", "one", len(TRIPLES))


def test_counts() -> None:
    found = count(TRIPLES)
    assert (found.triples, found.subjects, found.classes, found.properties) == (7, 3, 2, 3)
    assert found.of_class == {str(CETU.Task): 2, "https://example.org/Odd": 1}
    assert found.of_property == {
        str(RDF.type): 3,
        str(CETU.taskText): 3,
        str(CETU.taskNumber): 1,
    }


def test_partitions_of_a_graph_are_counted() -> None:
    held = holdings(ENTRY, TRIPLES)
    assert held.value(NODE, VOID.triples) == Literal(7)
    tasks = URIRef(f"{NODE}#class-cetu.Task")
    assert (NODE, VOID.classPartition, tasks) in held
    assert held.value(tasks, VOID["class"]) == CETU.Task
    assert held.value(tasks, VOID.entities) == Literal(2)
    texts = URIRef(f"{NODE}#property-cetu.taskText")
    assert held.value(texts, VOID.triples) == Literal(3)


def test_editors_find_the_properties_of_a_class() -> None:
    rows = holdings(ENTRY, TRIPLES).query(
        """PREFIX v: <http://rdfs.org/ns/void#> SELECT ?class ?property
        WHERE { ?part v:class ?class ; v:propertyPartition/v:property ?property }"""
    )
    odd = URIRef("https://example.org/Odd")
    every = {RDF.type, CETU.taskText, CETU.taskNumber}
    assert {tuple(row) for row in rows} == {  # type: ignore[arg-type]  # rows of a SELECT
        (of, name) for of in (CETU.Task, odd) for name in every
    }


def test_what_is_said_of_two_graphs_is_true_of_both_together() -> None:
    other = Entry(GRAPH["two/1"], "二", "two", 2)
    both = holdings(ENTRY, TRIPLES) + holdings(other, TRIPLES[:2])
    assert both.value(NODE, VOID.triples) == Literal(7)
    assert len(list(both.objects(GRAPH["two/1"], VOID.triples))) == 1
    assert not list(both.objects(DATASET, VOID.triples))  # nobody has counted the whole


def test_a_catalogue_leads_to_the_graph() -> None:
    held = holdings(ENTRY, TRIPLES)
    (catalogue,) = held.subjects(DCAT.dataset, NODE)
    assert (catalogue, RDF.type, DCAT.Catalog) in held
    form = held.value(NODE, DCAT.distribution)
    assert held.value(form, DCAT.downloadURL) == URIRef(f"{NODE}.ttl")
    assert not any(isinstance(node, BNode) for node in held.all_nodes())


def test_short_names_tell_iris_apart() -> None:
    names = [str(CETU.Task), str(RDFS.label), "https://example.org/a", f"{CETU}a/b"]
    assert short(names[0]) == "cetu.Task"
    assert len({short(name) for name in names}) == 4
    assert all(c.isalnum() or c in ".-_" for name in names for c in short(name))


def test_an_empty_graph() -> None:
    assert holdings(Entry(NODE, "空", "empty", 0), []).value(NODE, VOID.triples) == Literal(0)
