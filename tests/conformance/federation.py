"""Tests of federation: each endpoint that a test names stands for a server on loopback.

https://www.w3.org/TR/sparql11-federated-query/. The names of the tests (`http://example.org/sparql`
…) are replaced in query, data and result by the addresses of servers that the runner may fill.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rdflib import Graph
from tests.conformance import evaluation
from tests.conformance.endpoint import Data, Endpoint
from tests.conformance.manifest import MF, QT, Case, Files
from tests.conformance.verdict import Verdict

_NOWHERE: Final = {"http://invalid.endpoint.org/sparql": "http://127.0.0.1:9/sparql"}
"""The endpoint that is not there: a port of loopback where nothing listens, so no name is asked."""


def run(case: Case, endpoint: Endpoint, peers: Sequence[Endpoint]) -> Verdict:
    """Fill the peers with what the test's endpoints hold, and run the test.

    Raises:
        Unmet: the result is not the one expected.
    """
    action = case.one(case.node, MF.action)
    assert action is not None
    held = {
        str(case.one(data, QT.endpoint)): case.one(data, QT.data)
        for data in case.all(action, QT.serviceData)
    }
    if len(held) > len(peers):
        return Verdict("skipped", f"needs {len(held)} servers to call (--peer), has {len(peers)}")
    put = dict(_NOWHERE)
    for (name, iri), peer in zip(sorted(held.items()), peers, strict=False):
        graph = Graph() if iri is None else case.files.graph(iri)
        peer.load(Data(str(iri), graph, {}))
        put[name] = peer.query_url
    files = Files(case.files.folder, put)
    return evaluation.run(replace(case, files=files), endpoint)
