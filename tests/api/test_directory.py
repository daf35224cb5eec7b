"""Sitemap, robots.txt, the JSON-LD context, and terms at addresses that a server can see."""

import json
from xml.etree import ElementTree

import httpx
import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import XSD

from cetu.namespaces import CETU

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_every_page_of_the_sitemap_is_there(service: str) -> None:
    answer = httpx.get(f"{service}/sitemap.xml")
    assert answer.headers["content-type"] == "application/xml"
    places = [one.text or "" for one in ElementTree.fromstring(answer.text).iter(f"{SPACE}loc")]  # noqa: S314 - our own answer
    assert f"{service}/id/document/dongguan-techfin-2024-annex" in places
    assert f"{service}/id/body/441900-caizhengju" in places
    assert sum("/id/task/" in place for place in places) == 40
    assert len(places) == len(set(places))
    with httpx.Client(headers={"Accept": "text/html"}) as client:
        for place in [*places[:12], *places[12::25]]:
            assert client.get(place).status_code == 200, place


def test_it_is_kept_until_the_graph_changes(service: str) -> None:
    answer = httpx.get(f"{service}/sitemap.xml")
    tag = answer.headers["etag"]
    again = httpx.get(f"{service}/sitemap.xml", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_a_part_that_there_is_not(service: str) -> None:
    assert httpx.get(f"{service}/sitemap-1.xml").status_code == 200
    assert httpx.get(f"{service}/sitemap-2.xml").status_code == 404
    assert httpx.get(f"{service}/sitemap-0.xml").status_code == 404


def test_robots_are_led_to_the_sitemap(service: str) -> None:
    text = httpx.get(f"{service}/robots.txt").text
    assert f"Sitemap: {service}/sitemap.xml" in text
    assert "Disallow: /sparql" in text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_the_context_reads_as_the_terms_it_names(service: str) -> None:
    """Another library reads JSON in our short names as the statements that are meant."""
    context = httpx.get(f"{service}/context.jsonld").json()
    told = context | {
        "id": "https://example.org/limit",
        "type": "Limit",
        "value": "80",
        "unit": "https://w3id.org/cetu/id/unit/percent",
        "asWritten": "最高80%",
        "bound": "cetu:max",
    }
    graph = Graph().parse(data=json.dumps(told), format="json-ld")
    limit = URIRef("https://example.org/limit")
    assert (limit, RDF.type, CETU.Limit) in graph
    assert (limit, CETU.unit, URIRef("https://w3id.org/cetu/id/unit/percent")) in graph
    assert (limit, CETU.bound, CETU.max) in graph
    (value,) = graph.objects(limit, CETU.value)
    assert getattr(value, "datatype", None) == XSD.decimal
    (words,) = graph.objects(limit, CETU.asWritten)
    assert str(words) == "最高80%"


@pytest.mark.parametrize("term", ["Task", "hasResponsibility", "lead"])
def test_a_term_has_an_address_without_a_fragment(term: str, service: str) -> None:
    page = httpx.get(f"{service}/ontology/{term}", headers={"Accept": "text/html"})
    assert page.status_code == 303
    assert page.headers["location"] == f"/ontology#{term}"
    data = httpx.get(f"{service}/ontology/{term}", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=data.text, format="turtle")
    assert (CETU[term], RDF.type, None) in graph
    assert f'<{CETU[term]}>; rel="describes"' in data.headers["link"]


def test_modules_and_versions_are_what_they_were(service: str) -> None:
    for path in ("/ontology", "/ontology/agency", "/ontology/0.1.0"):
        assert httpx.get(f"{service}{path}.ttl").status_code == 200
    assert httpx.get(f"{service}/ontology/NoSuchTerm.ttl").status_code == 404
