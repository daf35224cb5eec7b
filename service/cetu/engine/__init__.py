"""Queries on a snapshot, run in read-only worker processes that can be stopped at any moment.

The process that imports this package never loads the RDF engine: a host process does, and forks
workers from it. `pool` is what callers use; `desk` takes their queries in: `tokens` and `gate` look
at one first, `cache` may have its answer, `flights` may have it under way; else it goes to a worker
and back, by `exchange` in a thread or as an `errand` on an event loop. `process` starts the host,
`crew` keeps it and its workers alive, `line` says who gets one; `host`, `worker` and `dataset` run
in the other processes; `wire` is how they talk.

Or a remote server answers: `remote` is what callers use then, `address` where it is, `turns` who
may ask now, `wrapper` how, `call` one request, `received` what came of it. None of them is imported
here, since the host, which must stay small, imports this package too.
"""

from cetu.engine.formats import Formats
from cetu.engine.pool import Engine
from cetu.engine.queries import Queries
from cetu.engine.rows import rows

__all__ = ["Engine", "Formats", "Queries", "rows"]
