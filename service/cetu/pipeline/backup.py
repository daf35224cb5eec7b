"""Backup: the sources, the built graph and the journal in one file, while all goes on.

Builds wait meanwhile; writes do not: the journal is copied up to a record, and only grows. So what
is kept is one state the dataset was in.
"""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

import cetu
from cetu import journal, store
from cetu.errors import BackupInvalid
from cetu.model.backup import FOLDERS, Kept, Manifest
from cetu.model.record import state

MANIFEST: Final = "manifest.json"
_CHUNK: Final = 1 << 20


def backup(
    target: Path, root: Path, state_folder: Path, extents: Mapping[Path, int] | None = None
) -> Manifest:
    """Write a backup (tar, gzip) to `target`, whole or not at all; return what it holds.

    Args:
        target: the file, replaced if it exists.
        root: the folder with `data/`.
        state_folder: the folder with `journal/`.
        extents: how much of each of the journal's files to keep; by default, all whole records.

    Raises:
        GraphMissing: nothing has been built.
        BackupInvalid: a file changed while it was read, or the target cannot be written.
        JournalDamaged: a record is not as it was written.
    """
    with store.alone(root / "data" / "graph"):
        if extents is None:
            extents = journal.extents(state_folder / "journal")
        base = store.snapshot(root).base
        chain = _chain(extents)
        sizes = {**dict.fromkeys(_data(root)), **extents}
        names = {path: _name(path, root) for path in sizes}
        manifest = Manifest(
            version=cetu.__version__,
            made=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
            digest=state(base, chain.head),
            base=base,
            number=chain.number,
            head=chain.head,
            files={name: _kept(path, sizes[path]) for path, name in names.items()},
        )
        _write(target, manifest, names)
    return manifest


def _data(root: Path) -> Iterator[Path]:
    """Every file that is kept; not those a killed build left beside their places."""
    data = root / "data"
    if (data / "sources.csv").is_file():
        yield data / "sources.csv"
    for folder in FOLDERS:
        for path in sorted((data / folder).rglob("*")):
            hidden = path.name.startswith(".") and path != data / "graph" / ".stamp"
            if path.is_file() and not path.is_symlink() and not hidden:
                yield path


def _name(path: Path, root: Path) -> str:
    if path.suffix == ".jsonl" and path.parent.name == "journal":
        return f"journal/{path.name}"
    return path.relative_to(root).as_posix()


def _chain(extents: Mapping[Path, int]) -> journal.Chain:
    """Check the records that are kept."""
    chain = journal.Chain()
    for path, size in sorted(extents.items()):
        with path.open("rb") as file:
            for record in journal.follow(file.read(size).splitlines(keepends=True), chain, path):
                chain = journal.Chain(record.number, record.hash)
    return chain


def _kept(path: Path, size: int | None) -> Kept:
    digest, count = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK if size is None else min(_CHUNK, size - count)):
            digest.update(chunk)
            count += len(chunk)
    return Kept(count, digest.hexdigest())


def _write(target: Path, manifest: Manifest, names: Mapping[Path, str]) -> None:
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with temporary.open("wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=6) as archive:
                text = manifest.text().encode()
                archive.addfile(_member(MANIFEST, len(text), 0), io.BytesIO(text))
                for path, name in names.items():
                    _add(archive, path, name, manifest.files[name])
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o600)  # it may hold documents that are not public
        temporary.replace(target)
    except OSError as error:
        raise BackupInvalid(
            f"The backup cannot be written to {target}: {error.strerror or error}.",
            f"备份无法写入 {target}：{error.strerror or error}。",
            hint="Give a file in a folder that exists and has room.",
            hint_zh="请指定已存在且空间足够的文件夹中的文件。",
        ) from error
    finally:
        temporary.unlink(missing_ok=True)


def _add(archive: tarfile.TarFile, path: Path, name: str, kept: Kept) -> None:
    with path.open("rb") as file:
        read = _Reading(file)
        try:
            archive.addfile(_member(name, kept.size, path.stat().st_mtime), read)  # type: ignore[arg-type]  # it reads only
        except OSError as error:
            raise _changed(name) from error
    if read.digest.hexdigest() != kept.sha256:
        raise _changed(name)


class _Reading:
    """A file whose bytes are digested as they are read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.digest = hashlib.sha256()
        self._file = file

    def read(self, size: int) -> bytes:
        chunk = self._file.read(size)
        self.digest.update(chunk)
        return chunk


def _member(name: str, size: int, mtime: float) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mtime = size, int(mtime)
    return member


def _changed(name: str) -> BackupInvalid:
    return BackupInvalid(
        f"{name} changed while it was copied; there is no backup.",
        f"{name} 在备份过程中被改动，备份未完成。",
        hint="Take the backup again.",
        hint_zh="请重新备份。",
    )
