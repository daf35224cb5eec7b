"""Appending to the journal: one writer, each record durable when `append` returns.

A record is written whole and synced (fdatasync) before anyone is told of it. One that cannot be is
taken back, so the next one follows the last that was acknowledged; the writer needs no restart when
the disk has space again. A failed sync leaves unknown what the disk holds (the system may drop the
pages and call them clean): the file is then opened anew, cut and checked before the next record.
"""

import contextlib
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cetu.errors import WriterUnavailable
from cetu.journal.chain import Chain, damaged, follow
from cetu.journal.lock import take, unusable
from cetu.journal.segments import following
from cetu.model.record import Entry, Record, segments, whole

SEGMENT_BYTES: Final = 64 << 20
"""From this size on, a file is followed by another."""


class Journal:
    """The journal in a folder, held by one writer until closed. Not for several threads at once."""

    def __init__(
        self, folder: Path, *, min_free_bytes: int = 0, segment_bytes: int = SEGMENT_BYTES
    ) -> None:
        """Take the journal's lock, cut off what was never acknowledged, check the last file.

        Args:
            folder: made if need be.
            min_free_bytes: what the disk must keep free after a record.
            segment_bytes: from which size on a new file is begun.

        Raises:
            WriterUnavailable: another process holds the journal, or the disk cannot be used.
            JournalDamaged: the last file is not as it was written.
        """
        self._folder = folder
        self._min_free = min_free_bytes
        self._segment_bytes = segment_bytes
        self._chain = Chain()
        self._path: Path | None = None
        self._file = -1  # the open file of `_path`; -1: to be opened before the next record
        self._size = 0  # of what was acknowledged in it
        self._lock = take(folder)
        try:
            self.reload()
        except BaseException:
            self.close()
            raise

    def reload(self) -> None:
        """Find the end of the journal again: its files are others, or it was just opened.

        Raises:
            WriterUnavailable: the disk cannot be used.
            JournalDamaged: the last file is not as it was written.
        """
        self._shut()
        self._chain, self._path, self._size = Chain(), None, 0
        try:
            self._recover()
        except OSError as error:
            raise unusable(error) from error

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._folder

    @property
    def number(self) -> int:
        """The number of the last record; 0: there is none."""
        return self._chain.number

    @property
    def head(self) -> str:
        """The hash of the last record."""
        return self._chain.head

    def close(self) -> None:
        """Let the journal go; no effect when closed."""
        self._shut()
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def check_room(self, size: int = 0) -> None:
        """Tell whether a record of `size` bytes can be written now.

        Raises:
            WriterUnavailable: the disk would keep fewer free bytes than it must.
        """
        try:
            free = shutil.disk_usage(self._folder).free
        except OSError as error:
            raise unusable(error) from error
        if free - size < self._min_free:
            raise _full(free)

    def append(self, entry: Entry) -> Record:
        """Write `entry` as the next record; it is durable when this returns.

        Raises:
            WriterUnavailable: it could not be written, and is not in the journal.
            JournalDamaged: after a failed sync, the file is not as it was.
        """
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        record = Record(self.number + 1, now, entry, self.head)
        line = record.line()
        self.check_room(len(line))
        try:
            self._ready()
            self._write(line)
        except OSError as error:
            raise unusable(error) from error
        self._chain = Chain(record.number, record.hash)
        return record

    def _write(self, line: bytes) -> None:
        try:
            rest = memoryview(line)
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except BaseException:
            try:
                os.ftruncate(self._file, self._size)
            except OSError:
                self._shut()
            raise
        try:
            os.fdatasync(self._file)
        except BaseException:
            with contextlib.suppress(OSError):  # tried again when it is opened anew
                os.ftruncate(self._file, self._size)
            self._shut()
            raise
        self._size += len(line)

    def _ready(self) -> None:
        """Have the file open that the next record goes to."""
        if self._path is not None and self._file < 0:
            self._reopen(self._path)
        if self._path is None or self._size >= self._segment_bytes:
            self._begin(following(self._folder))

    def _begin(self, path: Path) -> None:
        file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o644)
        try:
            _sync_folder(self._folder)
        except BaseException:
            os.close(file)
            path.unlink()
            raise
        self._shut()
        self._path, self._file, self._size = path, file, 0

    def _reopen(self, path: Path) -> None:
        """Open the last file after a failure: cut to what was acknowledged, and checked."""
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND)
        try:
            os.ftruncate(self._file, self._size)
            os.fdatasync(self._file)
            self._compare(_last(path.read_bytes(), path), path)
        except BaseException:
            self._shut()
            raise

    def _compare(self, chain: Chain, path: Path) -> None:
        if self._size and chain != self._chain:
            raise damaged(path, self.number, "the last one is missing", "缺少最后一条")

    def _recover(self) -> None:
        """Find the end of what was written, and cut off what was begun after it."""
        files = segments(self._folder)
        for path in reversed(files):
            content = path.read_bytes()
            sound = whole(content) if path is files[-1] else content
            if path is files[-1]:
                self._path, self._size = path, len(sound)
                if sound != content:
                    _keep(path, len(sound), content[len(sound) :])
                    os.truncate(path, len(sound))
            if sound:
                self._chain = _last(sound, path)
                break
        if self._path is not None:
            self._file = os.open(self._path, os.O_WRONLY | os.O_APPEND)
            os.fsync(self._file)

    def _shut(self) -> None:
        if self._file >= 0:
            file, self._file = self._file, -1
            with contextlib.suppress(OSError):  # a late error of a write that failed already
                os.close(file)


def _last(content: bytes, path: Path) -> Chain:
    chain = Chain()
    for record in follow(content.splitlines(keepends=True), None, path):
        chain = Chain(record.number, record.hash)
    return chain


def _keep(path: Path, offset: int, torn: bytes) -> None:
    """Keep bytes that are cut off beside their file, for who wants to know what was asked."""
    with contextlib.suppress(OSError):  # no space: they were never acknowledged
        path.with_name(f"{path.name}.{offset}.torn").write_bytes(torn)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _full(free: int) -> WriterUnavailable:
    return WriterUnavailable(
        f"The disk has too little space for a write: {free >> 20} MiB are free.",
        f"磁盘空间不足，无法写入：剩余 {free >> 20} MiB。",
        hint="Free some space; writing goes on by itself, and reading never stopped.",
        hint_zh="请腾出空间，之后写入自动恢复；查询不受影响。",
    )
