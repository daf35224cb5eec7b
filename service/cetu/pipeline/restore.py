"""Restore: everything checked first, unpacked beside, and only then put in place.

From the moment a list of what is to be (`ready.json`) lies beside the unpacked files, the restore
counts: whoever is next to look, after a crash in the middle, puts the rest in place (`resume`).
What the journal held before is kept in a folder of its own beneath it.
"""

import hashlib
import os
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from cetu import journal, store
from cetu.errors import BackupInvalid, JournalDamaged, WriterUnavailable
from cetu.model.backup import FOLDERS, Manifest
from cetu.model.change import Delta
from cetu.model.record import Entry, segments
from cetu.model.snapshot import Snapshot
from cetu.pipeline.backup import MANIFEST
from cetu.settings import Settings

_READY: Final = "ready.json"
_MOST_MANIFEST: Final = 64 << 20
_CHUNK: Final = 1 << 20


def restore(archive: Path, root: Path, state: Path, *, min_free_bytes: int = 0) -> Manifest:
    """Put what the backup `archive` holds in place of data and journal; return what that is.

    The caller holds the journal, so nobody writes.

    Raises:
        BackupInvalid: it is no backup, or not whole; nothing was changed.
    """
    with store.alone(root / "data" / "graph"):
        _resume(root, state)
        try:
            manifest = _unpack(archive, root, state, min_free_bytes)
        except BaseException:
            _clear(root, state)
            raise
        _settle(_aside(root) / _READY, manifest.text())
        _resume(root, state)
    return manifest


def resume(root: Path, state: Path) -> None:
    """Finish a restore that was cut off by a crash; no effect where there is none."""
    if _aside(root).exists() or _aside_state(state).exists():
        with store.alone(root / "data" / "graph"):
            _resume(root, state)


def restore_alone(archive: Path, settings: Settings) -> Manifest:
    """Restore where no service writes, and say so in the journal.

    Raises:
        WriterUnavailable: a service holds the journal.
        BackupInvalid: as `restore`.
    """
    root, state = settings.root, settings.state_folder
    try:
        with journal.held(state / "journal"):
            manifest = restore(archive, root, state, min_free_bytes=settings.min_free_bytes)
    except WriterUnavailable as error:
        raise WriterUnavailable(
            error.detail,
            error.detail_zh,
            hint="Stop the service first, or POST the backup to its /admin/restore.",
            hint_zh="请先停止服务，或将备份 POST 到服务的 /admin/restore。",
        ) from error
    with closing(journal.Journal(state / "journal")) as held:
        held.append(entry(archive, store.snapshot(root, state)))
    return manifest


def entry(archive: Path, restored: Snapshot, key: str = "", request_id: str = "") -> Entry:
    """Return what the journal is to say of a restore: who put what was in `archive` in place."""
    with archive.open("rb") as file:
        body = hashlib.file_digest(file, "sha256").hexdigest()
    return Entry(
        key=key,
        request=request_id,
        operation="restore",
        mode="strict",
        body=body,
        graphs=(),
        delta=Delta(),
        base=restored.base,
        before=restored.digest,
    )


def _aside(root: Path) -> Path:
    return root / "data" / ".restore"


def _aside_state(state: Path) -> Path:
    return state / ".restore"


def _place(name: str, root: Path, state: Path) -> Path:
    """Where a file of the backup is unpacked to."""
    return (_aside_state(state) if name.startswith("journal/") else _aside(root)) / name


def _clear(root: Path, state: Path) -> None:
    shutil.rmtree(_aside_state(state), ignore_errors=True)
    shutil.rmtree(_aside(root), ignore_errors=True)


def _unpack(archive: Path, root: Path, state: Path, min_free_bytes: int) -> Manifest:
    """Unpack the archive beside what is there, checking every byte of it."""
    try:
        with tarfile.open(archive, mode="r|gz") as tar:
            members = _members(tar)
            manifest = _manifest(tar, next(members, None))
            for folder in {root / "data", state}:
                folder.mkdir(parents=True, exist_ok=True)
                if shutil.disk_usage(folder).free - manifest.size < min_free_bytes:
                    raise _invalid("the disk has too little space for it", "磁盘空间不足")
            found = {member.name for member in members if _take(tar, member, manifest, root, state)}
    except (OSError, tarfile.TarError, EOFError, zlib.error, ValueError) as error:
        raise _invalid(f"it cannot be read ({error})", f"无法读取（{error}）") from error
    if missing := sorted(manifest.files.keys() - found):
        raise _invalid(f"{missing[0]} is missing", f"缺少 {missing[0]}")
    try:
        chain = journal.verify(_aside_state(state) / "journal")
    except JournalDamaged as error:
        raise _invalid(error.detail, error.detail_zh) from error
    if (chain.number, chain.head) != (manifest.number, manifest.head):
        raise _invalid("its journal ends elsewhere", "日志结尾与清单不符")
    return manifest


