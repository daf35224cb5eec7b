"""From the documents to the graph."""

import shutil
from pathlib import Path

import pytest

from cetu import pipeline
from cetu.errors import CetuError, HeaderUnknown

FOLDERS = ("ontology", "queries", "data", "shapes")


@pytest.fixture
def clone(root: Path, tmp_path: Path) -> Path:
    """A copy of the checkout's assets, to build in."""
    for folder in FOLDERS:
        shutil.copytree(root / folder, tmp_path / folder)
    return tmp_path


def _graph(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "data" / "graph").glob("*.trig")}


def test_two_builds_give_the_same_bytes_as_the_graph_in_the_checkout(
    root: Path, clone: Path
) -> None:
    shutil.rmtree(clone / "data" / "graph")
    first = pipeline.build(clone)
    assert all(file.changed for file in first)
    built = _graph(clone)
    assert sorted(built) == ["dongguan-techfin-2024-annex.trig", "inferred.trig", "metadata.trig"]
    assert not any(file.changed for file in pipeline.build(clone))
    assert _graph(clone) == built == _graph(root)


def test_a_build_is_stale_when_an_input_changes(clone: Path) -> None:
    pipeline.build(clone)
    assert not pipeline.stale(clone)
    bodies = clone / "data" / "reference" / "bodies.ttl"
    bodies.write_text(bodies.read_text("utf-8") + "\n# more\n", "utf-8")
    assert pipeline.stale(clone)


def test_a_document_that_cannot_be_read_leaves_the_graph_as_it_was(clone: Path) -> None:
    before = _graph(clone)
    source = clone / "data" / "source" / "000_094825ea34a464ce.txt"
    source.write_text("\t序号\n\t项目名称\n", "utf-8")
    with pytest.raises(HeaderUnknown):
        pipeline.build(clone)
    assert _graph(clone) == before


def test_the_graph_of_a_document_no_longer_listed_goes(clone: Path) -> None:
    (clone / "data" / "graph" / "gone.trig").write_text("", "utf-8")
    pipeline.build(clone)
    assert "gone.trig" not in _graph(clone)


def test_each_step_is_named_in_both_languages(clone: Path) -> None:
    steps: list[tuple[str, str]] = []
    pipeline.build(clone, lambda zh, en: steps.append((zh, en)))
    assert len(steps) >= 4
    assert all(zh and en.isascii() for zh, en in steps)


def test_a_reading_has_every_mention_with_its_place(root: Path, annex: Path) -> None:
    raw = annex.read_text("utf-8")
    reading = pipeline.read_document(annex, root)
    assert reading["document"]["date"] == "2024-07-03"
    mentions = [
        mention
        for task in reading["tasks"]
        for kind in ("instruments", "beneficiaries", "quantities", "clauses", "citations")
        for mention in task[kind]
    ]
    assert len(mentions) > 250
    assert all(raw[m["start"] : m["end"]] == m["surface"] for m in mentions)


def test_a_missing_file_is_an_error_with_a_sentence(root: Path, tmp_path: Path) -> None:
    with pytest.raises(CetuError, match="cannot be read"):
        pipeline.read_document(tmp_path / "none.txt", root)
