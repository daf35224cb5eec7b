"""The Graph Store over HTTP, as who only reads sees it."""

import httpx
import pytest
from rdflib import Graph

from cetu.engine.formats import GRAPH_TYPES

LABELS = "https://w3id.org/cetu/graph/labels"


@pytest.mark.parametrize("media_type", GRAPH_TYPES)
def test_a_graph_is_read_in_the_form_asked_for(client: httpx.Client, media_type: str) -> None:
    answer = client.get("/store", params={"graph": LABELS}, headers={"Accept": media_type})
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert answer.headers["access-control-allow-origin"] == "*"
    assert 'rel="license"' in answer.headers["link"]


def test_named_default_and_unknown(client: httpx.Client) -> None:
    turtle = {"Accept": "text/turtle"}
    named = client.get("/store", params={"graph": LABELS}, headers=turtle)
    assert len(Graph().parse(data=named.text, format="turtle")) == 3
    default = client.get("/store?default", headers=turtle)
    assert len(Graph().parse(data=default.text, format="turtle")) == 2003
    for path in ("/store?graph=urn:x:none", "/store/none"):
        for method in ("GET", "HEAD"):
            assert client.request(method, path).status_code == 404
    assert client.head("/store", params={"graph": LABELS}).headers["content-length"] != "0"


def test_an_unchanged_graph_is_not_sent_again(client: httpx.Client) -> None:
    first = client.get("/store", params={"graph": LABELS, "format": "nt"})
    assert first.headers["content-type"] == "application/n-triples"
    held = {"If-None-Match": first.headers["etag"]}
    again = client.get("/store", params={"graph": LABELS, "format": "nt"}, headers=held)
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/store", params={"graph": LABELS, "format": "ttl"}, headers=held)
    assert other.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/store",
        "/store?graph=labels",
        "/store?graph=urn:x:a%20b",
        "/store?graph=urn:x:a&graph=urn:x:b",
        "/store?graph=urn:x:a&default",
        "/store/a?graph=urn:x:b",
        "/store?graph=urn:x:%3E%7D%20x",
    ],
)
def test_a_graph_is_named_once_by_an_absolute_iri(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
@pytest.mark.parametrize("path", ["/store", "/store?default", "/store/x", "/graph/labels"])
def test_nobody_writes_without_a_key(client: httpx.Client, method: str, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer cetu_a_b"}, {"Authorization": "Basic eDp5"}):
        answer = client.request(method, path, content=b"x" * 10, headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == 'Bearer realm="cetu"'


def test_other_methods_and_preflight(client: httpx.Client) -> None:
    answer = client.patch("/store?default", content=b"")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, PUT, POST, DELETE, OPTIONS"
    for path in ("/store", "/store/a/b", "/graph/labels"):
        asked = client.options(path, headers={"Origin": "https://example.org"})
        assert asked.status_code == 204
        assert "PUT" in asked.headers["access-control-allow-methods"]
        assert "Authorization" in asked.headers["access-control-allow-headers"]
        assert "access-control-allow-credentials" not in asked.headers
