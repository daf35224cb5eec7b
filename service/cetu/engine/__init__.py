"""Queries on a snapshot, run in read-only worker processes that can be stopped at any moment.

The process that imports this package never loads the RDF engine: a host process does, and forks
workers from it. `tokens` and `gate` look at a query first; `pool` is what callers use; `process`
starts the host, `crew` keeps it and its workers alive, `line` says who gets one; `host` and
`worker` run in the other processes; `wire` is how they talk.

Or a remote server answers: `remote` is what callers use then, `address` where it is, `turns` who
may ask now, `wrapper` how, `call` one request, `received` what came of it. None of them is imported
here, since the host, which must stay small, imports this package too.
"""

from cetu.engine.formats import Formats
from cetu.engine.pool import Engine
from cetu.engine.queries import Queries
from cetu.engine.rows import rows

__all__ = ["Engine", "Formats", "Queries", "rows"]
