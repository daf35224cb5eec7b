"""Tests of the Service Description, which the suite states in prose.

https://www.w3.org/TR/sparql11-service-description/
"""

from pathlib import Path
from typing import Final
from urllib.parse import urldefrag

import pyshacl
import rdflib
from rdflib import SH, Dataset, Graph, Namespace, URIRef
from tests.conformance import results
from tests.conformance.endpoint import Endpoint, media_type, told
from tests.conformance.manifest import Case
from tests.conformance.verdict import PASSED, Unmet, Verdict

SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
_SHAPES: Final = Path(__file__).with_name("service-description.ttl")
_FORMATS: Final = {
    **results.GRAPHS,
    "application/n-quads": "nquads",
    "application/trig": "trig",
}
_ACCEPTS: Final = ("text/turtle, application/rdf+xml;q=0.9, application/n-triples;q=0.8", "*/*")


def run(case: Case, endpoint: Endpoint) -> Verdict:
    """Run one of the three tests.

    Raises:
        Unmet: the description is not as the test wants it.
    """
    if case.name.endswith("returns-rdf"):
        for accept in _ACCEPTS:
            _described(endpoint, accept)
        return PASSED
    graph = _described(endpoint, _ACCEPTS[0])
    if case.name.endswith("has-endpoint-triple"):
        own = URIRef(urldefrag(endpoint.query_url).url)
        named = set(graph.objects(None, SD.endpoint))
        if own not in named:
            raise Unmet(f"sd:endpoint is {sorted(map(str, named))}, not {own}")
        return PASSED
    shapes = Graph().parse(_SHAPES)
    if strange := _terms(graph) - _terms(shapes):
        raise Unmet(f"not in the vocabulary: {', '.join(sorted(strange))}")
    kept = rdflib.NORMALIZE_LITERALS
    try:
        conforms, report, _ = pyshacl.validate(graph, shacl_graph=shapes)
    finally:
        rdflib.NORMALIZE_LITERALS = kept  # pyshacl leaves it changed
    if not conforms:
        assert isinstance(report, Graph)
        raise Unmet("; ".join(sorted(map(str, report.objects(None, SH.resultMessage)))))
    return PASSED


def _described(endpoint: Endpoint, accept: str) -> Graph:
    """What the endpoint says of itself to a GET without a query."""
    response = endpoint.send("GET", endpoint.query_url, {"Accept": accept})
    kind = media_type(response)
    if not response.is_success or kind not in _FORMATS:
        raise Unmet(f"GET with Accept: {accept} gives no RDF but {kind}: {told(response)}")
    graph = Dataset(default_union=True)
    graph.parse(data=response.content, format=_FORMATS[kind], publicID=endpoint.query_url)
    if not graph:
        raise Unmet(f"GET with Accept: {accept} gives an empty graph")
    flat = Graph()
    flat += graph.triples((None, None, None))
    return flat


def _terms(graph: Graph) -> set[str]:
    """The terms of the vocabulary's namespace that a graph uses."""
    return {str(term) for triple in graph for term in triple if str(term).startswith(str(SD))}
