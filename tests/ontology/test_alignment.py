"""Foreign terms are declared, and stand above ours in `alignment.ttl` only.

That they are what their makers wrote is held in `tests/linked`.
"""

from collections.abc import Iterator

import pytest
from rdflib import OWL, RDF, SKOS, Graph, URIRef
from rdflib.namespace import RDFS

from cetu.namespaces import CETU, ID

MATCHES = (SKOS.closeMatch, SKOS.relatedMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.exactMatch)
DECLARED = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


def foreign(graph: Graph) -> Iterator[URIRef]:
    for kind in DECLARED:
        for term in graph.subjects(RDF.type, kind):
            if isinstance(term, URIRef) and term not in CETU:
                yield term


@pytest.fixture(scope="module")
def alignment(modules: dict[str, Graph]) -> Graph:
    return modules["alignment"]


def test_every_foreign_term_is_declared_labelled_and_sourced(alignment: Graph) -> None:
    declared = set(foreign(alignment))
    used = {
        value
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, *MATCHES)
        for subject, value in alignment.subject_objects(predicate)
        if str(subject).startswith(CETU)
    }
    used |= set(alignment.objects(None, OWL.disjointWith))
    assert used == declared
    for term in declared:
        assert (term, RDFS.label, None) in alignment
        assert (term, RDFS.isDefinedBy, None) in alignment
        assert (term, URIRef("http://purl.org/dc/terms/source"), None) in alignment


def test_every_aligned_term_of_ours_is_declared(alignment: Graph, own: Graph) -> None:
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, *MATCHES):
        for ours, theirs in alignment.subject_objects(predicate):
            if not str(ours).startswith(CETU):  # a unit of ours, matched to one of QUDT
                assert str(ours).startswith(str(ID["unit/"]))
                continue
            kinds = set(own.objects(ours, RDF.type)) & set(DECLARED)
            assert kinds, ours
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
