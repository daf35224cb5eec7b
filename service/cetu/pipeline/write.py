"""Writing to the graph that is served: evaluated, made durable, published; one change at a time.

What a change comes to is worked out first, on a copy. Then it is a record of the journal, which is
when it counts: whatever falls later, the next to load the graph has it from there.
"""

import hashlib
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cetu import store
from cetu.engine import Engine
from cetu.errors import CetuError, WriterUnavailable
from cetu.journal import Journal, extents
from cetu.model.backup import Manifest
from cetu.model.caller import Caller
from cetu.model.change import Change, Delta, Drop, Mode, Update
from cetu.model.finding import Finding
from cetu.model.quad import plain, statements
from cetu.model.record import Entry, Operation, Record, state
from cetu.model.snapshot import Snapshot
from cetu.namespaces import GRAPH
from cetu.pipeline.backup import backup
from cetu.pipeline.guard import Guard
from cetu.pipeline.restore import entry, restore
from cetu.pipeline.verdict import verdict
from cetu.settings import Settings

_log = logging.getLogger(__name__)
_OF_INFERRED: Final = f" <{GRAPH['inferred']}> .\n"
"""How a statement that is inferred ends in a record."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a write came to: the state it made, its record (0: nothing changed), and how much.

    `inferred_added` and `inferred_removed` are the part of that which follows from the rest.
    `findings` are what shapes find of it that they did not find before.
    """

    digest: str
    number: int
    added: int = 0
    removed: int = 0
    inferred_added: int = 0
    inferred_removed: int = 0
    created: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


