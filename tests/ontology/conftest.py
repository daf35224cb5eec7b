from pathlib import Path

import pytest
from rdflib import Graph


@pytest.fixture(scope="session")
def modules(root: Path) -> dict[str, Graph]:
    """The modules of the ontology, by the stem of their file."""
    return {path.stem: Graph().parse(path) for path in sorted((root / "ontology").glob("*.ttl"))}


@pytest.fixture(scope="session")
def own(modules: dict[str, Graph]) -> Graph:
    """Our ontology without its alignments."""
    graph = Graph()
    for stem, module in modules.items():
        if stem != "alignment":
            graph += module
    return graph


@pytest.fixture(scope="session")
def vocabularies(root: Path) -> dict[str, Graph]:
    """The vocabularies, by the stem of their file."""
    folder = root / "ontology" / "vocabulary"
    return {path.stem: Graph().parse(path) for path in sorted(folder.glob("*.ttl"))}
