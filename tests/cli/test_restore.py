"""Backup and restore from the command line."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from cetu.journal import Journal, records

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def _place(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "ontology").mkdir()
    (tmp_path / "data" / "graph").mkdir(parents=True)
    (tmp_path / "data" / "graph" / "a.trig").write_text("<x:g> { <x:s> <x:p> 1 . }")
    return {"CETU_ROOT": str(tmp_path), "CETU_MIN_FREE_BYTES": "0"}


def test_what_was_backed_up_comes_back(inside: Run, tmp_path: Path) -> None:
    place, file = _place(tmp_path), tmp_path / "b.tar.gz"
    assert inside("backup", str(file), **place).returncode == 0
    graph = tmp_path / "data" / "graph"
    kept = (graph / "a.trig").read_bytes()
    shutil.rmtree(graph)
    done = inside("restore", str(file), "--yes", **place)
    assert done.returncode == 0
    assert (graph / "a.trig").read_bytes() == kept
    (record,) = records(tmp_path / "data" / "state" / "journal")
    assert (record.entry.operation, record.entry.key) == ("restore", "")


def test_without_yes_it_asks(inside: Run, cetu: Run, tmp_path: Path) -> None:
    place, file = _place(tmp_path), tmp_path / "b.tar.gz"
    inside("backup", str(file), **place)
    (tmp_path / "data" / "graph" / "a.trig").write_text("")
    assert cetu("restore", str(file), stdin="n\n", **place).returncode == 1
    assert (tmp_path / "data" / "graph" / "a.trig").read_text() == ""


def test_while_a_service_writes_it_is_refused_with_what_to_do(inside: Run, tmp_path: Path) -> None:
    place, file = _place(tmp_path), tmp_path / "b.tar.gz"
    journal = Journal(tmp_path / "data" / "state" / "journal")
    assert inside("backup", str(file), **place).returncode == 0
    done = inside("restore", str(file), "--yes", **place)
    journal.close()
    assert done.returncode == 32
    assert "/admin/restore" in done.stderr


def test_what_is_no_backup_is_told(inside: Run, tmp_path: Path) -> None:
    place = _place(tmp_path)
    (tmp_path / "b.tar.gz").write_text("no")
    assert inside("restore", str(tmp_path / "b.tar.gz"), "--yes", **place).returncode == 34
    assert inside("restore", str(tmp_path / "none.tar.gz"), "--yes", **place).returncode == 2
    assert inside("backup", str(tmp_path / "none" / "b.tar.gz"), **place).returncode == 34
