"""The lexicon is the vocabulary: a concept with its labels is found, without code."""

import shutil
from pathlib import Path

from cetu import annotate
from cetu.model.document import Row
from cetu.model.span import Cell, Span

NEW = """
@prefix cetu: <https://w3id.org/cetu/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/cetu/id/instrument/shuidianfei-butie> a skos:Concept , cetu:Subsidy ;
    skos:prefLabel "水电费补贴"@zh , "utility subsidy"@en ; skos:hiddenLabel "水电补贴"@zh ;
    skos:broader <https://w3id.org/cetu/id/instrument/subsidy-award> ;
    skos:inScheme <https://w3id.org/cetu/id/scheme/instruments> .
"""


def test_a_concept_added_to_the_vocabulary_is_found(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "ontology", tmp_path / "ontology")
    shutil.copytree(root / "data" / "reference", tmp_path / "data" / "reference")
    (tmp_path / "ontology" / "vocabulary" / "new.ttl").write_text(NEW, encoding="utf-8")
    text = "给予企业水电补贴。"
    row = Row(Span(0, 1, "给"), None, Cell((Span(0, len(text), text),)))
    task = annotate.annotate_row(row, text, annotate.load(tmp_path), None)
    assert [(m.span.text, m.type) for m in task.instruments] == [("水电补贴", "subsidy_award")]


def test_every_instrument_has_a_type(lexicon: annotate.Lexicon) -> None:
    instruments = [c for c, schemes in lexicon.schemes.items() if "instruments" in schemes]
    assert len(instruments) > 60
    assert [c for c in instruments if c not in lexicon.types] == []
