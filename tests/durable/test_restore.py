"""Backup and restore under a stream of writes: what comes back is a state that was.

Twice by default, a hundred times with CETU_HARD=1.
"""

import threading
from pathlib import Path

from tests.durable.batches import GRAPH, expected, held, write

from cetu import pipeline
from cetu.engine import Engine
from cetu.journal import records, verify
from cetu.model.caller import Caller
from cetu.model.change import Update
from cetu.pipeline.restore import restore
from cetu.pipeline.write import Writer
from cetu.settings import Settings


class Writes(threading.Thread):
    """Writes batch after batch until ended."""

    def __init__(self, writer: Writer, caller: Caller) -> None:
        super().__init__()
        self.acknowledged = 0
        self.ended = threading.Event()
        self._writer = writer
        self._caller = caller

    def run(self) -> None:
        while not self.ended.is_set():
            self._writer.write(write(self.acknowledged + 1), self._caller)
            self.acknowledged += 1


def _opened(settings: Settings) -> tuple[dict[int, int], str]:
    """What an engine holds on a root and its journal, and its digest."""
    with pipeline.engine(settings) as engine:
        assert isinstance(engine, Engine)
        return held(engine), engine.digest


def test_a_backup_is_a_state_that_was(
    settings: Settings, tmp_path: Path, caller: Caller, hard: bool
) -> None:
    engine = pipeline.engine(settings)
    assert isinstance(engine, Engine)
    with engine:
        writer = Writer(engine, settings)
        writer.open()
        writes = Writes(writer, caller)
        writes.start()
        try:
            for turn in range(100 if hard else 2):
                before = writes.acknowledged
                manifest = writer.backup(tmp_path / "b.tar.gz")
                assert before <= manifest.number <= writes.acknowledged + 1
                elsewhere = tmp_path / f"elsewhere-{turn}"
                (elsewhere / "ontology").mkdir(parents=True)
                other = settings.model_copy(
                    update={"root": elsewhere, "state": elsewhere / "state"}
                )
                restore(tmp_path / "b.tar.gz", elsewhere, elsewhere / "state")
                found, digest = _opened(other)
                assert found == expected(manifest.number)
                assert digest == manifest.digest
        finally:
            writes.ended.set()
            writes.join()
            writer.close()
        assert held(engine) == expected(writes.acknowledged)


def test_a_restore_in_place_under_writes_leaves_what_was_kept_and_what_came_after(
    settings: Settings, tmp_path: Path, caller: Caller, hard: bool
) -> None:
    engine = pipeline.engine(settings)
    assert isinstance(engine, Engine)
    folder = settings.state_folder / "journal"
    with engine:
        writer = Writer(engine, settings)
        acknowledged: list[int] = []
        ended = threading.Event()

        def insert() -> None:
            number = 0
            while not ended.is_set():
                number += 1
                text = f"INSERT DATA {{ GRAPH <{GRAPH}> {{ <x:{number}> <x:p> 1 , 2 , 3 }} }}"
                writer.write(Update(text), caller)
                acknowledged.append(number)

        thread = threading.Thread(target=insert)
        writer.open()
        thread.start()
        try:
            for _ in range(100 if hard else 2):
                manifest = writer.backup(tmp_path / "b.tar.gz")
                known = len(acknowledged)
                assert writer.restore(tmp_path / "b.tar.gz", caller) == manifest
                while len(acknowledged) < known + 2:
                    assert thread.is_alive()
        finally:
            ended.set()
            thread.join()
            writer.close()
        statements = sum(r.entry.delta.added.count("\n") for r in records(folder))
        rows = engine.select(f"SELECT ?s ?o {{ GRAPH <{GRAPH}> {{ ?s <x:p> ?o }} }}").rows
        assert len(rows) == statements
        assert f"x:{acknowledged[-1]}" in {row["s"].value for row in rows}
    restores = [r for r in records(folder) if r.entry.operation == "restore"]
    assert len(restores) == (100 if hard else 2)
    assert verify(folder).number == len(list(records(folder)))
