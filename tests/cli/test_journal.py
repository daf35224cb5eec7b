"""The journal from the command line."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from cetu.journal import Journal, verify
from cetu.model.change import Delta
from cetu.model.record import Entry

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def _written(folder: Path) -> None:
    journal = Journal(folder / "journal")
    for number in range(1, 4):
        delta = Delta(added=f'<x:s> <x:p> "{number}" <x:g> .\n')
        state = "0" * 64
        journal.append(Entry("k1", "r", "update", "strict", state, ("x:g",), delta, state, state))
    journal.close()


def test_it_is_shown_and_verified(inside: Run, tmp_path: Path) -> None:
    _written(tmp_path)
    done = inside("journal", "show", "--since", "2", CETU_STATE=str(tmp_path))
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["2", "3"]
    assert "update   k1  +1 -0  <x:g>" in done.stdout
    told = inside("journal", "show", "--format", "json", CETU_STATE=str(tmp_path)).stdout
    assert told == (tmp_path / "journal" / "00000001.jsonl").read_text("utf-8")
    assert json.loads(told.splitlines()[0])["number"] == 1
    done = inside("journal", "verify", CETU_STATE=str(tmp_path))
    assert (done.returncode, "3 records" in done.stdout) == (0, True)
    assert verify(tmp_path / "journal").head in done.stdout


def test_a_changed_record_is_named(inside: Run, tmp_path: Path) -> None:
    _written(tmp_path)
    path = tmp_path / "journal" / "00000001.jsonl"
    path.write_text(path.read_text("utf-8").replace('\\"2\\"', '\\"7\\"'), "utf-8")
    done = inside("journal", "verify", CETU_STATE=str(tmp_path))
    assert done.returncode == 33
    assert "Record 2 " in done.stderr
