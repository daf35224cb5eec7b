"""The description of the data (https://www.w3.org/TR/void/)."""

from typing import Final

from rdflib import DCTERMS, FOAF, RDF, VOID, Graph, Literal, URIRef

from cetu.api import addresses
from cetu.api.addresses import Host
from cetu.api.holdings import Holdings
from cetu.mapping.holdings import LICENCE
from cetu.mapping.void import DATASET, describe
from cetu.model.counts import Counts
from cetu.namespaces import BASE, ONTOLOGY_IRI, PREFIXES

TITLE: Final = (("策图：中国政府政策知识图谱", "zh"), ("cetu: Chinese government policy", "en"))
ABOUT: Final = (
    ("政策文件中的措施、任务、责任单位、金融工具、限额与对象，逐条附原文出处。", "zh"),
    (
        "Measures, tasks, bodies, instruments, limits and beneficiaries of policy documents, "
        "each with the words it was read in.",
        "en",
    ),
)
EXAMPLE: Final = URIRef(f"{BASE}id/document/dongguan-techfin-2024-annex")


def dataset(host: Host, holdings: Holdings) -> Graph:
    """Describe the data as a whole, with its classes and properties, and what each graph holds."""
    description = Graph()
    add = description.add
    page = host.at(addresses.VOID)
    add((page, RDF.type, VOID.DatasetDescription))
    add((page, FOAF.primaryTopic, DATASET))
    _general(description, DATASET, host)
    for words, language in TITLE:
        add((DATASET, DCTERMS.title, Literal(words, lang=language)))
    for words, language in ABOUT:
        add((DATASET, DCTERMS.description, Literal(words, lang=language)))
    add((DATASET, FOAF.homepage, host.at("/")))
    add((DATASET, VOID.exampleResource, EXAMPLE))
    add((DATASET, VOID.uriSpace, Literal(BASE)))
    for vocabulary in {ONTOLOGY_IRI, *PREFIXES.values()} - {f"{ONTOLOGY_IRI}#"}:
        add((DATASET, VOID.vocabulary, URIRef(vocabulary)))
    describe(description, DATASET, holdings.whole)
    for name, counts in holdings.each.items():
        add((DATASET, VOID.subset, URIRef(name)))
        _named(description, host, name, counts, holdings)
    return description


def graph(host: Host, name: str, counts: Counts, holdings: Holdings) -> Graph:
    """Describe one named graph, with its classes and properties."""
    description = Graph()
    page = host.at(addresses.VOID, graph=name)
    description.add((page, RDF.type, VOID.DatasetDescription))
    description.add((page, FOAF.primaryTopic, URIRef(name)))
    description.add((DATASET, VOID.subset, URIRef(name)))
    _named(description, host, name, counts, holdings)
    return description


def _named(description: Graph, host: Host, name: str, counts: Counts, holdings: Holdings) -> None:
    node = URIRef(name)
    _general(description, node, host)
    for words, language in holdings.labels.get(name, ()):
        description.add((node, DCTERMS.title, Literal(words, lang=language)))
    description.add((node, VOID.dataDump, host.download(name, ".nt", "nt")))
    describe(description, node, counts)


def _general(description: Graph, node: URIRef, host: Host) -> None:
    description.add((node, RDF.type, VOID.Dataset))
    if node.startswith(BASE):  # of another's graph we know no licence
        description.add((node, DCTERMS.license, LICENCE))
    description.add((node, VOID.sparqlEndpoint, host.at(addresses.SPARQL)))
