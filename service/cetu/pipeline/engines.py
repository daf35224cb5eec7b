"""Which engine answers: our own workers on the published snapshot, or a remote server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cetu import store
from cetu.engine import Engine, Queries
from cetu.engine.remote import Remote
from cetu.errors import NotOffered, WriterUnavailable
from cetu.pipeline.restore import resume

if TYPE_CHECKING:  # who only reads does without the writer, and the shapes it brings
    from cetu.pipeline.write import Writer
    from cetu.settings import Settings


def engine(settings: Settings) -> Queries:
    """Return the engine that `settings` choose, not started.

    Raises:
        GraphMissing: it would be our own, and nothing has been built.
        SettingInvalid: the remote server's address cannot be read.
    """
    if settings.engine:
        return Remote(settings)
    resume(settings.root, settings.state_folder)
    return Engine(store.snapshot(settings.root, settings.state_folder), settings)


def renew(engine: Queries, writer: Writer | None, settings: Settings) -> bool:
    """Have our own engine answer from the graph as it is on disk now; return whether that differs.

    Raises:
        GraphMissing: it cannot be loaded; the one before goes on answering.
        JournalDamaged: what was written to it is not as it was written.
        NotOffered: a remote server answers.
    """
    if not isinstance(engine, Engine) or writer is None:
        raise NotOffered(
            "There is nothing to load again: a remote server answers.",
            "无需重新载入：由远程服务器应答。",
        )
    snapshot = store.snapshot(settings.root, settings.state_folder)
    if snapshot.digest == engine.digest:
        return False
    try:
        writer.renew()
    except WriterUnavailable:  # it only reads, such as from a disk it may not write to
        engine.switch(snapshot)
    return True
