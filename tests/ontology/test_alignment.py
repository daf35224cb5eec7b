"""Foreign terms exist in the pinned sources, and stand above ours in `alignment.ttl` only."""

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import OWL, RDF, SKOS, Graph, URIRef
from rdflib.namespace import RDFS

from cetu.namespaces import CETU

MATCHES = (SKOS.closeMatch, SKOS.relatedMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.exactMatch)
DECLARED = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)

# Kept as files of the shared material.
FILED = (
    "http://data.europa.eu/eli/ontology#",
    "http://data.europa.eu/m8g/",
    "http://purl.org/vocab/cpsv#",
    "https://spec.edmcouncil.org/fibo/ontology/",
)
# Packages of npm that hold one N-Quads file each.
PACKED = {
    "http://purl.org/dc/terms/": "dcterms@1.0.6",
    "http://www.w3.org/ns/oa#": "oa@1.0.6",
    "http://www.w3.org/ns/org#": "org@1.0.6",
    "http://www.w3.org/ns/prov#": "prov@1.0.6",
    "https://www.ica.org/standards/RiC/ontology#": "rico@2.0.1",
    "http://schema.org/": "schema@1.1.0",
}


def foreign(graph: Graph) -> Iterator[URIRef]:
    for kind in DECLARED:
        for term in graph.subjects(RDF.type, kind):
            if isinstance(term, URIRef) and term not in CETU:
                yield term


@pytest.fixture(scope="module")
def alignment(modules: dict[str, Graph]) -> Graph:
    return modules["alignment"]


def test_filed_terms_exist(alignment: Graph, shared: Path) -> None:
    source = Graph()
    for path in sorted((shared / "vocabularies").glob("*")):
        if path.suffix in {".ttl", ".rdf"} and "shacl" not in path.name:
            source.parse(path)
    terms = [term for term in foreign(alignment) if str(term).startswith(FILED)]
    assert len(terms) > 30
    assert [term for term in terms if (term, RDF.type, None) not in source] == []


@pytest.mark.parametrize("namespace", PACKED)
def test_packed_terms_exist(namespace: str, alignment: Graph, tmp_path: Path) -> None:
    terms = [term for term in foreign(alignment) if str(term).startswith(namespace)]
    assert terms
    declared = _declared(PACKED[namespace], tmp_path)
    assert [term for term in terms if str(term) not in declared] == []


def _declared(package: str, folder: Path) -> set[str]:
    """Return what the package's one file says something of, as IRIs."""
    npm = shutil.which("npm")
    if npm is None or not os.environ.get("CETU_EXTERNAL"):
        pytest.skip("fetches a package of npm: set CETU_EXTERNAL=1 to run it")
    subprocess.run(  # noqa: S603 - the package is one of the table above
        [npm, "pack", "--silent", f"@vocabulary/{package}"], cwd=folder, timeout=60, check=True
    )
    (path,) = folder.glob("*.tgz")
    with tarfile.open(path) as archive:
        (member,) = (one for one in archive.getmembers() if one.name.endswith(".nq"))
        data = archive.extractfile(member)
        assert data is not None
        quads = parse(data.read(), format=RdfFormat.N_QUADS)
        return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def test_every_foreign_term_is_declared_labelled_and_sourced(alignment: Graph) -> None:
    declared = set(foreign(alignment))
    used = {
        value
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, *MATCHES)
        for value in alignment.objects(None, predicate)
        if not str(value).startswith(str(SKOS))
    }
    assert used == declared
    for term in declared:
        assert (term, RDFS.label, None) in alignment
        assert (term, RDFS.isDefinedBy, None) in alignment
        assert (term, URIRef("http://purl.org/dc/terms/source"), None) in alignment


def test_every_aligned_term_of_ours_is_declared(alignment: Graph, own: Graph) -> None:
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, *MATCHES):
        for ours, theirs in alignment.subject_objects(predicate):
            assert str(ours).startswith(str(CETU))
            kinds = set(own.objects(ours, RDF.type)) & set(DECLARED)
            assert kinds, ours
            if not str(theirs).startswith(str(SKOS)):
                assert kinds <= set(alignment.objects(theirs, RDF.type)), (ours, theirs)


def test_only_the_alignment_names_foreign_terms(modules: dict[str, Graph]) -> None:
    for stem, module in modules.items():
        if stem == "alignment":
            continue
        for predicate in (RDFS.subClassOf, OWL.equivalentClass, OWL.equivalentProperty, *MATCHES):
            for value in module.objects(None, predicate):
                assert not isinstance(value, URIRef) or value in CETU, (stem, value)


def test_instruments_are_matched_and_never_subclassed(alignment: Graph, own: Graph) -> None:
    families = set(own.transitive_subjects(RDFS.subClassOf, CETU.PolicyInstrument))
    assert len(families) > 25
    for family in families:
        assert (family, RDFS.subClassOf, None) not in alignment


def test_no_name_plate_is_made_one_with_its_body(modules: dict[str, Graph]) -> None:
    assert not any((None, OWL.sameAs, None) in module for module in modules.values())


def test_who_is_public_and_who_is_of_government(alignment: Graph, own: Graph) -> None:
    closed = own + alignment
    public = URIRef("http://data.europa.eu/m8g/PublicOrganisation")
    government = URIRef("http://schema.org/GovernmentOrganization")
    for kind, of_government in {
        CETU.MunicipalBureau: True,
        CETU.VerticalBranch: True,
        CETU.AreaCommittee: True,
        CETU.PartyOrgan: False,
        CETU.StateOwnedCompany: None,
    }.items():
        above = set(closed.transitive_objects(kind, RDFS.subClassOf))
        assert (public in above) == (of_government is not None), kind
        assert (government in above) == bool(of_government), kind
