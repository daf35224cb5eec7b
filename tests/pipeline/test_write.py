"""Writing to a graph that is served: durable, seen at once, one at a time, and told in full."""

import hashlib
import json
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cetu import store
from cetu.engine import Engine
from cetu.errors import (
    BackupInvalid,
    JournalDamaged,
    QueryMalformed,
    QueryRefused,
    WriterUnavailable,
)
from cetu.journal import Journal, records, verify
from cetu.model.caller import Caller
from cetu.model.change import Drop, Put, Update
from cetu.pipeline.write import Writer
from cetu.settings import Settings

EX = "https://example.org/"
BY = Caller("k1", frozenset({"update"}))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    root = tmp_path / "root"
    (root / "ontology").mkdir(parents=True)
    (root / "data" / "graph").mkdir(parents=True)
    text = f"<{EX}g> {{ <{EX}s> <{EX}p> 0 . }}"
    (root / "data" / "graph" / "one.trig").write_text(text, "utf-8")
    return Settings(root=root, state=tmp_path / "state", workers=1, min_free_bytes=0)


def _engine(settings: Settings) -> Engine:
    return Engine(store.snapshot(settings.root, settings.state_folder), settings)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    with _engine(settings) as running:
        yield running


@pytest.fixture
def writer(engine: Engine, settings: Settings) -> Iterator[Writer]:
    made = Writer(engine, settings)
    yield made
    made.close()


def _insert(*numbers: int, graph: str = "g") -> Update:
    values = " ".join(f"<{EX}s> <{EX}p> {number} ." for number in numbers)
    return Update(f"INSERT DATA {{ GRAPH <{EX}{graph}> {{ {values} }} }}")


def _held(engine: Engine, graph: str = "g") -> list[int]:
    rows = engine.select(f"SELECT ?o {{ GRAPH <{EX}{graph}> {{ ?s ?p ?o }} }}")
    return sorted(int(row["o"].value) for row in rows)


def test_a_write_is_seen_and_stands_in_the_journal(
    engine: Engine, writer: Writer, settings: Settings
) -> None:
    before = engine.digest
    change = _insert(0, 1, 2)
    written = writer.write(change, BY, request_id="r1")
    assert _held(engine) == [0, 1, 2]
    assert (written.number, written.added, written.removed) == (1, 2, 0)
    assert written.digest == engine.digest != before
    (record,) = records(settings.state_folder / "journal")
    assert record.after == written.digest
    entry = record.entry
    assert (entry.key, entry.request, entry.operation, entry.mode) == (
        "k1",
        "r1",
        "update",
        "strict",
    )
    assert entry.body == hashlib.sha256(change.text.encode()).hexdigest()
    assert entry.graphs == (f"{EX}g",)
    assert (entry.before, entry.base) == (before, before)


def test_every_kind_of_change_is_written_and_told(engine: Engine, writer: Writer) -> None:
    turtle = f"<{EX}s> <{EX}p> 5 , 6 .".encode()
    put = writer.write(Put(f"{EX}new", turtle, "text/turtle"), BY, mode="warn")
    assert (put.added, put.created) == (2, (f"{EX}new",))
    merged = writer.write(
        Put(f"{EX}new", turtle.replace(b"5", b"7"), "text/turtle", merge=True), BY
    )
    assert (merged.added, merged.removed, merged.created) == (1, 0, ())
    assert _held(engine, "new") == [5, 6, 7]
    dropped = writer.write(Drop(f"{EX}new"), BY)
    assert (dropped.removed, dropped.dropped) == (3, (f"{EX}new",))
    assert not engine.holds(f"{EX}new")
    unnamed = writer.write(Update(f"INSERT DATA {{ <{EX}s> <{EX}p> 9 }}"), BY)
    assert unnamed.added == 1


def test_the_journal_says_which_kind_it_was(writer: Writer, settings: Settings) -> None:
    turtle = f"<{EX}s> <{EX}p> 5 .".encode()
    writer.write(Put(f"{EX}a", turtle, "text/turtle"), BY)
    writer.write(Put(f"{EX}a", turtle.replace(b"5", b"6"), "text/turtle", merge=True), BY)
    writer.write(Drop(f"{EX}a"), BY)
    writer.write(Update(f"INSERT DATA {{ <{EX}s> <{EX}p> 9 }}"), BY)
    told = [(r.entry.operation, r.entry.graphs) for r in records(settings.state_folder / "journal")]
    graph = (f"{EX}a",)
    assert told == [("put", graph), ("merge", graph), ("drop", graph), ("update", ("",))]


def test_nothing_changed_is_no_record(engine: Engine, writer: Writer, settings: Settings) -> None:
    written = writer.write(_insert(0), BY)
    assert (written.number, written.digest) == (0, engine.digest)
    assert verify(settings.state_folder / "journal").number == 0


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("INSERT DATA { <x> }", QueryMalformed),
        (f"LOAD <http://127.0.0.1:1/> INTO GRAPH <{EX}g>", QueryRefused),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    engine: Engine, writer: Writer, text: str, error: type[Exception]
) -> None:
    before = engine.digest
    with pytest.raises(error):
        writer.write(Update(text), BY)
    assert engine.digest == before
    assert writer.write(_insert(3), BY).number == 1


