"""Every import resolves through the catalog, offline, and imports do not go round."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib import OWL, RDF, Graph
from rdflib.term import Node


@pytest.fixture(scope="module")
def catalog(root: Path) -> dict[str, Path]:
    path = root / "ontology" / "catalog-v001.xml"
    return {
        uri.attrib["name"]: path.parent / uri.attrib["uri"]
        for uri in ElementTree.parse(path).getroot()  # noqa: S314 - our own file
    }


def test_every_import_is_in_the_catalog(
    catalog: dict[str, Path], modules: dict[str, Graph]
) -> None:
    imported = {
        str(iri) for module in modules.values() for iri in module.objects(None, OWL.imports)
    }
    assert imported
    assert imported <= catalog.keys()


def test_a_catalog_entry_names_the_ontology_in_its_file(
    catalog: dict[str, Path], modules: dict[str, Graph]
) -> None:
    assert {path.stem for path in catalog.values()} == modules.keys()
    for iri, path in catalog.items():
        declared = modules[path.stem].subjects(RDF.type, OWL.Ontology)
        assert [str(one) for one in declared] == [iri]


def test_the_root_reaches_every_module_but_the_alignment(modules: dict[str, Graph]) -> None:
    imports: dict[Node, set[Node]] = {}
    for module in modules.values():
        (ontology,) = module.subjects(RDF.type, OWL.Ontology)
        imports[ontology] = set(module.objects(ontology, OWL.imports))

    def reach(start: Node, path: tuple[Node, ...] = ()) -> set[Node]:
        assert start not in path, f"imports go round through {start}"
        return {start}.union(*(reach(one, (*path, start)) for one in imports[start]))

    (top,) = modules["policy"].subjects(RDF.type, OWL.Ontology)
    (alignment,) = modules["alignment"].subjects(RDF.type, OWL.Ontology)
    assert reach(top) == imports.keys() - {alignment}
    assert reach(alignment) == imports.keys()


def test_version_iri_holds_the_version(modules: dict[str, Graph]) -> None:
    for stem, module in modules.items():
        (ontology,) = module.subjects(RDF.type, OWL.Ontology)
        (version,) = module.objects(ontology, OWL.versionInfo)
        (iri,) = module.objects(ontology, OWL.versionIRI)
        assert f"/{version}" in str(iri), stem
        assert str(version) not in str(ontology), stem
