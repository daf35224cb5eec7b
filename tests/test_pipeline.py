"""From the documents to the graph."""

import csv
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cetu import pipeline, store
from cetu.errors import CetuError, HeaderUnknown, SourcesInvalid
from cetu.namespaces import GRAPH
from cetu.reason import rules

FOLDERS = ("ontology", "queries", "data", "shapes")


@pytest.fixture
def clone(first: Path, tmp_path: Path) -> Path:
    """A copy of the assets and the first document, to build in."""
    for folder in FOLDERS:
        shutil.copytree(first / folder, tmp_path / folder)
    return tmp_path


def _graph(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "data" / "graph").glob("*.trig")}


def test_two_builds_give_the_same_bytes_as_the_graph_in_the_checkout(
    root: Path, first: Path, clone: Path
) -> None:
    shutil.rmtree(clone / "data" / "graph")
    assert all(file.changed for file in pipeline.build(clone))
    built = _graph(clone)
    document = "dongguan-techfin-2024-annex.trig"
    assert sorted(built) == [document, "examples.trig", "inferred.trig", "metadata.trig"]
    assert not any(file.changed for file in pipeline.build(clone))
    assert _graph(clone) == built == _graph(first)
    shipped = _graph(root)
    for name in ("dongguan-techfin-2024-annex.trig", "inferred.trig"):
        assert built[name] == shipped[name]


def test_a_build_is_stale_when_an_input_changes(clone: Path) -> None:
    pipeline.build(clone)
    assert not pipeline.stale(clone)
    bodies = clone / "data" / "reference" / "bodies.ttl"
    bodies.write_text(bodies.read_text("utf-8") + "\n# more\n", "utf-8")
    assert pipeline.stale(clone)


def test_a_source_that_moved_is_missed(clone: Path) -> None:
    pipeline.build(clone)
    source = clone / "data" / "source"
    (source / "deeper").mkdir()
    (source / "000_094825ea34a464ce.txt").rename(source / "deeper" / "000_094825ea34a464ce.txt")
    with pytest.raises(SourcesInvalid, match="line 2, column file"):
        pipeline.stale(clone)


def _lose_all(folder: Path) -> None:
    shutil.rmtree(folder)


def _lose_one(folder: Path) -> None:
    (folder / "inferred.trig").unlink()


def _change_one(folder: Path) -> None:
    with (folder / "metadata.trig").open("a", encoding="utf-8") as file:
        file.write("# by hand\n")


def _add_one(folder: Path) -> None:
    (folder / "more.trig").write_text("", "utf-8")


@pytest.mark.parametrize("spoil", [_lose_all, _lose_one, _change_one, _add_one])
def test_a_graph_that_is_not_as_built_is_stale_and_built_again(
    clone: Path, spoil: Callable[[Path], None]
) -> None:
    pipeline.build(clone)
    before = _graph(clone)
    spoil(clone / "data" / "graph")
    assert pipeline.stale(clone)
    assert pipeline.buildable(clone)
    pipeline.build(clone)
    assert not pipeline.stale(clone)
    assert _graph(clone) == before


def test_an_input_that_changes_during_a_build_makes_it_stale(clone: Path) -> None:
    def edit(_zh: str, en: str, /, done: int = 0, total: int = 0) -> None:
        del done, total
        if en == "Writing the graph":
            with (clone / "data" / "reference" / "bodies.ttl").open("a", encoding="utf-8") as file:
                file.write("# more\n")

    pipeline.build(clone, edit)
    assert pipeline.stale(clone)


