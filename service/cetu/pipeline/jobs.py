"""Documents that come over the network: one job at a time, each in a process of its own.

A job is kept in `jobs.json` from the moment it is accepted, so none is forgotten: one that the end
of the service broke off is told as interrupted. Its file waits in `uploads/` beside that.
"""

import contextlib
import logging
import queue
import secrets
import shutil
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from cetu.errors import CetuError, JobsFull, JobUnknown, WriterUnavailable
from cetu.model.job import Errand, Fault, Job, State
from cetu.pipeline.child import Child
from cetu.pipeline.register import Register
from cetu.pipeline.told import Told, check
from cetu.read.records import records, unlisted

MOST_WAITING: Final = 16
"""Jobs that may wait behind the one that is done now."""
_KEPT: Final = 200
"""Jobs that are remembered after their end."""
_NAME: Final = 120
"""Characters of a file's name that are kept: the end of it, which says what it is."""
_STATES: Final[Mapping[str, State]] = {
    "Reading documents": "reading",
    "Reasoning over the shared graphs": "building",
    "Writing the graph": "building",
    "Checking what was added": "checking",
    "Checking against the whole graph": "checking",
}
_ORDER: Final[tuple[State, ...]] = ("queued", "reading", "building", "checking")
_log = logging.getLogger(__name__)


