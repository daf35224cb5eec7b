"""The stored questions as examples for query editors, and the prefixes that they may declare.

https://www.w3.org/TR/shacl/#sparql-prefixes and the executables of
https://www.w3.org/TR/shacl-af/#SPARQLSelectExecutable, as editors look for them in an endpoint.
"""

from collections.abc import Iterable
from typing import Final

from rdflib import RDF, RDFS, SH, Graph, Literal, Namespace
from rdflib.namespace import XSD

from cetu.model.question import Question
from cetu.namespaces import GRAPH, PREFIXES

_SCHEMA: Final = Namespace(PREFIXES["schema"])
_PREFIXES: Final = GRAPH["examples#prefixes"]


def examples(questions: Iterable[Question]) -> Graph:
    """Return the questions, each a SELECT that runs as it is, and the prefixes."""
    graph = Graph()
    add = graph.add
    for prefix, namespace in PREFIXES.items():
        node = GRAPH[f"examples#prefix-{prefix}"]
        add((_PREFIXES, SH.declare, node))
        add((node, RDF.type, SH.PrefixDeclaration))
        add((node, SH.prefix, Literal(prefix)))
        add((node, SH.namespace, Literal(namespace, datatype=XSD.anyURI)))
    for question in questions:
        node = GRAPH[f"examples#{question.name}"]
        add((node, RDF.type, SH.SPARQLExecutable))
        add((node, RDF.type, SH.SPARQLSelectExecutable))
        add((node, RDFS.comment, Literal(question.summary_zh, lang="zh")))
        add((node, RDFS.comment, Literal(question.summary_en, lang="en")))
        add((node, SH.prefixes, _PREFIXES))
        add((node, SH.select, Literal(question.query.strip() + "\n")))
        for user in question.users:
            add((node, _SCHEMA.keywords, Literal(user)))
    return graph
