"""The register of jobs: `jobs.json` in the state folder, written by one service at a time."""

import fcntl
import json
import logging
import os
from collections.abc import Iterable
from pathlib import Path

from cetu import store
from cetu.errors import WriterUnavailable
from cetu.model.job import Job

_log = logging.getLogger(__name__)


class Register:
    """The jobs that a folder remembers."""

    def __init__(self, folder: Path) -> None:
        """Take nothing yet; the folder need not exist."""
        self._folder = folder
        self._path = folder / "jobs.json"
        self._lock: int | None = None

    @property
    def taken(self) -> bool:
        """Whether it is ours to write."""
        return self._lock is not None

    def exists(self) -> bool:
        """Whether a job has ever been kept here."""
        return self._path.exists()

    def take(self) -> None:
        """Take it for ourselves, until `release`; the folder is made if need be.

        Raises:
            WriterUnavailable: another service has it, or the folder cannot be used.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = os.open(self._folder / "jobs.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BaseException:
                os.close(lock)
                raise
        except OSError as error:
            busy = isinstance(error, BlockingIOError)
            raise WriterUnavailable(
                f"No documents are taken here: {'another service does' if busy else error}.",
                f"此处不接收文件：{'由另一服务接收' if busy else error}。",
                hint="Send it to that service.",
                hint_zh="请发送到那个服务。",
            ) from error
        self._lock = lock

    def release(self) -> None:
        """Let others take it; no effect where it is not ours."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def read(self) -> list[Job]:
        """Return the jobs that were kept last, oldest first; anyone may ask."""
        try:
            return [Job.of(kept) for kept in json.loads(self._path.read_bytes())]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, TypeError):
            _log.warning("%s cannot be read; the jobs in it are forgotten", self._path)
            return []

    def write(self, jobs: Iterable[Job]) -> None:
        """Keep these jobs, and no others."""
        kept = [job.kept() for job in jobs]
        store.write(self._path, json.dumps(kept, ensure_ascii=False).encode())
