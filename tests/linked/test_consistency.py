"""HermiT: ontology, alignments and what others say of the terms above ours agree, and a wrong
alignment does not pass."""

from pathlib import Path

import pytest
from rdflib import Graph

from cetu import store
from cetu.namespaces import GRAPH
from cetu.reason import dl

PREFIXES = """
@prefix cetu: <https://w3id.org/cetu/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix m8g: <http://data.europa.eu/m8g/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
"""
FIBO = "https://spec.edmcouncil.org/fibo/ontology"
PREFIXES += f"""
@prefix fi: <{FIBO}/FBC/FinancialInstruments/FinancialInstruments/> .
@prefix loan: <{FIBO}/LOAN/LoansGeneral/Loans/> .
@prefix gty: <{FIBO}/FBC/DebtAndEquities/Guaranty/> .
"""
WRONG = {
    "an instrument is no contract": (
        "cetu:PolicyInstrument rdfs:subClassOf fi:FinancialInstrument .", "PolicyInstrument"
    ),
    "a loan product is no loan, which FIBO has below its instruments": (
        "cetu:LoanProduct rdfs:subClassOf loan:SecuredLoan . "
        "loan:SecuredLoan rdfs:subClassOf loan:Loan .", "LoanProduct"
    ),
    "compensation is no guaranty": (
        "cetu:RiskCompensation rdfs:subClassOf gty:Guaranty .", "RiskCompensation"
    ),
    "a task is a plan, which PROV keeps from activities": (
        "cetu:Task rdfs:subClassOf prov:Activity .", "Task"
    ),
    "a group is no organisation": (
        "cetu:BodyGroup rdfs:subClassOf m8g:PublicOrganisation .", "BodyGroup"
    ),
    "a body is no role, which ORG keeps from organisations": (
        "cetu:PublicBody rdfs:subClassOf org:Role .", "PublicBody"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def aligned(root: Path) -> Graph:
    """Ontology, alignments, and the axioms of others."""
    graph = Graph()
    for path in (*sorted((root / "ontology").glob("*.ttl")), root / "ontology/foreign/axioms.ttl"):
        graph.parse(path)
    return graph


def test_all_agree_and_every_class_can_have_a_member(aligned: Graph) -> None:
    found = dl.consistent(aligned)
    assert found.consistent
    assert found.unsatisfiable == ()


def test_the_first_document_agrees_with_them(aligned: Graph, root: Path) -> None:
    document = root / "data/graph/dongguan-techfin-2024-annex.trig"
    derived = {str(GRAPH[key]) for key in ("inferred", "metadata", "void")}
    whole = Graph() + aligned
    for graph in store.load(document, without=derived).values():
        whole += graph
    for path in (
        *(root / "data/reference").glob("*.ttl"),
        *(root / "ontology/vocabulary").glob("*.ttl"),
    ):
        whole.parse(path)
    assert dl.holds(whole)


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_alignment_is_caught(case: str, aligned: Graph) -> None:
    axiom, empty = WRONG[case]
    found = dl.consistent(Graph() + aligned + Graph().parse(data=PREFIXES + axiom))
    assert f"https://w3id.org/cetu/ontology#{empty}" in found.unsatisfiable
    told = [one for one in found.findings if one.thing.endswith(f"#{empty}")]
    assert any(axiom.split()[2].split(":")[1] in premise.text for premise in told[0].premises)
