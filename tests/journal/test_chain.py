"""The chain: whatever is changed, moved or taken away shows."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cetu.errors import JournalDamaged
from cetu.journal import Chain, Journal, extents, records, verify
from cetu.model.record import NONE, Entry, Record, state

Make = Callable[..., Entry]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory, entry: Make) -> Path:
    """A journal of nine records in three files."""
    folder = tmp_path_factory.mktemp("journal")
    journal = Journal(folder, segment_bytes=1_500)
    for words in "甲乙丙丁戊己庚辛壬":
        journal.append(entry(words))
    journal.close()
    assert len(list(folder.glob("*.jsonl"))) >= 3
    return folder


def _copy(written: Path, folder: Path) -> list[Path]:
    for path in written.glob("*.jsonl"):
        (folder / path.name).write_bytes(path.read_bytes())
    return sorted(folder.glob("*.jsonl"))


def test_no_journal_is_an_empty_one(tmp_path: Path) -> None:
    assert verify(tmp_path / "none") == Chain(0, NONE)
    assert extents(tmp_path / "none") == {}


def test_the_hash_can_be_worked_out_from_the_line_alone(written: Path) -> None:
    """As the page on writing tells it, without our program: JSON, names sorted, no white space."""
    import hashlib  # noqa: PLC0415 - the whole recipe stands here

    previous = "0" * 64
    for path in sorted(written.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            told = json.loads(line)
            stated, after = told.pop("hash"), told.pop("after")
            text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            assert stated == hashlib.sha256(text.encode()).hexdigest()
            assert after == hashlib.sha256(f"{told['base']}\n{stated}".encode()).hexdigest()
            assert told["previous"] == previous
            previous = stated
    assert verify(written) == Chain(9, previous)


@given(data=st.data())
@settings(deadline=None, max_examples=150)
def test_a_changed_byte_shows(
    written: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Save where it makes the last line no record at all: that is one never acknowledged."""
    folder = tmp_path_factory.mktemp("changed")
    files = _copy(written, folder)
    place = data.draw(st.integers(0, len(files) - 1))
    content = bytearray(files[place].read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    files[place].write_bytes(bytes(content))
    last_line = place == len(files) - 1 and at >= bytes(content[:-1]).rfind(b"\n") + 1
    try:
        chain = verify(folder)
    except JournalDamaged:
        return
    assert last_line
    assert chain.number < 9


def _without_line(files: list[Path], number: int) -> None:
    lines = files[0].read_bytes().splitlines(keepends=True)
    files[0].write_bytes(b"".join(lines[:number] + lines[number + 1 :]))


def _swapped(files: list[Path]) -> None:
    one, other, *rest = files[0].read_bytes().splitlines(keepends=True)
    files[0].write_bytes(b"".join([other, one, *rest]))


def _sealed_anew(files: list[Path]) -> None:
    """A forger who knows how hashes are made must make every later one, too."""
    first, *rest = files[0].read_bytes().splitlines(keepends=True)
    record = Record.parse(first.replace("甲".encode(), "伪".encode()))
    files[0].write_bytes(record.line() + b"".join(rest))


@pytest.mark.parametrize(
    "forge",
    [
        lambda files: _without_line(files, 0),
        lambda files: _without_line(files, 1),
        _swapped,
        _sealed_anew,
        lambda files: files[0].unlink(),
        lambda files: files[1].unlink(),
        lambda files: files[1].write_bytes(b""),
        lambda files: files[0].write_bytes(files[0].read_bytes() + files[0].read_bytes()),
    ],
)
def test_what_is_taken_away_moved_or_forged_shows(
    written: Path, tmp_path: Path, forge: Callable[[list[Path]], None]
) -> None:
    files = _copy(written, tmp_path)
    forge(files)
    with pytest.raises(JournalDamaged, match="Record"):
        verify(tmp_path)


def test_extents_end_with_the_last_whole_record(written: Path, tmp_path: Path) -> None:
    files = _copy(written, tmp_path)
    sizes = [path.stat().st_size for path in files]
    with files[-1].open("ab") as file:
        file.write(b'{"number":10')
    assert list(extents(tmp_path).values()) == sizes
    assert [record.number for record in records(tmp_path)] == list(range(1, 10))


def test_the_state_without_records_is_that_of_the_files() -> None:
    assert state("b" * 64, NONE) == "b" * 64
    assert state("b" * 64, "c" * 64) != state("d" * 64, "c" * 64)