class Jobs:
    """The jobs of a service, the one that is done now, and those that wait. Any thread may call."""

    def __init__(self, root: Path, state: Path, publish: Callable[[], None]) -> None:
        """Change the documents under `root`; after each change call `publish`.

        The `state` folder is taken, for one service alone, when the first job comes, or by `start`.
        """
        self._root = root
        self._uploads = state / "uploads"
        self._register = Register(state)
        self._publish = publish
        self._lock = threading.Lock()
        self._waiting: queue.SimpleQueue[tuple[Job, dict[str, Any]] | None] = queue.SimpleQueue()
        self._jobs: dict[str, Job] = {}
        self._opening = threading.Lock()
        self._child = Child()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)

    def start(self) -> None:
        """Tell the jobs that the end of a service broke off, if there was one here before."""
        if self._register.exists():
            with contextlib.suppress(WriterUnavailable):
                self._open()

    def close(self) -> None:
        """End the job that is done now; it and those that wait are interrupted."""
        self._closed = True
        self._child.close()
        with self._opening:
            if not self._register.taken:
                return
            self._waiting.put(None)
            self._thread.join()
            self._interrupt()
            self._register.release()

    def place(self, name: str) -> tuple[str, Path]:
        """Return the number of a new job and where to write its file, called `name` by the sender.

        Raises:
            JobsFull: as many jobs wait as may.
            WriterUnavailable: the service ends.
        """
        self.may_wait()
        number = secrets.token_hex(8)
        path = self._uploads / number / _plain(name)
        path.parent.mkdir(parents=True)
        return number, path

    def forget(self, path: Path) -> None:
        """Remove a file that no job will read."""
        shutil.rmtree(path.parent, ignore_errors=True)

    def add(self, number: str, path: Path, about: Told, *, facts: bool, by: str) -> Job:
        """Add the document at a `place`; return the job, which has only begun to wait.

        Raises:
            ParameterInvalid: what is said of it cannot be so.
            JobsFull: as many jobs wait as may.
            WriterUnavailable: the service ends.
        """
        check(about)
        request = {"path": str(path), "about": asdict(about), "facts": facts}
        return self._accept(number, "add", path.name, request, by)

    def remove(self, identifier: str, *, source: bool, by: str) -> Job:
        """Take a document out of list and graph, with `source` its files too; return the job.

        Raises:
            ThingUnknown: no document that is listed now has this identifier.
            JobsFull: as many jobs wait as may.
            WriterUnavailable: the service ends.
        """
        if all(record.identifier != identifier for record in records(self._root)):
            raise unlisted(identifier)
        request = {"identifier": identifier, "source": source}
        return self._accept(secrets.token_hex(8), "remove", identifier, request, by)

    def job(self, number: str) -> Job:
        """Return a job as it is now.

        Raises:
            JobUnknown: there is none, or it has been forgotten.
        """
        with self._lock:
            known = self._jobs.get(number)
            if job := Job.of(known.kept()) if known else None:
                return job
        if not self._register.taken:  # another service may do it
            for job in self._register.read():
                if job.id == number:
                    return job
        raise JobUnknown(
            f"There is no job {number!r}.",
            f"没有任务 {number!r}。",
            hint=f"The last {_KEPT} are remembered; Location of the answer to POST names a job.",
            hint_zh=f"只保留最近 {_KEPT} 个任务；任务地址见 POST 答复的 Location。",
        )

    # -- one service at a time

    def _open(self) -> None:
        """Take the folder, tell what was broken off, begin to work; no effect the second time.

        Raises:
            WriterUnavailable: another service has it, or it cannot be used.
        """
        with self._opening:
            if self._register.taken:
                return
            self._register.take()
            with self._lock:
                self._jobs = {job.id: job for job in self._register.read()}
            self._interrupt()
            shutil.rmtree(self._uploads, ignore_errors=True)
            self._thread.start()

    def _interrupt(self) -> None:
        for job in list(self._jobs.values()):
            if not job.over:
                self._end(job, "interrupted", _interrupted())

    # -- accepting

    def _accept(
        self, number: str, errand: Errand, name: str, request: dict[str, Any], by: str
    ) -> Job:
        self.may_wait()
        job = Job(number, errand, name, by, _now())
        with self._lock:
            self._jobs[number] = job
            self._keep()
            kept = job.kept()
        request |= {"errand": errand, "root": str(self._root)}
        self._waiting.put((job, request))
        return Job.of(kept)

    def may_wait(self) -> None:
        """Refuse another job where as many wait as may.

        Raises:
            JobsFull: they do.
            WriterUnavailable: the service ends.
        """
        self._open()
        if self._closed:
            raise WriterUnavailable("The service ends.", "服务正在停止。")
        if self._waiting.qsize() >= MOST_WAITING:
            raise JobsFull(
                f"{MOST_WAITING} documents wait already.",
                f"已有 {MOST_WAITING} 份文件在等待处理。",
                hint="Send it again in a minute.",
                hint_zh="请稍后再发送。",
            )

    # -- doing

    def _work(self) -> None:
        while (item := self._waiting.get()) and not self._closed:
            job, request = item
            try:
                self._do(job, request)
            except CetuError as error:
                self._end(job, "failed", _fault(error))
            except Exception:  # noqa: BLE001 - one job never stops the others
                _log.exception("job %s failed", job.id)
                self._end(job, "failed", _broken())
            finally:
                if path := request.get("path"):
                    self.forget(Path(path))

    def _do(self, job: Job, request: dict[str, Any]) -> None:
        self._set(job, began=_now(), state="reading" if job.errand == "add" else "building")
        result = self._child.run(request, lambda told: self._note(job, told))
        if self._closed:
            return
        fault = Fault(**result["fault"]) if "fault" in result else None
        self._set(job, told=result.get("told", {}))
        if fault:
            self._end(job, "refused", fault)
            return
        self._set(job, state="publishing", step="Publishing", step_zh="发布", done=0, total=0)
        self._publish()
        self._end(job, "published", None)

    def _note(self, job: Job, told: dict[str, Any]) -> None:
        """Note how far a job is; it never goes back to a state before."""
        state = _STATES.get(told["step"], job.state)
        self._set(job, state=max(state, job.state, key=_ORDER.index), **told)

    # -- keeping

    def _set(self, job: Job, **values: Any) -> None:  # noqa: ANN401 - fields of a job
        """Change a job; where its state changes, keep that."""
        with self._lock:
            before = job.state
            for name, value in values.items():
                setattr(job, name, value)
            if job.state != before:
                self._keep()

    def _end(self, job: Job, state: State, fault: Fault | None) -> None:
        self._set(job, state=state, ended=_now(), fault=fault, step="", step_zh="")

    def _keep(self) -> None:
        """Write all jobs that are remembered; the lock is held."""
        over = [number for number, job in self._jobs.items() if job.over]
        for number in over[: max(0, len(over) - _KEPT)]:
            del self._jobs[number]
        self._register.write(self._jobs.values())


def _plain(name: str) -> str:
    """The name of a file, whatever its sender called it: one part of a path, printable, short."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if c.isprintable()).lstrip(". ").encode("utf-8", "replace")
    while len(kept) > _NAME:
        kept = kept[1:]
    return kept.decode("utf-8", "ignore").strip() or "document"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _fault(error: CetuError) -> Fault:
    return Fault(error.slug, error.status, error.detail, error.detail_zh, error.hint, error.hint_zh)


def _interrupted() -> Fault:
    return Fault(
        "writer-unavailable",
        503,
        "The service ended before the job did.",
        "任务未完成时服务已停止。",
        "Send it again: what was added already is told as unchanged.",
        "请重新发送；已加入的文件会答复“未变”。",
    )


def _broken() -> Fault:
    return Fault("error", 500, "Something went wrong; the log says what.", "出错了，详见日志。")
