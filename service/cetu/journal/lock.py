"""The lock of the journal: one process writes, and the system lets go of it if that is killed."""

import contextlib
import errno
import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cetu.errors import WriterUnavailable


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the journal in `folder` without reading it, so that nobody writes.

    Raises:
        WriterUnavailable: another process holds it.
    """
    lock = take(folder)
    try:
        yield
    finally:
        os.close(lock)


def take(folder: Path) -> int:
    """Return the descriptor of the journal's lock, taken; closing it lets the lock go.

    Raises:
        WriterUnavailable: another process has it, or the folder cannot be used.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise unusable(error) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.read(lock, 32).decode(errors="replace").strip()
        os.close(lock)
        if error.errno not in {errno.EAGAIN, errno.EACCES}:
            raise unusable(error) from error
        raise WriterUnavailable(
            f"Another process (number {holder or 'unknown'}) writes to this journal.",
            f"另一个进程（编号 {holder or '未知'}）正在使用这份日志。",
            hint="One service writes to a state folder: stop the other, or set CETU_STATE.",
            hint_zh="一个状态文件夹只供一个服务写入：请停止另一个，或另设 CETU_STATE。",
        ) from None
    with contextlib.suppress(OSError):  # only for the sentence above
        os.truncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
    return lock


def unusable(error: OSError) -> WriterUnavailable:
    """Return the error that the disk does not do what it should."""
    reason = error.strerror or str(error)
    return WriterUnavailable(
        f"The journal cannot be written: {reason}. Nothing was changed.",
        f"日志无法写入：{reason}。数据没有改动。",
        hint="See to the disk and the rights of the state folder (CETU_STATE); writing goes on by "
        "itself.",
        hint_zh="请检查磁盘和状态文件夹（CETU_STATE）的权限；排除后写入自动恢复。",
    )
