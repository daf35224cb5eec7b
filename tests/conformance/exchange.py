"""Tests of the Protocol and of the Graph Store Protocol: requests, and what answers they expect.

https://www.w3.org/TR/sparql11-protocol/ and https://www.w3.org/TR/sparql11-http-rdf-update/; the
manifests write each request and its expected response in RDF.
"""

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final
from urllib.parse import quote, urljoin

import httpx
from rdflib import RDFS, Graph, Namespace
from rdflib.term import Node
from tests.conformance import results
from tests.conformance.comparison import same
from tests.conformance.endpoint import Data, Endpoint, media_type, told
from tests.conformance.manifest import MF, Case
from tests.conformance.verdict import Unmet, Verdict

HT: Final = Namespace("http://www.w3.org/2011/http#")
CNT: Final = Namespace("http://www.w3.org/2011/content#")
UT: Final = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")

_FORMATS: Final = {
    "boolean": {results.XML, results.JSON},
    "tabular": {results.XML, results.JSON, results.CSV, results.TSV},
    "RDF": {*results.GRAPHS, "application/n-quads", "application/trig", "text/html"},
}
"""What each expected format may be served as (text/html: RDFa)."""
_WORD: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(slots=True)
class _Connection:
    """One test under way: what stands for its template variables, and the statuses so far."""

    case: Case
    endpoint: Endpoint
    variables: dict[str, str] = field(default_factory=dict)
    statuses: list[str] = field(default_factory=list)


def run(case: Case, endpoint: Endpoint) -> Verdict:
    """Send the requests of a test in order; the detail lists the statuses that came back.

    Raises:
        Unmet: a response is not as expected.
    """
    if case.suite == "graph-store" and not endpoint.store_url:
        return Verdict("skipped", "no --store was given")
    named = {
        str(case.one(data, RDFS.label)): case.files.graph(iri)
        for data in case.all(case.node, UT.graphData)
        if (iri := case.one(data, UT.graph)) is not None
    }
    endpoint.touch()
    endpoint.load(Data(case.name, Graph(), named))
    connection = _Connection(case, endpoint)
    action = case.one(case.node, MF.action)
    assert action is not None
    for request in case.items(action, HT.requests):
        _exchange(connection, request)
    endpoint.touch()
    return Verdict("passed", " ".join(connection.statuses))


def _exchange(connection: _Connection, request: Node) -> None:
    case = connection.case
    method = str(case.one(request, HT.methodName))
    body = _body(case, request)
    headers = _headers(case, request)
    path = str(case.one(request, HT.absolutePath))
    for name, value in connection.variables.items():
        path = path.replace(name, quote(value, safe=""))
        body = body.replace(name.encode(), value.encode()) if body else body
    url = _address(connection.endpoint, path, headers, body)
    response = connection.endpoint.send(method, url, headers, body)
    connection.statuses.append(str(response.status_code))
    for expected in case.all(request, HT.resp):
        _check(connection, f"{method} {path[:80]}", expected, response)


def _address(endpoint: Endpoint, path: str, headers: dict[str, str], body: bytes | None) -> str:
    """The address of the endpoint in place of the manifest's: `/sparql/…` or `/gsp…`."""
    if path.startswith("/gsp"):
        rest = path.removeprefix("/gsp")
        base = endpoint.store_url
    else:
        rest = path.removeprefix("/sparql/")
        is_update = (
            "update" in headers.get("content-type", "")
            or "update=" in rest
            or (body or b"").startswith((b"update=", b"CLEAR"))
        )
        base = endpoint.update_url if is_update else endpoint.query_url
    if rest.startswith("?") and "?" in base:
        rest = "&" + rest[1:]
    return base + rest


def _check(connection: _Connection, asked: str, expected: Node, response: httpx.Response) -> None:
    case = connection.case
    statuses = [str(s).partition("#")[2] for s in case.all(expected, MF.expectedStatus)]
    if not any(_is(response.status_code, status) for status in statuses):
        raise Unmet(f"{asked}: expected {' or '.join(statuses)}, got {told(response)}")
    kind = media_type(response)
    wanted = case.one(expected, MF.expectedFormat)
    if wanted is not None and kind not in _FORMATS[str(wanted)]:
        raise Unmet(f"{asked}: expected a format that is {wanted}, got {kind or 'none'}")
    truth = case.one(expected, MF.expectedBoolean)
    if truth is not None and (said := results.read(response.content, kind)) is not (
        str(truth) == "true"
    ):
        raise Unmet(f"{asked}: expected {truth}, got {said}")
    for name in case.all(expected, MF.expectedLocation):
        location = response.headers.get("location")
        if location is None:
            raise Unmet(f"{asked}: no Location")
        connection.variables[str(name)] = urljoin(str(response.url), location)
    declared = _headers(case, expected).get("content-type", "").partition(";")[0]
    if declared and declared != kind:
        raise Unmet(f"{asked}: expected {declared}, got {kind or 'no content type'}")
    content = _body(case, expected)
    if content is not None:
        base = str(response.url)
        there = results.read(content, declared, base)
        here = results.read(response.content, kind, base)
        assert isinstance(there, Graph)
        if not isinstance(here, Graph) or not same(there, here):
            raise Unmet(f"{asked}: another graph than expected: {told(response)}")


def _is(status: int, expected: str) -> bool:
    """Whether a status is `StatusCode2xx`, `Created`, `NotFound` …"""
    if expected.startswith("StatusCode"):
        return str(status)[0] == expected[-3]
    return status == HTTPStatus[_WORD.sub("_", expected).upper()]


def _headers(case: Case, message: Node) -> dict[str, str]:
    return {
        str(case.one(header, HT.fieldName)).lower(): str(case.one(header, HT.fieldValue))
        for header in case.items(message, HT.headers)
    }


def _body(case: Case, message: Node) -> bytes | None:
    content = case.one(message, HT.body)
    if content is None:
        return None
    encoding = str(case.one(content, CNT.characterEncoding))
    return str(case.one(content, CNT.chars)).encode(encoding)
