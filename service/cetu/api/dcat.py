"""The catalogue of the data (https://www.w3.org/TR/vocab-dcat-3/)."""

from typing import Final

from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, URIRef

from cetu.api import addresses
from cetu.api.addresses import Host
from cetu.api.holdings import Holdings
from cetu.api.negotiation import SUFFIXES
from cetu.api.void import ABOUT, TITLE
from cetu.mapping.holdings import CATALOGUE, LICENCE
from cetu.mapping.void import DATASET
from cetu.namespaces import BASE

_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_VERSION: Final = URIRef("http://www.w3.org/ns/dcat#version")
"""New in DCAT 3, which the library does not know."""
_PROTOCOL: Final = URIRef("https://www.w3.org/TR/sparql11-protocol/")


def catalogue(host: Host, holdings: Holdings) -> Graph:
    """Describe the catalogue: the service, the data as a whole, each graph with its downloads."""
    description = Graph()
    add = description.add
    service = URIRef(f"{host.at(addresses.SPARQL)}#service")
    add((CATALOGUE, RDF.type, DCAT.Catalog))
    add((CATALOGUE, DCAT.dataset, DATASET))
    add((CATALOGUE, DCAT.service, service))
    add((CATALOGUE, FOAF.homepage, host.at("/")))
    add((service, RDF.type, DCAT.DataService))
    add((service, DCAT.endpointURL, host.at(addresses.SPARQL)))
    add((service, DCAT.endpointDescription, host.at(addresses.SPARQL)))
    add((service, DCTERMS.conformsTo, _PROTOCOL))
    add((service, DCAT.servesDataset, DATASET))
    add((DATASET, _VERSION, Literal(holdings.digest[:16])))
    for node in (CATALOGUE, service, DATASET):
        _general(description, node)
    for node in (CATALOGUE, DATASET):
        for words, language in ABOUT:
            add((node, DCTERMS.description, Literal(words, lang=language)))
    add((DATASET, RDF.type, DCAT.Dataset))
    access = URIRef(f"{DATASET}-sparql")
    add((DATASET, DCAT.distribution, access))
    add((access, RDF.type, DCAT.Distribution))
    add((access, DCAT.accessURL, host.at(addresses.SPARQL)))
    add((access, DCAT.accessService, service))
    add((access, DCTERMS.license, LICENCE))
    for name in holdings.each:
        _graph(description, host, name, holdings)
    return description


def _general(description: Graph, node: URIRef) -> None:
    description.add((node, DCTERMS.license, LICENCE))
    for words, language in TITLE:
        description.add((node, DCTERMS.title, Literal(words, lang=language)))


def _graph(description: Graph, host: Host, name: str, holdings: Holdings) -> None:
    add = description.add
    node = URIRef(name)
    add((CATALOGUE, DCAT.dataset, node))
    add((DATASET, DCTERMS.hasPart, node))
    ours = name.startswith(BASE)  # of another's graph we know no licence
    add((node, RDF.type, DCAT.Dataset))
    if ours:
        add((node, DCTERMS.license, LICENCE))
    for words, language in holdings.labels.get(name, ()):
        add((node, DCTERMS.title, Literal(words, lang=language)))
    for suffix, media_type in SUFFIXES.items():
        short = suffix.removeprefix(".")
        form = URIRef(f"{node}{'-' if '#' in name else '#'}{short}")
        add((node, DCAT.distribution, form))
        add((form, RDF.type, DCAT.Distribution))
        add((form, DCAT.downloadURL, host.download(name, suffix, short)))
        add((form, DCAT.accessURL, host.download(name, suffix, short)))
        add((form, DCAT.mediaType, URIRef(_MEDIA_TYPES + media_type)))
        if ours:
            add((form, DCTERMS.license, LICENCE))