def test_after_a_restart_all_is_there(writer: Writer, settings: Settings) -> None:
    writer.write(_insert(1, 2), BY)
    digest = writer.write(
        Update(f"DELETE DATA {{ GRAPH <{EX}g> {{ <{EX}s> <{EX}p> 1 }} }}"), BY
    ).digest
    writer.close()
    with _engine(settings) as again:
        assert again.digest == digest
        assert _held(again) == [0, 2]
        other = Writer(again, settings)
        assert other.write(_insert(3), BY).number == 3
        other.close()
        assert _held(again) == [0, 2, 3]


def test_one_service_writes_and_the_other_says_so(writer: Writer, settings: Settings) -> None:
    writer.write(_insert(1), BY)
    with _engine(settings) as reading:
        other = Writer(reading, settings)
        with pytest.raises(WriterUnavailable, match=str(os.getpid())):
            other.write(_insert(2), BY)
        assert _held(reading) == [0, 1]
        writer.write(_insert(3), BY)
        writer.close()
        other.write(_insert(4), BY)  # takes over, with what the first wrote meanwhile
        assert _held(reading) == [0, 1, 3, 4]
        other.close()


def test_writes_of_many_threads_are_one_after_the_other(
    engine: Engine, writer: Writer, settings: Settings
) -> None:
    def write(start: int) -> None:
        for number in range(start, start + 5):
            writer.write(_insert(number), BY)

    threads = [threading.Thread(target=write, args=(10 * n,)) for n in range(1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(_held(engine)) == 21
    assert verify(settings.state_folder / "journal").number == 20


def test_a_full_disk_refuses_writes_and_reads_go_on(engine: Engine, settings: Settings) -> None:
    writer = Writer(engine, settings.model_copy(update={"min_free_bytes": 1 << 60}))
    with pytest.raises(WriterUnavailable, match="too little space"):
        writer.write(_insert(1), BY)
    assert _held(engine) == [0]
    writer.close()


def test_a_write_counts_though_the_host_falls(engine: Engine, writer: Writer) -> None:
    writer.write(_insert(1), BY)
    os.kill(engine._crew.host._process.pid, signal.SIGKILL)
    written = writer.write(_insert(2), BY)
    assert written.number == 2
    assert _held(engine) == [0, 1, 2]
    os.kill(engine._crew.host._process.pid, signal.SIGKILL)
    assert _held(engine) == [0, 1, 2]
    assert engine.digest == written.digest


def test_what_was_built_since_is_served_with_what_was_written(
    engine: Engine, writer: Writer, settings: Settings
) -> None:
    writer.write(_insert(1), BY)
    before = engine.digest
    text = f"<{EX}g> {{ <{EX}s> <{EX}p> 100 . }}"
    (settings.root / "data" / "graph" / "two.trig").write_text(text, "utf-8")
    writer.renew()
    assert _held(engine) == [0, 1, 100]
    assert engine.digest != before
    assert writer.write(_insert(2), BY).digest == engine.digest


def test_backup_and_restore_while_it_serves(
    engine: Engine, writer: Writer, settings: Settings, tmp_path: Path
) -> None:
    writer.write(_insert(1), BY)
    kept = writer.backup(tmp_path / "b.tar.gz")
    assert kept.digest == engine.digest
    writer.write(_insert(2), BY)
    restored = writer.restore(tmp_path / "b.tar.gz", BY, request_id="r9")
    assert restored == kept
    assert _held(engine) == [0, 1]
    last = list(records(settings.state_folder / "journal"))[-1]
    assert (last.number, last.entry.operation, last.entry.request) == (2, "restore", "r9")
    assert last.entry.body == hashlib.sha256((tmp_path / "b.tar.gz").read_bytes()).hexdigest()
    writer.write(_insert(3), BY)
    assert _held(engine) == [0, 1, 3]
    writer.close()
    with _engine(settings) as again:
        assert _held(again) == [0, 1, 3]
        assert again.digest == engine.digest


def test_what_is_no_backup_changes_nothing(engine: Engine, writer: Writer, tmp_path: Path) -> None:
    writer.write(_insert(1), BY)
    (tmp_path / "b.tar.gz").write_bytes(b"no")
    with pytest.raises(BackupInvalid):
        writer.restore(tmp_path / "b.tar.gz", BY)
    assert _held(engine) == [0, 1]
    writer.write(_insert(2), BY)


def test_a_journal_that_was_changed_is_not_written_to(engine: Engine, settings: Settings) -> None:
    journal = Journal(settings.state_folder / "journal")
    journal.close()
    (settings.state_folder / "journal" / "00000001.jsonl").write_text(json.dumps({"a": 1}) + "\n")
    with pytest.raises(JournalDamaged):
        Writer(engine, settings).open()


def test_what_a_power_cut_left_of_a_record_hinders_nobody(
    writer: Writer, settings: Settings
) -> None:
    """A line whose middle the disk lost is no record; the engine opens, and the writer cuts it."""
    digest = writer.write(_insert(1), BY).digest
    writer.close()
    path = settings.state_folder / "journal" / "00000001.jsonl"
    sound = path.read_bytes()
    path.write_bytes(sound + b'{"added":"' + bytes(50) + b'"}\n')
    with _engine(settings) as again:
        assert again.digest == digest
        assert _held(again) == [0, 1]
        other = Writer(again, settings)
        other.open()
        assert path.read_bytes() == sound
        assert other.write(_insert(2), BY).number == 2
        other.close()
