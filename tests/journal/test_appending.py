"""Appending: what was acknowledged is there again whatever happens, and never half of a record."""

import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cetu.errors import JournalDamaged, WriterUnavailable
from cetu.journal import Journal, records, verify
from cetu.model.record import NONE, Entry

Make = Callable[..., Entry]
SMALL = 2_000
"""Bytes from which a file is followed by another: a few records."""


def _words(folder: Path) -> list[str]:
    return [record.entry.delta.added.split('"')[1] for record in records(folder)]


def test_a_record_says_who_what_and_when_and_follows_the_one_before(
    tmp_path: Path, entry: Make
) -> None:
    journal = Journal(tmp_path / "state" / "journal")
    first, second = journal.append(entry("甲")), journal.append(entry("乙"))
    journal.close()
    assert (first.number, first.previous, second.number) == (1, NONE, 2)
    assert second.previous == first.hash
    assert first.after != second.after != first.entry.base
    assert first.time.endswith("Z")
    assert list(records(journal.folder)) == [first, second]
    assert verify(journal.folder).head == second.hash


def test_one_process_writes(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    with pytest.raises(WriterUnavailable, match=str(os.getpid())):
        Journal(tmp_path)
    journal.close()
    Journal(tmp_path).close()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriterUnavailable, match="cannot be written"):
        Journal(tmp_path / "file" / "journal")