class Writer:
    """Writes to the graph of an engine. Any number of threads may call; they take turns.

    The journal is held from the first write, or `open`, until `close`.
    """

    def __init__(self, engine: Engine, settings: Settings) -> None:
        """Keep what to write to; its snapshot is the one of `settings.root` and its journal."""
        self._engine = engine
        self._settings = settings
        self._folder = settings.state_folder / "journal"
        self._turn = threading.Lock()
        self._journal: Journal | None = None
        self._guard: Guard | None = None
        self._base = ""
        self.trouble = ""
        """Why the journal could not be written to, when that was last tried; "": it could."""

    @property
    def held(self) -> bool:
        """Whether the journal is held."""
        return self._journal is not None

    def open(self) -> None:
        """Take the journal, and have the engine answer with all that is in it.

        Raises:
            WriterUnavailable: another process has it, or the disk cannot be used.
            JournalDamaged: it is not as it was written.
        """
        with self._alone():
            self._ready()
            self._guard = self._guard or Guard(self._engine, self._settings.root)

    def close(self) -> None:
        """Let the journal go, after the write under way; no effect when it is not held."""
        with self._turn:
            if self._journal:
                self._journal.close()
                self._journal = None
            if self._guard:
                self._guard.close()
                self._guard = None

    def write(
        self, change: Change, by: Caller, *, mode: Mode = "strict", request_id: str = ""
    ) -> Written:
        """Write a change; it is durable, and every query sees it, when this returns.

        Args:
            change: what is asked for.
            by: who asks.
            mode: whether what breaks a shape is refused, or written and told.
            request_id: names the request in the journal.

        Raises:
            WriteRefused: it would break a shape (its `findings` say where); nothing is written.
            WriterUnavailable: it cannot be made durable now; nothing is written.
            CetuError: as `Engine.evaluate`; nothing is written.
        """
        with self._alone():
            held = self._ready()
            began = time.monotonic()
            delta = self._engine.evaluate(change)
            if not delta:
                return Written(self._engine.digest, 0)
            self._guard = self._guard or Guard(self._engine, self._settings.root)
            deadline = began + self._settings.write_timeout_s
            findings = verdict(self._guard, delta, mode, deadline)
            record = held.append(self._entry(change, delta, by, mode, request_id))
            self._publish(delta, record)
        return Written(
            record.after,
            record.number,
            added=delta.added.count("\n"),
            removed=delta.removed.count("\n"),
            inferred_added=delta.added.count(_OF_INFERRED),
            inferred_removed=delta.removed.count(_OF_INFERRED),
            created=delta.created,
            dropped=delta.dropped,
            findings=findings,
        )

    def renew(self) -> None:
        """Have the engine answer from what has been built since, and the journal.

        Raises:
            WriterUnavailable, JournalDamaged: as `open`.
            GraphMissing: it cannot be loaded; the engine goes on with what it has.
        """
        with self._alone():
            self._ready()
            self._switch()

    def backup(self, target: Path) -> Manifest:
        """Write a backup of the state as it is now to the file `target`; writes go on meanwhile.

        Raises:
            BackupInvalid: a file changed while it was read; there is no backup.
            JournalDamaged: the journal is not as it was written.
        """
        with self._alone():
            sizes = extents(self._folder)
        return backup(target, self._settings.root, self._settings.state_folder, sizes)

    def restore(self, archive: Path, by: Caller, *, request_id: str = "") -> Manifest:
        """Put the backup in the file `archive` in place of data and journal, and answer from it.

        What the journal held is kept beside it, and the restore is its next record.

        Raises:
            BackupInvalid: it is no backup, or not whole; nothing was changed.
            WriterUnavailable: the journal is not ours, or cannot be written.
        """
        with self._alone():
            held = self._ready()
            manifest = restore(
                archive,
                self._settings.root,
                self._settings.state_folder,
                min_free_bytes=self._settings.min_free_bytes,
            )
            held.reload()
            held.append(entry(archive, self._snapshot(), by.key, request_id))
            self._switch()
        return manifest

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=self._settings.write_timeout_s):
            raise WriterUnavailable(
                f"Other writes took longer than {self._settings.write_timeout_s:.3g} s.",
                f"等待其他写入超过 {self._settings.write_timeout_s:.3g} 秒。",
                hint="Write again later.",
                hint_zh="请稍后再写。",
            )
        try:
            yield
        finally:
            self._turn.release()

    def _ready(self) -> Journal:
        """Return the journal, held and with room, once the engine answers with all of it."""
        try:
            held = self._taken()
        except CetuError as error:
            self.trouble = error.detail
            raise
        self.trouble = ""
        return held

    def _taken(self) -> Journal:
        if self._journal is None:
            held = Journal(self._folder, min_free_bytes=self._settings.min_free_bytes)
            try:
                self._base = self._snapshot().base
            except BaseException:
                held.close()
                raise
            self._journal = held
        self._journal.check_room()
        if self._engine.digest != state(self._base, self._journal.head):
            self._switch()
        return self._journal

    def _snapshot(self) -> Snapshot:
        return store.snapshot(self._settings.root, self._settings.state_folder)

    def _switch(self) -> None:
        snapshot = self._snapshot()
        self._engine.switch(snapshot)
        self._base = snapshot.base

    def _publish(self, delta: Delta, record: Record) -> None:
        """Have the engine answer with it; if it cannot now, it will have it from the journal."""
        try:
            self._engine.apply(delta, record.after)
        except CetuError:
            _log.exception("record %d is written, and not yet seen", record.number)

    def _entry(
        self, change: Change, delta: Delta, by: Caller, mode: Mode, request_id: str
    ) -> Entry:
        operation, body = _asked(change)
        return Entry(
            key=by.key,
            request=request_id,
            operation=operation,
            mode=mode,
            body=hashlib.sha256(body).hexdigest(),
            graphs=_touched(delta),
            delta=delta,
            base=self._base,
            before=self._engine.digest,
        )


def _asked(change: Change) -> tuple[Operation, bytes]:
    if isinstance(change, Update):
        return "update", change.text.encode()
    if isinstance(change, Drop):
        return "drop", b""
    contents = (change.content, *(content for content, _ in change.also))
    return "merge" if change.merge else "put", b"".join(contents)


def _touched(delta: Delta) -> tuple[str, ...]:
    graphs = {
        plain(statement.graph) or statement.graph
        for text in (delta.added, delta.removed)
        for statement in statements(text)
    }
    return tuple(sorted(graphs.union(delta.created, delta.dropped)))
