from pathlib import Path

import pytest
from rdflib import Graph

from cetu import assets


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """The ontology, its alignments and the vocabularies that its axioms name."""
    folder = assets.root() / "ontology"
    graph = Graph()
    for path in sorted(folder.glob("*.ttl")):
        graph.parse(path)
    for stem in ("body-kinds", "units"):
        graph.parse(folder / "vocabulary" / f"{stem}.ttl")
    return graph


@pytest.fixture(scope="session")
def clean(ontology: Graph) -> Graph:
    """The ontology with a small, sound piece of data."""
    graph = Graph()
    graph += ontology
    graph.parse(Path(__file__).with_name("clean.ttl"))
    return graph
