"""The description of the endpoint (https://www.w3.org/TR/sparql11-service-description/)."""

from collections.abc import Sequence
from typing import Final

from rdflib import DCTERMS, RDF, RDFS, VOID, Graph, Literal, Namespace, URIRef
from rdflib.namespace import XSD

from cetu.api import addresses
from cetu.api.addresses import Host
from cetu.api.holdings import Holdings
from cetu.mapping.catalogue import SD
from cetu.mapping.holdings import LICENCE
from cetu.model.counts import Counts
from cetu.namespaces import SEARCH_SERVICE

_FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")
_RESULTS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
    "N-Quads",
    "TriG",
)
_INPUTS: Final = ("Turtle", "N-Triples", "RDF_XML", "JSON-LD")
"""What the Graph Store takes."""


def describe(
    host: Host,
    holdings: Holdings,
    *,
    union: bool,
    writes: bool,
    services: Sequence[str] = (),
) -> Graph:
    """Describe the endpoint of `host` and its dataset.

    `union`: its default graph is the merge of the named ones; `writes`: it takes updates;
    `services`: what SERVICE may name.
    """
    description = Graph()
    add = description.add
    endpoint = host.at(addresses.SPARQL)
    service = URIRef(f"{endpoint}#service")
    dataset, default = URIRef(f"{endpoint}#dataset"), URIRef(f"{endpoint}#default")
    add((service, RDF.type, SD.Service))
    add((service, SD.endpoint, endpoint))
    add((service, SD.supportedLanguage, SD.SPARQL11Query))
    if union:
        add((service, SD.feature, SD.UnionDefaultGraph))
    for name in services:
        # Our own search is a feature; the others are endpoints that queries may reach from here.
        own = name == SEARCH_SERVICE
        add((service, SD.feature if own else DCTERMS.relation, URIRef(name)))
    if set(services) - {SEARCH_SERVICE}:
        add((service, SD.feature, SD.BasicFederatedQuery))
    if writes:
        add((service, SD.supportedLanguage, SD.SPARQL11Update))
        for name in _INPUTS:
            add((service, SD.inputFormat, _FORMATS[name]))
    for name in _RESULTS:
        add((service, SD.resultFormat, _FORMATS[name]))
    add((service, DCTERMS.license, LICENCE))
    add((service, RDFS.seeAlso, host.at(addresses.VOID)))
    add((service, RDFS.seeAlso, host.at(addresses.DCAT)))
    add((service, SD.defaultDataset, dataset))
    add((dataset, RDF.type, SD.Dataset))
    add((dataset, SD.defaultGraph, default))
    _graph(description, default, holdings.whole)
    for name, counts in holdings.each.items():
        named = URIRef(f"{endpoint}#named-{addresses.fragment(name)}")
        add((dataset, SD.namedGraph, named))
        add((named, RDF.type, SD.NamedGraph))
        add((named, SD.name, URIRef(name)))
        add((named, SD.graph, URIRef(name)))
        _graph(description, URIRef(name), counts)
        add((URIRef(name), RDFS.seeAlso, host.at(addresses.VOID, graph=name)))
        for words, language in holdings.labels.get(name, ()):
            add((named, RDFS.label, Literal(words, lang=language)))
    return description


def _graph(description: Graph, node: URIRef, counts: Counts) -> None:
    description.add((node, RDF.type, SD.Graph))
    description.add((node, RDF.type, VOID.Dataset))
    description.add((node, VOID.triples, Literal(counts.triples, datatype=XSD.integer)))
