"""Every term of the ontology is used by the data, a question or a shape: none is speculative."""

import re
from pathlib import Path

from rdflib import OWL, RDF, Graph

from cetu import store
from cetu.namespaces import CETU, GRAPH

_KINDS = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.NamedIndividual,
)


def test_every_term_is_used(root: Path) -> None:
    graphs = store.graphs(store.snapshot(root))
    ontology = graphs.pop(str(GRAPH["ontology"]))
    del graphs[str(GRAPH["alignment"])]
    declared = {
        str(term).removeprefix(str(CETU))
        for kind in _KINDS
        for term in ontology.subjects(RDF.type, kind)
        if str(term).startswith(str(CETU))
    }
    assert len(declared) > 100
    data = Graph()
    for graph in graphs.values():
        data += graph
    used = {str(term).removeprefix(str(CETU)) for triple in data for term in triple}
    for folder, pattern in (("queries/questions", "*.rq"), ("shapes", "*.ttl")):
        for path in (root / folder).glob(pattern):
            used |= set(re.findall(r"\bcetu:(\w+)", path.read_text("utf-8")))
    for individual in used & declared:  # an enumeration is used by its members
        used |= {
            str(kind).removeprefix(str(CETU))
            for kind in ontology.objects(CETU[individual], RDF.type)
        }
    assert sorted(declared - used) == []
