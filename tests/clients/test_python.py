"""SPARQLWrapper and rdflib's stores against the running service."""

from collections.abc import Callable
from typing import Any
from urllib.error import HTTPError

import pytest
from rdflib import XSD, Dataset, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import (
    CSV,
    GET,
    JSON,
    JSONLD,
    N3,
    POST,
    POSTDIRECTLY,
    RDFXML,
    TSV,
    TURTLE,
    URLENCODED,
    XML,
    SPARQLWrapper,
)
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, Unauthorized
from tests.clients.conftest import Service
from tests.clients.questions import (
    ASK,
    ASK_OTHER,
    CONSTRUCT,
    GRAPH,
    PARTIES,
    REFUSED,
    SAID,
    SELECT,
    insert,
    said,
)


def wrapper(asked: Service, text: str, form: str = JSON) -> SPARQLWrapper:
    made = SPARQLWrapper(asked.query, updateEndpoint=asked.update, returnFormat=form)
    made.setQuery(text)
    return made


def of_json(result: Any) -> list[str]:  # noqa: ANN401 - what SPARQLWrapper gives
    return [row["words"]["value"] for row in result["results"]["bindings"]]


def of_xml(result: Any) -> list[str]:  # noqa: ANN401 - what SPARQLWrapper gives
    return [
        "".join(text.data for text in node.childNodes)
        for node in result.getElementsByTagName("literal")
    ]


def of_lines(result: Any) -> list[str]:  # noqa: ANN401 - what SPARQLWrapper gives
    _, *lines = result.decode().splitlines()
    return [line.removesuffix("@zh").strip('"') for line in lines]


@pytest.mark.parametrize(
    ("form", "words"), [(JSON, of_json), (XML, of_xml), (CSV, of_lines), (TSV, of_lines)]
)
@pytest.mark.parametrize("method", [GET, POST])
def test_sparqlwrapper_reads_rows_of_every_format(
    asked: Service, form: str, words: Callable[[Any], list[str]], method: str
) -> None:
    made = wrapper(asked, SELECT, form)
    made.setMethod(method)
    assert words(made.queryAndConvert()) == PARTIES


@pytest.mark.parametrize("way", [URLENCODED, POSTDIRECTLY])
def test_sparqlwrapper_asks_in_both_ways_of_post(asked: Service, way: str) -> None:
    for text, truth in ((ASK, True), (ASK_OTHER, False)):
        made = wrapper(asked, text)
        made.setMethod(POST)
        made.setRequestMethod(way)
        result: Any = made.queryAndConvert()
        assert result["boolean"] is truth


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # which SPARQLWrapper uses
@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, JSONLD, XML])
def test_sparqlwrapper_reads_graphs_of_every_format(asked: Service, form: str) -> None:
    result: Any = wrapper(asked, CONSTRUCT, form).queryAndConvert()
    if not isinstance(result, Graph):
        result = Graph().parse(data=result, format="turtle")
    assert sorted(str(value) for value in result.objects()) == sorted(PARTIES)


def test_sparqlwrapper_tells_what_was_wrong(asked: Service) -> None:
    with pytest.raises(QueryBadFormed, match="more than 50 triple patterns"):
        wrapper(asked, REFUSED).query()


def test_sparqlwrapper_writes_with_a_key_and_not_without(asked: Service) -> None:
    made = wrapper(asked, insert("sparqlwrapper"))
    made.setMethod(POST)
    with pytest.raises(Unauthorized):
        made.query()
    made.addCustomHttpHeader("Authorization", f"Bearer {asked.key}")
    made.query()
    assert of_json(wrapper(asked, said("sparqlwrapper")).queryAndConvert()) == [SAID]


@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_reads_rows(asked: Service, form: str) -> None:
    graph = Graph(SPARQLStore(asked.query, returnFormat=form))
    assert [str(row[0]) for row in graph.query(SELECT)] == PARTIES  # type: ignore[index]


def test_rdflib_reads_triples_and_truth(asked: Service) -> None:
    graph = Graph(SPARQLStore(asked.query))
    ordinal = URIRef("https://w3id.org/cetu/ontology#taskOrdinal")
    (task,) = graph.subjects(ordinal, Literal(17, datatype=XSD.integer))
    label = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
    assert (task, label, None) in graph
    assert graph.query(ASK).askAnswer is True
    assert graph.query(ASK_OTHER).askAnswer is False
    built = graph.query(CONSTRUCT).graph
    assert built is not None
    assert sorted(str(value) for value in built.objects()) == sorted(PARTIES)


def test_rdflib_tells_what_was_wrong(asked: Service) -> None:
    with pytest.raises(ValueError, match="something wrong") as caught:
        Graph(SPARQLStore(asked.query)).query(REFUSED)
    cause = caught.value.__context__
    assert isinstance(cause, HTTPError)
    assert cause.code == 400
    assert "more than 50 triple patterns" in cause.read().decode()


def test_rdflib_writes_with_a_key_and_not_without(asked: Service) -> None:
    name = URIRef(f"{GRAPH}rdflib")
    triple = (name, URIRef("https://example.org/says"), Literal(SAID, lang="zh"))
    stranger = Dataset(SPARQLUpdateStore(asked.query, asked.update))
    with pytest.raises(HTTPError, match="401"):
        stranger.graph(name).add(triple)
    keyed = {"Authorization": f"Bearer {asked.key}"}
    dataset = Dataset(SPARQLUpdateStore(asked.query, asked.update, headers=keyed))
    graph = dataset.graph(name)
    graph.add(triple)
    assert list(graph) == [triple]
    graph.remove(triple)
    assert list(graph) == []