def _members(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    for member in tar:
        if not member.isfile():
            raise _invalid(f"{member.name} is no plain file", f"{member.name} 不是普通文件")
        yield member


def _manifest(tar: tarfile.TarFile, member: tarfile.TarInfo | None) -> Manifest:
    if member is None or member.name != MANIFEST or member.size > _MOST_MANIFEST:
        raise _invalid("it does not begin with a manifest", "开头没有清单")
    content = tar.extractfile(member)
    return Manifest.parse(content.read() if content else b"")


def _take(
    tar: tarfile.TarFile, member: tarfile.TarInfo, manifest: Manifest, root: Path, state: Path
) -> bool:
    """Unpack one file, if it is what the manifest says."""
    kept, content = manifest.files.get(member.name), tar.extractfile(member)
    if kept is None or content is None:
        raise _invalid(f"{member.name} is not on its list", f"{member.name} 不在清单中")
    path = _place(member.name, root, state)
    path.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), kept.size
    with path.open("xb") as file:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
            left -= len(chunk)
            if left < 0:
                break
            file.write(chunk)
    if left or digest.hexdigest() != kept.sha256:
        raise _invalid(f"{member.name} is damaged", f"{member.name} 已损坏")
    os.utime(path, (member.mtime, member.mtime))
    return True


def _settle(path: Path, text: str) -> None:
    """Write the list by which the restore counts, once all that it names is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    os.sync()
    with path.with_suffix(".half").open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    path.with_suffix(".half").replace(path)
    os.sync()


def _resume(root: Path, state: Path) -> None:
    """Put in place what is unpacked and counts, else take it away; any step can be redone."""
    ready = _aside(root) / _READY
    if not ready.exists():
        _clear(root, state)
        return
    manifest = Manifest.parse(ready.read_bytes())
    for name in manifest.files:
        unpacked = _place(name, root, state)
        if not name.startswith("journal/") and unpacked.exists():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            unpacked.replace(path)
    for path in _strangers(root, manifest):
        path.unlink()
    replaced = state / "journal" / f"replaced-{ready.stat().st_mtime_ns}"
    _place_journal(_aside_state(state), replaced, emptied=not manifest.number)
    os.sync()
    ready.unlink()
    _clear(root, state)


def _strangers(root: Path, manifest: Manifest) -> Iterator[Path]:
    """Files where the backup's go that are none of its."""
    data = root / "data"
    stamp = data / "graph" / ".stamp"
    for path in (data / "sources.csv", *(p for f in FOLDERS for p in (data / f).rglob("*"))):
        hidden = path.name.startswith(".") and path != stamp
        if (
            path.is_file()
            and not hidden
            and path.relative_to(root).as_posix() not in manifest.files
        ):
            yield path


def _place_journal(aside: Path, replaced: Path, *, emptied: bool) -> None:
    """Move the journal's files to `replaced`, and the unpacked ones, if any, to where they were."""
    unpacked, moving, folder = aside / "journal", aside / "moving", replaced.parent
    if not moving.exists():  # none of the new files is in place yet
        if not unpacked.exists() and not emptied:
            return  # all was done before
        for path in segments(folder):
            replaced.mkdir(parents=True, exist_ok=True)
            path.replace(replaced / path.name)
        if not unpacked.exists():
            return
        unpacked.replace(moving)
    folder.mkdir(parents=True, exist_ok=True)
    for path in segments(moving):
        path.replace(folder / path.name)
    moving.rmdir()


def _invalid(reason: str, reason_zh: str) -> BackupInvalid:
    return BackupInvalid(
        f"The backup cannot be restored: {reason}. Nothing was changed.",
        f"无法恢复备份：{reason_zh}。数据没有改动。",
        hint="Give a file that `cetu backup` wrote, whole.",
        hint_zh="请提供由 `cetu backup` 生成的完整文件。",
    )
