"""Backup and restore: what comes back is what was, or nothing changes."""

import gzip
import hashlib
import io
import json
import os
import shutil
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cetu import store
from cetu.errors import BackupInvalid, GraphMissing, WriterUnavailable
from cetu.journal import Journal, held, verify
from cetu.model.backup import Manifest
from cetu.model.change import Delta
from cetu.model.record import Entry
from cetu.pipeline.backup import backup
from cetu.pipeline.restore import restore, resume

_GRAPH = "<https://example.org/g> { <https://example.org/s> <https://example.org/p> %d . }\n"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _record(root: Path, *numbers: int) -> None:
    journal = Journal(root / "state" / "journal", segment_bytes=1_200)
    for number in numbers:
        delta = Delta(added=f'<https://example.org/s> <https://example.org/q> "{number}" .\n')
        base = store.snapshot(root).base
        journal.append(Entry("k", "", "update", "strict", "0" * 64, ("",), delta, base, base))
    journal.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A root with two documents, their graphs, and five writes."""
    root = tmp_path / "root"
    _write(root / "ontology" / "policy.ttl", "")
    _write(root / "data" / "sources.csv", "identifier\none\ntwo\n")
    for number, name in enumerate(("one", "two"), start=1):
        _write(root / "data" / "source" / f"{name}.txt", f"第{number}份文件")
        _write(root / "data" / "graph" / f"{name}.trig", _GRAPH % number)
    _write(root / "data" / "reference" / "places.ttl", "")
    _write(root / "data" / "graph" / ".stamp", "{}")
    _record(root, 1, 2, 3, 4, 5)
    return root


def _state(root: Path) -> dict[str, bytes]:
    """All that a restore may change, but for locks and what was replaced."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != "lock" and "replaced-" not in str(path)
    }


def _spoil(root: Path) -> None:
    """Change, add and remove one of everything."""
    _write(root / "data" / "source" / "one.txt", "别的")
    _write(root / "data" / "graph" / "one.trig", _GRAPH % 7)
    (root / "data" / "graph" / "two.trig").unlink()
    _write(root / "data" / "graph" / "three.trig", _GRAPH % 3)
    _write(root / "data" / "facts" / "three.json", "{}")
    _write(root / "data" / "sources.csv", "identifier\nthree\n")
    _record(root, 6, 7, 8, 9)


def test_what_comes_back_is_what_was(place: Path, tmp_path: Path) -> None:
    before, snapshot = _state(place), store.snapshot(place, place / "state")
    manifest = backup(tmp_path / "b.tar.gz", place, place / "state")
    assert (manifest.digest, manifest.number) == (snapshot.digest, 5)
    assert manifest.head == verify(place / "state" / "journal").head
    assert _state(place) == before
    _spoil(place)
    assert _state(place).keys() != before.keys()
    assert restore(tmp_path / "b.tar.gz", place, place / "state") == manifest
    assert _state(place) == before
    assert store.snapshot(place, place / "state").digest == snapshot.digest


def test_what_the_journal_held_is_kept_beside(place: Path, tmp_path: Path) -> None:
    backup(tmp_path / "b.tar.gz", place, place / "state")
    _spoil(place)
    head = verify(place / "state" / "journal").head
    restore(tmp_path / "b.tar.gz", place, place / "state")
    (replaced,) = (place / "state" / "journal").glob("replaced-*")
    assert verify(replaced).head == head != verify(place / "state" / "journal").head


def test_a_state_of_no_writes_comes_back_too(place: Path, tmp_path: Path) -> None:
    shutil.rmtree(place / "state")
    before = _state(place)
    backup(tmp_path / "b.tar.gz", place, place / "state")
    _record(place, 1, 2)
    restore(tmp_path / "b.tar.gz", place, place / "state")
    assert _state(place) == before


def test_a_backup_goes_to_an_empty_place(place: Path, tmp_path: Path) -> None:
    backup(tmp_path / "b.tar.gz", place, place / "state")
    fresh = tmp_path / "fresh"
    shutil.copytree(place / "ontology", fresh / "ontology")
    restore(tmp_path / "b.tar.gz", fresh, fresh / "elsewhere" / "state")
    assert (
        store.snapshot(fresh, fresh / "elsewhere" / "state").digest
        == store.snapshot(place, place / "state").digest
    )


def test_only_whole_records_are_kept(place: Path, tmp_path: Path) -> None:
    last = max((place / "state" / "journal").glob("*.jsonl"))
    with last.open("ab") as file:
        file.write(b'{"added":"half')
    manifest = backup(tmp_path / "b.tar.gz", place, place / "state")
    restore(tmp_path / "b.tar.gz", place, place / "state")
    assert verify(place / "state" / "journal").head == manifest.head
    assert b"half" not in max((place / "state" / "journal").glob("*.jsonl")).read_bytes()


def test_a_backup_may_be_read_by_its_owner_only(place: Path, tmp_path: Path) -> None:
    backup(tmp_path / "b.tar.gz", place, place / "state")
    assert (tmp_path / "b.tar.gz").stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["b.tar.gz"]


def test_nothing_built_is_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(GraphMissing):
        backup(tmp_path / "b.tar.gz", tmp_path / "none", tmp_path / "none" / "state")
    assert not (tmp_path / "b.tar.gz").exists()


Forge = Callable[[dict[str, bytes]], None]


def _manifest(archive: dict[str, bytes], **changes: object) -> None:
    told = json.loads(archive["manifest.json"]) | changes
    archive["manifest.json"] = json.dumps(told).encode()


def _without(archive: dict[str, bytes], name: str) -> None:
    del archive[name]


def _listed(files: dict[str, bytes], name: str, content: bytes = b"x") -> None:
    """Put a file in the archive and, rightly, on the list."""
    told = json.loads(files["manifest.json"])["files"]
    told[name] = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    _manifest(files, files=told)
    files[name] = content


