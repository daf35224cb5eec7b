"""`cetu alignments`: every term is told, with what it is mapped to or why to nothing."""

import csv
import io
from pathlib import Path

from rdflib import OWL, RDF, Graph
from tests.conftest import Run

from cetu.namespaces import CETU


def terms(root: Path) -> set[str]:
    found = set()
    for path in (root / "ontology").glob("*.ttl"):
        module = Graph().parse(path)
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
            found |= {str(s) for s in module.subjects(RDF.type, kind) if str(s).startswith(CETU)}
    return found


def test_every_term_is_mapped_or_says_why_not(cetu: Run, root: Path) -> None:
    told = cetu("alignments", "--format", "csv")
    assert told.returncode == 0
    rows = list(csv.DictReader(io.StringIO(told.stdout)))
    assert {row["term"] for row in rows} == terms(root)
    for row in rows:
        assert row["foreign"] or row["via"] or (row["why"] and row["whyEn"]), row["term"]
        if row["foreign"]:
            assert row["checked"], row["foreign"]


def test_the_table_ends_with_the_share(cetu: Run) -> None:
    told = cetu("alignments")
    assert told.returncode == 0, told.stderr
    # The definition and the source of a term, as ELI 1.2 and CPOV have them.
    assert "⊑ eli:LegalResource" in told.stdout
    assert "⊑ m8g:PublicOrganisation" in told.stdout
    assert "An Organization that is defined" in told.stdout
    ends = told.stdout.splitlines()[-15:]
    assert any("mapped: 123 / 219 (56%)" in line for line in ends)
    assert any("not mapped: 61 / 219 (28%)" in line for line in ends)
    assert "through cetu:Reading" in told.stdout


def test_in_chinese(cetu: Run) -> None:
    told = cetu("alignments", CETU_LANG="zh")
    assert "直接对应" in told.stdout
    assert "经 cetu:Reading" in told.stdout
