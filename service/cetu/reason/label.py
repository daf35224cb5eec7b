"""How a thing is called in a sentence."""

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS, SKOS
from rdflib.term import Node

from cetu.namespaces import BASE


def label(labels: Graph, node: Node, language: str) -> str:
    """Return the label of `node` in `language`, else in zh or en, else the end of its IRI.

    A literal is called by its words.
    """
    if not isinstance(node, URIRef):
        return str(node)
    found = {
        value.language: str(value)
        for predicate in (SKOS.prefLabel, RDFS.label)
        for value in labels.objects(node, predicate)
        if isinstance(value, Literal)
    }
    for choice in (language, "zh", "en"):
        if choice in found:
            return found[choice]
    return str(node).removeprefix(f"{BASE}id/").rpartition("#")[2]