FORGED: dict[str, Forge] = {
    "no manifest": lambda files: _without(files, "manifest.json"),
    "a manifest that is none": lambda files: files.update({"manifest.json": b"[]"}),
    "a file too many": lambda files: files.update({"data/source/more.txt": b"x"}),
    "a file too few": lambda files: _without(files, "data/source/two.txt"),
    "another content": lambda files: files.update({"data/source/two.txt": b"x" * 16}),
    "another head": lambda files: _manifest(files, head="1" * 64),
    "another number": lambda files: _manifest(files, number=4),
    "a count below nothing": lambda files: _manifest(files, number=-1),
    "a path upwards": lambda files: _listed(files, "data/source/../../../outside.txt"),
    "a path from the root": lambda files: _listed(files, "/outside.txt"),
    "a folder of ours that is none of a backup's": lambda files: _listed(files, "data/state/k"),
    "the program": lambda files: _listed(files, "service/cetu/app.py"),
    "a hidden file": lambda files: _listed(files, "data/source/.hidden"),
    "keys": lambda files: _listed(files, "keys.json"),
    "a journal of another form": lambda files: _listed(files, "journal/1.jsonl"),
    "a journal that is none": lambda files: _listed(files, "journal/00000099.jsonl"),
}


@pytest.mark.parametrize("what", FORGED)
def test_a_forged_backup_changes_nothing(place: Path, tmp_path: Path, what: str) -> None:
    backup(tmp_path / "b.tar.gz", place, place / "state")
    with tarfile.open(tmp_path / "b.tar.gz") as tar:
        files = {m.name: f.read() for m in tar if (f := tar.extractfile(m))}
    FORGED[what](files)
    with tarfile.open(tmp_path / "forged.tar.gz", "w:gz") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    _refused(place, tmp_path / "forged.tar.gz", tmp_path)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_a_link_in_a_backup_changes_nothing(place: Path, tmp_path: Path, kind: bytes) -> None:
    with tarfile.open(tmp_path / "forged.tar.gz", "w:gz") as tar:
        member = tarfile.TarInfo("data/source/one.txt")
        member.type, member.linkname = kind, "/etc/passwd"
        tar.addfile(member)
    _refused(place, tmp_path / "forged.tar.gz", tmp_path)


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9])
def test_a_backup_cut_short_changes_nothing(place: Path, tmp_path: Path, part: float) -> None:
    backup(tmp_path / "b.tar.gz", place, place / "state")
    content = (tmp_path / "b.tar.gz").read_bytes()
    (tmp_path / "cut.tar.gz").write_bytes(content[: int(len(content) * part)])
    _refused(place, tmp_path / "cut.tar.gz", tmp_path)


@pytest.mark.parametrize(
    "content",
    [b"", b"text", gzip.compress(b"text", mtime=0), gzip.compress(b"", mtime=0)],
    ids=["empty", "text", "packed-text", "packed-nothing"],
)
def test_what_is_no_backup_changes_nothing(place: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "none.tar.gz").write_bytes(content)
    _refused(place, tmp_path / "none.tar.gz", tmp_path)


def test_a_disk_without_room_changes_nothing(place: Path, tmp_path: Path) -> None:
    backup(tmp_path / "b.tar.gz", place, place / "state")
    before = _state(place)
    with pytest.raises(BackupInvalid, match="too little space"):
        restore(tmp_path / "b.tar.gz", place, place / "state", min_free_bytes=1 << 60)
    assert _state(place) == before


def _refused(place: Path, archive: Path, outside: Path) -> None:
    before = _state(place)
    others = {path.name for path in outside.iterdir()}
    with pytest.raises(BackupInvalid, match="Nothing was changed"):
        restore(archive, place, place / "state")
    assert _state(place) == before
    assert {path.name for path in outside.iterdir()} == others


@pytest.mark.parametrize("steps", range(0, 60, 4))
def test_a_restore_cut_off_anywhere_is_finished_by_the_next_to_look(
    place: Path, tmp_path: Path, steps: int
) -> None:
    """The process ends before its change number `steps` to names on the disk."""
    before = _state(place)
    backup(tmp_path / "b.tar.gz", place, place / "state")
    _spoil(place)
    spoilt = _state(place)
    child = os.fork()
    if not child:
        _end_after(steps)
        restore(tmp_path / "b.tar.gz", place, place / "state")
        os._exit(0)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    counts = ended == 0 or (place / "data" / ".restore" / "ready.json").exists()
    resume(place, place / "state")
    after = _state(place)
    assert after in ([before] if counts else [before, spoilt])
    assert counts or after == spoilt or steps > 40  # it did count, and was being tidied up
    resume(place, place / "state")
    assert _state(place) == after


def _end_after(steps: int) -> None:
    """Have this process end, with nothing cleaned up, before it does one thing too many."""
    left = [steps]

    def watch(event: str, _: object) -> None:
        if event in {"os.rename", "os.remove", "os.rmdir", "os.mkdir"}:
            if left[0] == 0:
                os._exit(1)
            left[0] -= 1

    sys.addaudithook(watch)


def test_a_manifest_reads_as_it_was_written(place: Path, tmp_path: Path) -> None:
    manifest = backup(tmp_path / "b.tar.gz", place, place / "state")
    assert Manifest.parse(manifest.text()) == manifest
    assert manifest.size == sum(kept.size for kept in manifest.files.values()) > 0
    assert "data/graph/.stamp" in manifest.files


def test_the_journal_can_be_held_without_being_read(place: Path) -> None:
    with held(place / "state" / "journal"), pytest.raises(WriterUnavailable):
        Journal(place / "state" / "journal")
