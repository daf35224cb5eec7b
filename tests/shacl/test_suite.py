"""The W3C's SHACL tests: all pass but those that failures.csv names, with the reason of each."""

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import SH, Graph, Literal, Node, URIRef
from tests.shacl import suite

with Path(__file__).with_name("failures.csv").open(encoding="utf-8", newline="") as file:
    KNOWN = {row["test"] for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def cases(shared: Path) -> list[suite.Case]:
    """Every test of the suite."""
    folder = shared / "w3c" / "data-shapes-test-suite" / "tests"
    if not folder.is_dir():
        pytest.skip(f"no W3C suite at {folder}")
    return list(suite.read(folder))


@pytest.mark.filterwarnings("ignore:Parsing weird boolean:UserWarning")
def test_just_the_known_ones_fail(cases: list[suite.Case]) -> None:
    """98 core tests and 22 of SPARQL-based constraints."""
    assert Counter(case.part for case in cases) == {"core": 98, "sparql": 22}
    assert {case.name for case in cases if suite.failure(case)} == KNOWN


@pytest.mark.parametrize(
    ("property_", "value", "reason"),
    [
        (SH.focusNode, SH.Shape, "missing"),
        (SH.resultPath, SH.path, "missing"),
        (SH.value, Literal("other"), "missing"),
        (SH.resultSeverity, SH.Info, "missing"),
        (SH.sourceConstraintComponent, SH.InConstraintComponent, "missing"),
        (SH.sourceShape, SH.Shape, "missing"),
        (SH.conforms, Literal(True), "sh:conforms is False"),
    ],
)
def test_every_part_of_a_report_is_compared(
    cases: list[suite.Case], property_: URIRef, value: Node, reason: str
) -> None:
    """A test fails when anything in the report that it expects is another."""
    case = next(case for case in cases if case.name == "core/property/datatype-001")
    altered = Graph()
    altered += case.manifest
    altered.set((next(altered.subjects(property_, None)), property_, value))
    # Only what is expected is altered: data and shapes are read from the file.
    assert suite.failure(replace(case, manifest=altered)).startswith(reason)
