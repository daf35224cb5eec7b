"""Which engine answers: our own workers on the published snapshot, or a remote server."""

from cetu import store
from cetu.engine import Engine, Queries
from cetu.engine.remote import Remote
from cetu.pipeline.restore import resume
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
