"""Tests of update evaluation: load a dataset, update it, compare what the store holds then.

https://www.w3.org/TR/sparql11-update/. Named graphs are compared by their triples: whether an
empty one exists is left to a store (https://www.w3.org/TR/sparql11-update/#graphStore).
"""

from typing import Final

from rdflib import RDFS, URIRef
from rdflib.term import Node
from tests.conformance import results
from tests.conformance.comparison import Row, same
from tests.conformance.endpoint import Data, Endpoint, told
from tests.conformance.evaluation import dataset, difference
from tests.conformance.exchange import UT
from tests.conformance.manifest import MF, Case
from tests.conformance.verdict import PASSED, Unmet, Verdict

_ALL: Final = "SELECT ?s ?p ?o ?g { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def run(case: Case, endpoint: Endpoint) -> Verdict:
    """Run a test of update evaluation.

    Raises:
        Unmet: the update was refused, or the store holds something else than expected.
    """
    action = case.one(case.node, MF.action)
    expected = case.one(case.node, MF.result)
    assert action is not None
    assert expected is not None
    request = case.one(action, UT.request)
    assert request is not None
    endpoint.load(_dataset(case, action))
    response = endpoint.update(f"BASE <{request}>\n{case.files.text(request)}")
    if not response.is_success:
        raise Unmet(told(response))
    answer = endpoint.query(_ALL, results.JSON)
    if not answer.is_success:
        raise Unmet(told(answer))
    given = results.read(answer.content, results.JSON)
    assert isinstance(given, results.Table)
    here = given.by(("s", "p", "o", "g"))
    there = _rows(_dataset(case, expected))
    if not same(there, here):
        raise Unmet(difference(there, here))
    return PASSED


def _dataset(case: Case, node: Node) -> Data:
    named = {
        str(case.one(data, RDFS.label)): iri
        for data in case.all(node, UT.graphData)
        if (iri := case.one(data, UT.graph) or case.one(data, UT.data)) is not None
    }
    return dataset(case, case.all(node, UT.data), named)


def _rows(data: Data) -> list[Row]:
    rows: list[Row] = [(*triple, None) for triple in data.default]
    for name, graph in data.named.items():
        rows += [(*triple, URIRef(name)) for triple in graph]
    return rows
