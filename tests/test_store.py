"""The files of the graph."""

import shutil
import threading
from pathlib import Path

import pyoxigraph as ox
import pytest

from cetu import store
from cetu.errors import GraphMissing
from cetu.journal import Journal
from cetu.model.change import Delta
from cetu.model.record import Entry

NAME = "https://example.org/graph"


def _triples(*values: str) -> list[ox.Triple]:
    thing = ox.NamedNode("https://example.org/thing")
    says = ox.NamedNode("https://example.org/says")
    return [ox.Triple(thing, says, ox.Literal(value)) for value in values]


def test_the_same_triples_give_the_same_bytes_in_any_order() -> None:
    one, other = (
        store.trig({NAME: _triples("甲", "乙", "丙")}),
        store.trig({NAME: _triples("丙", "甲", "乙")}),
    )
    assert one == other
    assert {str(quad.graph_name) for quad in ox.parse(one, format=ox.RdfFormat.TRIG)} == {
        f"<{NAME}>"
    }


def test_a_file_holds_several_graphs_and_a_graph_lies_in_several_files(tmp_path: Path) -> None:
    more = f"{NAME}/more"
    folder = tmp_path / "data" / "graph"
    store.write(folder / "a.trig", store.trig({NAME: _triples("甲"), more: _triples("乙")}))
    store.write(folder / "b.trig", store.trig({more: _triples("丙"), NAME: _triples("丁")}))
    graphs = store.graphs(store.snapshot(tmp_path))
    said = {name: sorted(map(str, graph.objects())) for name, graph in graphs.items()}
    assert said == {NAME: ["丁", "甲"], more: ["丙", "乙"]}


def test_what_is_staged_takes_its_name_only_when_published(tmp_path: Path) -> None:
    path = tmp_path / "file.trig"
    temporary = store.stage(path, b"new")
    assert not path.exists()
    store.publish({path: temporary})
    assert path.read_bytes() == b"new"
    assert store.stage(path, b"new") is None
    store.discard([store.stage(path, b"newer"), None])
    assert [p.name for p in tmp_path.iterdir()] == ["file.trig"]


def test_prefixes_are_sorted() -> None:
    lines = store.trig({NAME: _triples("甲")}).decode().splitlines()
    head = [line for line in lines if line.startswith("@prefix")]
    assert head == sorted(head) == lines[: len(head)]


def test_writing_says_whether_the_bytes_changed(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.trig"
    assert store.write(path, b"one")
    assert not store.write(path, b"one")
    assert store.write(path, b"two")
    assert [p.name for p in path.parent.iterdir()] == ["file.trig"]


def test_a_failed_write_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.trig"
    store.write(path, b"one")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cetu.store.os.fsync", full)
    with pytest.raises(OSError, match="space"):
        store.write(path, b"two")
    assert path.read_bytes() == b"one"
    assert [p.name for p in tmp_path.iterdir()] == ["file.trig"]


def test_where_one_of_several_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "a.trig").write_bytes(b"old")
    (tmp_path / "folder").write_bytes(b"no folder")
    with pytest.raises(OSError, match="folder"):
        store.write_all({tmp_path / "a.trig": b"new", tmp_path / "folder" / "b.trig": b"new"})
    assert (tmp_path / "a.trig").read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.trig", "folder"]


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with store.alone(tmp_path):
            order.append("second")

    thread = threading.Thread(target=second)
    with store.alone(tmp_path):
        thread.start()
        thread.join(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_without_a_built_graph_there_is_no_snapshot(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "ontology", tmp_path / "ontology")
    with pytest.raises(GraphMissing) as missing:
        store.snapshot(tmp_path)
    assert "cetu build" in missing.value.hint


def test_a_snapshot_is_known_by_its_bytes(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root / "ontology", tmp_path / "ontology")
    shutil.copytree(root / "data", tmp_path / "data")
    before = store.snapshot(tmp_path)
    assert before.digest == store.snapshot(tmp_path).digest
    assert {file.graph for file in before.files} == {
        "https://w3id.org/cetu/graph/ontology",
        "https://w3id.org/cetu/graph/alignment",
        "https://w3id.org/cetu/graph/vocabulary",
        "https://w3id.org/cetu/graph/reference",
        None,
    }
    places = tmp_path / "data" / "reference" / "places.ttl"
    places.write_text(places.read_text("utf-8") + "\n# changed\n", "utf-8")
    assert store.snapshot(tmp_path).digest != before.digest


def _built(root: Path) -> None:
    store.write(root / "data" / "graph" / "a.trig", store.trig({NAME: _triples("甲")}))


def _entry(base: str) -> Entry:
    delta = Delta(added=f'<https://example.org/s> <https://example.org/p> "1" <{NAME}> .\n')
    return Entry("k", "r", "update", "strict", "0" * 64, (NAME,), delta, base, base)


def test_the_journal_is_part_of_the_snapshot(tmp_path: Path) -> None:
    _built(tmp_path)
    state = tmp_path / "state"
    built = store.snapshot(tmp_path)
    assert (built.base, built.changes) == (built.digest, ())
    before = store.snapshot(tmp_path, state)
    assert (before.digest, before.changes) == (built.digest, ())
    journal = Journal(state / "journal")
    first = journal.append(_entry(built.digest))
    after = store.snapshot(tmp_path, state)
    assert after.changes == (state / "journal" / "00000001.jsonl",)
    assert (after.digest, after.base) == (first.after, built.digest)
    assert before.later(first.after) == after
    second = journal.append(_entry(built.digest))
    assert store.snapshot(tmp_path, state).digest == second.after != first.after
    journal.close()
    assert store.snapshot(tmp_path) == built


def test_a_record_that_was_never_acknowledged_is_no_part_of_the_snapshot(tmp_path: Path) -> None:
    _built(tmp_path)
    journal = Journal(tmp_path / "state" / "journal")
    record = journal.append(_entry(store.snapshot(tmp_path).digest))
    journal.close()
    path = tmp_path / "state" / "journal" / "00000001.jsonl"
    with path.open("ab") as file:
        file.write(record.line()[:-1])
    path.with_name("00000002.jsonl").write_bytes(b"")
    assert store.snapshot(tmp_path, tmp_path / "state").digest == record.after


def test_an_ill_formed_literal_is_read_without_a_traceback(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    line = b'<urn:a> <urn:b> "2024-13-45T00:00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime> .\n'
    ((_, _, value),) = store.graph(line)
    assert str(value) == "2024-13-45T00:00:00"
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