def test_a_build_that_fails_in_writing_leaves_the_files_and_stays_stale(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.build(clone)
    before = _graph(clone)
    bodies = clone / "data" / "reference" / "bodies.ttl"
    bodies.write_text(bodies.read_text("utf-8").replace("东莞市财政局", "东莞市财政二局"), "utf-8")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cetu.store.os.fsync", full)
    with pytest.raises(OSError, match="space"):
        pipeline.build(clone)
    assert _graph(clone) == before
    assert pipeline.stale(clone)
    names = {path.name for path in (clone / "data" / "graph").iterdir()}
    assert names == {*before, ".stamp"}


def test_leftovers_of_a_killed_build_go_with_the_next(clone: Path) -> None:
    leftover = clone / "data" / "graph" / ".inferred.trig.x1y2z3"
    leftover.write_text("half", "utf-8")
    pipeline.build(clone)
    assert not leftover.exists()


def test_only_sources_outside_the_installed_package_are_built(
    root: Path, clone: Path, tmp_path: Path
) -> None:
    assert pipeline.buildable(root)
    shutil.rmtree(clone / "data" / "graph")
    assert pipeline.buildable(clone)
    assert not pipeline.buildable(root / "service" / "cetu")
    (clone / "data" / "sources.csv").unlink()
    assert not pipeline.buildable(clone)
    shutil.rmtree(tmp_path / "data")
    (tmp_path / "data").write_text("a file in its place", "utf-8")
    assert not pipeline.buildable(tmp_path)


def test_what_a_wheel_carries_is_not_built(root: Path, clone: Path) -> None:
    package = clone / "cetu"
    shutil.copytree(root / "service" / "cetu", package, ignore=shutil.ignore_patterns("static"))
    assets = package / "_assets"
    for folder in ("data", "ontology"):
        shutil.copytree(clone / folder, assets / folder)
    ask = "from cetu import assets, pipeline; print(pipeline.buildable(assets.root()))"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-P", "-c", ask],
        env=os.environ | {"PYTHONPATH": str(clone)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "False\n"


def test_a_document_that_cannot_be_read_leaves_the_graph_as_it_was(clone: Path) -> None:
    before = _graph(clone)
    source = clone / "data" / "source" / "000_094825ea34a464ce.txt"
    source.write_text("\t序号\n\t项目名称\n", "utf-8")
    with pytest.raises(HeaderUnknown):
        pipeline.build(clone)
    assert _graph(clone) == before


def _add(clone: Path, *names: str) -> None:
    """List copies of the first document, each with a word of its own, under new names."""
    lines = (clone / "data" / "sources.csv").read_text("utf-8").splitlines(keepends=True)
    source = (clone / "data" / "source" / "000_094825ea34a464ce.txt").read_text("utf-8")
    with (clone / "data" / "sources.csv").open("a", encoding="utf-8") as file:
        for number, name in enumerate(names, start=50):
            words = source.replace("80%", f"{number}%")
            (clone / "data" / "source" / f"{name}.txt").write_text(words, "utf-8")
            line = lines[1].replace("dongguan-techfin-2024-annex", name)
            file.write(line.replace("000_094825ea34a464ce", name))


def test_only_what_changed_is_made_anew(clone: Path) -> None:
    _add(clone, "yunxi-1", "yunxi-2")
    pipeline.build(clone)
    assert [file.changed for file in pipeline.build(clone)] == [False] * 6
    before = {path: path.stat().st_ino for path in (clone / "data" / "graph").glob("*.trig")}
    edited = clone / "data" / "source" / "yunxi-2.txt"
    edited.write_text(edited.read_text("utf-8").replace("51%", "52%"), "utf-8")
    changed = [file.path.name for file in pipeline.build(clone) if file.changed]
    assert changed == ["yunxi-2.trig"]
    after = {path: path.stat().st_ino for path in before}
    assert [path.name for path in before if before[path] != after[path]] == ["yunxi-2.trig"]


def test_the_same_bytes_with_any_number_of_processes_and_in_any_order(clone: Path) -> None:
    _add(clone, "yunxi-1", "yunxi-2")
    shutil.rmtree(clone / "data" / "graph")
    pipeline.build(clone, jobs=1)
    alone = _graph(clone)
    shutil.rmtree(clone / "data" / "graph")
    pipeline.build(clone, jobs=2)
    assert _graph(clone) == alone
    head, *rest = (clone / "data" / "sources.csv").read_text("utf-8").splitlines(keepends=True)
    (clone / "data" / "sources.csv").write_text("".join([head, *reversed(rest)]), "utf-8")
    pipeline.build(clone, jobs=2)
    assert _graph(clone) == alone


def test_a_document_added_changes_no_other_file(clone: Path) -> None:
    pipeline.build(clone)
    before = _graph(clone)
    _add(clone, "yunxi-1")
    assert [f.path.name for f in pipeline.build(clone) if f.changed] == ["yunxi-1.trig"]
    after = _graph(clone)
    assert {name: after[name] for name in before} == before


def test_a_build_cut_off_while_files_took_their_names_is_finished_by_the_next(
    clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.build(clone)
    _add(clone, "yunxi-1")
    with monkeypatch.context() as patched:
        patched.setattr("cetu.pipeline.fresh.save", _killed)
        with pytest.raises(KeyboardInterrupt):
            pipeline.build(clone)
    assert "yunxi-1.trig" in _graph(clone)
    assert pipeline.stale(clone)
    pipeline.build(clone)
    assert not pipeline.stale(clone)


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


def test_the_union_of_shares_is_what_follows_from_everything(clone: Path) -> None:
    pipeline.build(clone)
    published = store.snapshot(clone)
    graphs = store.graphs(published, without={str(GRAPH["inferred"]), str(GRAPH["metadata"])})
    together = [triple for graph in graphs.values() for triple in store.triples(graph)]
    follows = {str(one.triple) for one in rules.infer(together)}
    shares = store.graphs(published)[str(GRAPH["inferred"])]
    assert {str(triple) for triple in store.triples(shares)} == follows


def test_a_second_version_of_a_document_has_a_file_of_its_own(clone: Path) -> None:
    pipeline.build(clone)
    first = _graph(clone)["dongguan-techfin-2024-annex.trig"]
    source = clone / "data" / "source" / "000_094825ea34a464ce.txt"
    (clone / "data" / "source" / "newer.txt").write_text(
        source.read_text("utf-8").replace("80%", "90%"), "utf-8"
    )
    with (clone / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
        columns, line = csv.reader(file)
    newer = dict(zip(columns, line, strict=True)) | {
        "file": "source/newer.txt",
        "revision_of": hashlib.sha256(source.read_bytes()).hexdigest()[:12],
    }
    with (clone / "data" / "sources.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, columns, lineterminator="\n").writerow(newer)
    pipeline.build(clone)
    built = _graph(clone)
    assert built["dongguan-techfin-2024-annex.trig"] == first
    assert "90%" in built["dongguan-techfin-2024-annex.v2.trig"].decode()


def test_the_graph_of_a_document_no_longer_listed_goes(clone: Path) -> None:
    (clone / "data" / "graph" / "gone.trig").write_text("", "utf-8")
    pipeline.build(clone)
    assert "gone.trig" not in _graph(clone)


def test_each_step_is_named_in_both_languages(clone: Path) -> None:
    steps: dict[str, tuple[str, int, int]] = {}

    def told(zh: str, en: str, /, done: int = 0, total: int = 0) -> None:
        steps[en] = (zh, done, total)

    shutil.rmtree(clone / "data" / "graph")
    pipeline.build(clone, told)
    assert len(steps) == 3
    assert all(zh and en.isascii() for en, (zh, _, _) in steps.items())
    assert steps["Reading documents"][1:] == (1, 1)


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