@given(
    steps=st.lists(
        st.one_of(st.text(max_size=30), st.integers(min_value=1, max_value=600)), max_size=25
    )
)
@settings(deadline=None, max_examples=25)
def test_acknowledged_records_survive_a_crash_at_any_byte(entry: Make, steps: list[object]) -> None:
    """Text: a write. A number: a crash in the middle of the next, that many bytes after its start.

    A record of which a crash wrote every byte may count, though nobody was told of it.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        journal = Journal(folder, segment_bytes=SMALL)
        acknowledged: list[str] = []
        for step in steps:
            if isinstance(step, str):
                journal.append(entry(words := step.encode().hex()))
                acknowledged.append(words)
                continue
            journal.close()
            unfinished = _next_line(folder, entry("torn"))[: int(str(step))]
            with _last_file(folder).open("ab") as file:
                file.write(unfinished)
            journal = Journal(folder, segment_bytes=SMALL)
            if unfinished.endswith(b"\n"):
                acknowledged.append("torn")
            assert _words(folder) == acknowledged
        assert journal.number == len(acknowledged)
        journal.close()
        assert _words(folder) == acknowledged


def _last_file(folder: Path) -> Path:
    return max(folder.glob("*.jsonl"), default=folder / "00000001.jsonl")


def _next_line(folder: Path, entry: Entry) -> bytes:
    """The line that the next record would be."""
    aside = Path(tempfile.mkdtemp(dir=folder))
    for path in folder.glob("*.jsonl"):
        (aside / path.name).write_bytes(path.read_bytes())
    journal = Journal(aside)
    journal.append(entry)
    journal.close()
    return _last_file(aside).read_bytes().splitlines(keepends=True)[-1]


def test_the_bytes_of_a_torn_record_are_kept_beside(tmp_path: Path, entry: Make) -> None:
    journal = Journal(tmp_path)
    journal.append(entry())
    journal.close()
    path = tmp_path / "00000001.jsonl"
    size = path.stat().st_size
    with path.open("ab") as file:
        file.write(b'{"added":"half')
    Journal(tmp_path).close()
    assert path.stat().st_size == size
    assert (tmp_path / f"00000001.jsonl.{size}.torn").read_bytes() == b'{"added":"half'


def test_a_last_line_whose_middle_the_disk_lost_was_never_acknowledged(
    tmp_path: Path, entry: Make
) -> None:
    journal = Journal(tmp_path)
    journal.append(entry("甲"))
    journal.close()
    path = tmp_path / "00000001.jsonl"
    with path.open("ab") as file:
        file.write(b'{"added":"' + bytes(40) + b'"}\n')
    journal = Journal(tmp_path)
    journal.append(entry("乙"))
    journal.close()
    assert _words(tmp_path) == ["甲", "乙"]


def test_a_changed_last_file_is_refused_and_the_lock_let_go(tmp_path: Path, entry: Make) -> None:
    journal = Journal(tmp_path)
    journal.append(entry("甲"))
    journal.append(entry("乙"))
    journal.close()
    path = tmp_path / "00000001.jsonl"
    sound = path.read_bytes()
    path.write_bytes(sound.replace("甲".encode(), "丁".encode()))
    with pytest.raises(JournalDamaged, match=r"00000001\.jsonl"):
        Journal(tmp_path)
    path.write_bytes(sound)
    Journal(tmp_path).close()


def test_a_disk_that_must_keep_more_free_refuses(tmp_path: Path, entry: Make) -> None:
    journal = Journal(tmp_path, min_free_bytes=1 << 60)
    with pytest.raises(WriterUnavailable, match="too little space"):
        journal.append(entry())
    journal.close()
    assert _words(tmp_path) == []


def test_a_write_that_fails_is_taken_back_and_the_next_one_follows(
    tmp_path: Path, entry: Make
) -> None:
    """The system refuses bytes past a limit of this process, in the middle of a record."""
    journal = Journal(tmp_path)
    journal.append(entry("甲"))
    path = tmp_path / "00000001.jsonl"
    size = path.stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, before[1]))
        with pytest.raises(WriterUnavailable, match="Nothing was changed"):
            journal.append(entry("乙"))
        assert path.stat().st_size == size
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    journal.append(entry("丙"))
    journal.close()
    assert _words(tmp_path) == ["甲", "丙"]


def test_after_a_failed_sync_the_file_is_opened_anew_and_checked(
    tmp_path: Path, entry: Make
) -> None:
    """In place of a disk that fails, a pipe: it takes the bytes and cannot sync them."""
    journal = Journal(tmp_path)
    journal.append(entry("甲"))
    reads, writes = os.pipe()
    os.dup2(writes, journal._file)
    with pytest.raises(WriterUnavailable):
        journal.append(entry("乙"))
    assert "乙" in os.read(reads, 10_000).decode()
    os.close(reads)
    os.close(writes)
    journal.append(entry("丙"))
    journal.close()
    assert _words(tmp_path) == ["甲", "丙"]


def test_files_follow_one_another_from_a_size_on(tmp_path: Path, entry: Make) -> None:
    journal = Journal(tmp_path, segment_bytes=SMALL)
    for number in range(12):
        journal.append(entry(str(number)))
    journal.close()
    assert [path.name for path in sorted(tmp_path.glob("*.jsonl"))][:2] == [
        "00000001.jsonl",
        "00000002.jsonl",
    ]
    assert _words(tmp_path) == [str(number) for number in range(12)]
    again = Journal(tmp_path, segment_bytes=SMALL)
    assert (again.number, again.head) == (12, verify(tmp_path).head)
    again.close()


_APPENDING = """
import sys
from pathlib import Path
from cetu.journal import Journal
from cetu.model.change import Delta
from cetu.model.record import Entry
journal = Journal(Path(sys.argv[1]), segment_bytes=4000)
base = "0" * 64
for number in range(journal.number, 10**9):
    line = f'<x:s> <x:p> "{number}" .\\n'
    journal.append(Entry("k", "", "update", "strict", base, ("",), Delta(line), base, base))
    print(number, flush=True)
"""


def test_a_killed_process_leaves_every_acknowledged_record(tmp_path: Path) -> None:
    expected = 0
    for reads in (3, 20, 7):
        with subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", _APPENDING, tmp_path], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            for _ in range(reads):
                last = int(process.stdout.readline())
            process.kill()
            rest = process.stdout.read().split("\n")[:-1]
        last = int(rest[-1]) if rest else last
        found = [int(words) for words in _words(tmp_path)]
        assert found == list(range(len(found)))
        assert len(found) > last >= expected
        expected = len(found)
