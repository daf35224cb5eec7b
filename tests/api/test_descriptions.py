"""What the service and its data say of themselves: Service Description, VoID, DCAT."""

import httpx
import pytest
from rdflib import DCAT, DCTERMS, RDF, VOID, Graph, Literal, Namespace, URIRef

from cetu.engine.formats import GRAPH_TYPES

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
LABELS = URIRef("https://w3id.org/cetu/graph/labels")
FILLER = URIRef("https://w3id.org/cetu/graph/filler")
WHOLE = URIRef("https://w3id.org/cetu/graph/void#dataset")
LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
NEXT = URIRef("urn:x:next")


def _turtle(client: httpx.Client, path: str, **params: str) -> Graph:
    answer = client.get(path, params=params, headers={"Accept": "text/turtle"})
    assert answer.status_code == 200, answer.text
    return Graph().parse(data=answer.text, format="turtle")


def test_the_dataset_of_the_service_is_described_graph_by_graph(
    client: httpx.Client, address: str
) -> None:
    found = _turtle(client, "/sparql")
    service = found.value(None, SD.endpoint, URIRef(f"{address}/sparql"))
    assert set(found.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query}  # nobody writes
    dataset = found.value(service, SD.defaultDataset)
    default = found.value(dataset, SD.defaultGraph)
    assert found.value(default, VOID.triples) == Literal(2003)
    named = {
        found.value(one, SD.name): found.value(found.value(one, SD.graph), VOID.triples)
        for one in found.objects(dataset, SD.namedGraph)
    }
    assert named == {LABELS: Literal(3), FILLER: Literal(2000)}


def test_void_counts_the_whole_and_each_graph(client: httpx.Client, address: str) -> None:
    found = _turtle(client, "/.well-known/void")
    assert found.value(WHOLE, VOID.triples) == Literal(2003)
    assert found.value(WHOLE, VOID.distinctSubjects) == Literal(2002)
    assert found.value(WHOLE, VOID.sparqlEndpoint) == URIRef(f"{address}/sparql")
    assert found.value(WHOLE, DCTERMS.license) is not None
    parts = {
        found.value(part, VOID.property): found.value(part, VOID.triples)
        for part in found.objects(WHOLE, VOID.propertyPartition)
    }
    assert parts == {LABEL: Literal(3), NEXT: Literal(2000)}
    assert set(found.objects(WHOLE, VOID.subset)) == {LABELS, FILLER}
    assert found.value(FILLER, VOID.distinctSubjects) == Literal(2000)


def test_void_of_one_graph(client: httpx.Client) -> None:
    found = _turtle(client, "/.well-known/void", graph=str(LABELS))
    (part,) = found.objects(LABELS, VOID.propertyPartition)
    assert found.value(part, VOID.property) == LABEL
    assert found.value(part, VOID.triples) == Literal(3)
    assert not list(found.predicate_objects(FILLER))
    for wrong in ("urn:x:none", ""):
        assert client.get("/.well-known/void", params={"graph": wrong}).status_code == 404


def test_dcat_leads_to_every_graph(client: httpx.Client, address: str) -> None:
    found = _turtle(client, "/dcat")
    (catalogue,) = found.subjects(RDF.type, DCAT.Catalog)
    assert {LABELS, FILLER} < set(found.objects(catalogue, DCAT.dataset))
    (service,) = found.objects(catalogue, DCAT.service)
    assert found.value(service, DCAT.endpointURL) == URIRef(f"{address}/sparql")
    types = set()
    for form in found.objects(LABELS, DCAT.distribution):
        types.add(str(found.value(form, DCAT.mediaType)).partition("media-types/")[2])
    assert types == set(GRAPH_TYPES)


@pytest.mark.parametrize("path", ["/.well-known/void", "/dcat"])
def test_descriptions_in_every_form(client: httpx.Client, path: str) -> None:
    for media_type in GRAPH_TYPES:
        answer = client.get(path, headers={"Accept": f"image/png, {media_type};q=0.3"})
        assert answer.headers["content-type"].partition(";")[0] == media_type
    for end, media_type in ((".ttl", "text/turtle"), (".jsonld", "application/ld+json")):
        assert client.get(path + end).headers["content-type"].startswith(media_type)
    assert client.get(path, params={"format": "nq"}).headers["content-type"] == GRAPH_TYPES[4]
    assert client.get(path, headers={"Accept": "image/png"}).status_code == 406
    assert client.get(path, params={"format": "doc"}).status_code == 406
    assert client.get(f"{path}.doc").status_code == 404
    assert client.head(path).content == b""
    assert client.options(path).headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert client.post(path).status_code == 405


def test_a_description_is_sent_once_and_the_same(client: httpx.Client) -> None:
    first = client.get("/dcat.nt")
    assert client.get("/dcat.nt").content == first.content
    again = client.get("/dcat.nt", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
