"""An accepted candidate is a concept of the vocabulary, and the reader finds it."""

import shutil
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Literal

from cetu import annotate
from cetu.annotate.accept import CandidateRefused, accept
from cetu.namespaces import CETU, ID


@pytest.fixture
def assets(root: Path, tmp_path: Path) -> Path:
    """A copy of the vocabularies and the reference data."""
    shutil.copytree(root / "ontology", tmp_path / "ontology")
    shutil.copytree(root / "data" / "reference", tmp_path / "data" / "reference")
    return tmp_path


def _vocabulary(assets: Path) -> Path:
    return assets / "ontology" / "vocabulary" / "instruments.ttl"


def test_an_accepted_name_is_found_afterwards(assets: Path) -> None:
    before = _vocabulary(assets).read_text("utf-8")
    concept = accept(
        assets, "云溪贷", "loan-product", en="Yunxi loan", source="《云溪市若干措施》第3项"
    )
    after = _vocabulary(assets).read_text("utf-8")
    assert concept == ID["instrument/yun-xi-dai"]
    assert after.startswith(before)
    graph = Graph().parse(data=after, format="turtle")
    assert set(graph.objects(concept, RDF.type)) == {SKOS.Concept, CETU.LoanProduct}
    assert graph.value(concept, SKOS.broader) == ID["instrument/loan-product"]
    assert set(graph.objects(concept, SKOS.prefLabel)) == {
        Literal("云溪贷", lang="zh"),
        Literal("Yunxi loan", lang="en"),
    }
    lexicon = annotate.load(assets)
    (hit,) = lexicon.choose(lexicon.find("推广云溪贷。"), "instruments")
    assert lexicon.types[hit.concepts[0]] == "loan_product"


def test_a_key_is_ascii_and_free(assets: Path) -> None:
    first = accept(assets, "AI“智造”券", "subsidy-award")
    second = accept(assets, "AI智造券", "subsidy-award")
    assert first == ID["instrument/ai-zhi-zao-quan"]
    assert second == ID["instrument/ai-zhi-zao-quan-2"]


@pytest.mark.parametrize(
    ("words", "parent"),
    [
        ("风险补偿", "fund"),
        ("天使贷", "loan-product"),
        ("云溪贷", "no-such-concept"),
        ("云溪贷，青岚贷", "loan-product"),
        ("贷", "loan-product"),
    ],
)
def test_what_may_not_be_accepted_changes_nothing(assets: Path, words: str, parent: str) -> None:
    before = _vocabulary(assets).read_bytes()
    with pytest.raises(CandidateRefused) as refused:
        accept(assets, words, parent)
    assert refused.value.detail
    assert refused.value.detail_zh != refused.value.detail
    assert _vocabulary(assets).read_bytes() == before
    assert [path.name for path in _vocabulary(assets).parent.glob(".accept-*")] == []
