from collections import Counter
from pathlib import Path

from rdflib import URIRef
from tests.conformance import manifest

COUNTS = {
    "protocol": 34,
    "graph-store": 13,
    "service-description": 3,
    "query": 225,
    "results": 10,
    "update": 94,
    "syntax": 169,
    "federation": 7,
    "query-1.0": 283,
    "syntax-1.0": 199,
}
"""Tests by suite, counted in the manifests by hand of their types; entailment (70) left out."""


def test_every_test_of_the_suites_is_found_once(suites: Path) -> None:
    cases = list(manifest.read(suites))
    assert Counter(case.suite for case in cases) == COUNTS
    assert len({(case.suite, case.name) for case in cases}) == len(cases)
    assert {case.suite for case in cases} == set(manifest.SUITES)


def test_files_are_read_by_their_names_on_the_web(suites: Path) -> None:
    files = manifest.Files(suites, {"http://example.org/sparql": "http://127.0.0.1:1/query"})
    base = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
    text = files.text(URIRef(f"{base}service/service01.rq"))
    assert "SERVICE <http://127.0.0.1:1/query>" in text
    graph = files.graph(URIRef(f"{base}protocol/data1.nt"))
    assert len(graph) > 0
