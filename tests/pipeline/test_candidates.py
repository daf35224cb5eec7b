"""Candidates over all documents."""

from pathlib import Path

from tests.pipeline import plans

from cetu import pipeline
from cetu.pipeline.add import Terms, add
from cetu.pipeline.candidates import accept, candidates


def test_a_candidate_is_listed_with_its_place_until_it_is_accepted(
    empty: Path, tmp_path: Path
) -> None:
    rows = [("1", "推广“云溪渔排贷”等产品，支持海水养殖户。", "市金融办", "")]
    add([plans.write(tmp_path / "yunxi.html", rows)], empty, Terms(checks=False))
    (found,) = [one for one in candidates(empty) if "云溪渔排贷" in one.surface]
    (context,) = found.contexts
    assert context.title == plans.TITLE
    assert found.surface in context.words
    assert context.end - context.start == len(found.surface)
    accept(empty, found.surface, "loan-product", en="Yunxi fish-raft loan", source="test")
    pipeline.build(empty)
    assert found.surface not in {one.surface for one in candidates(empty)}
