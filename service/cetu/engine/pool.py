"""The engine that callers use: workers in a pool, a queue before it, a deadline on everything."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, Self

from cetu.engine.change import evaluate
from cetu.engine.crew import Crew
from cetu.engine.desk import Desk, Request
from cetu.engine.formats import DEFAULT, Formats
from cetu.engine.line import closing
from cetu.engine.rows import rows
from cetu.engine.statistics import Statistics
from cetu.errors import QueryRefused

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from collections.abc import Sequence

    from cetu.model.change import Change, Delta
    from cetu.model.result import Answer, Table
    from cetu.model.snapshot import Snapshot
    from cetu.settings import Settings


class Engine:
    """Answers SPARQL queries on one snapshot.

    Calls block, save `reply`, which is awaited; any number of threads and event loops may make
    them, and all share the workers. Use it as a context manager, or call `start()` and `close()`.
    Queries that anyone may write are asked with `leave_one`: together they never hold the last
    worker, where there are several, so that slow ones among them do not keep the pages waiting.
    """

    def __init__(self, snapshot: Snapshot, settings: Settings) -> None:
        """Keep what to load; nothing is started yet."""
        self.settings = settings
        self._crew = Crew(snapshot, settings)
        self._desk = Desk(self._crew, settings)

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    @property
    def digest(self) -> str:
        """The identity of the snapshot answered from."""
        return self._crew.snapshot.digest

    @property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""
        return self._crew.host.graphs

    @property
    def triples(self) -> int:
        """How many different triples the graphs hold together."""
        return self._crew.host.triples

    @property
    def isolated(self) -> bool:
        """Whether the workers are in a network namespace of their own."""
        return self._crew.host.isolated

    def start(self) -> None:
        """Load the snapshot and start the workers; no effect when running.

        Raises:
            GraphMissing: a file of the snapshot cannot be loaded.
        """
        self._crew.start()

    def close(self) -> None:
        """End every process, running queries included; no effect when not running."""
        self._crew.close()

    def query(
        self,
        text: str,
        *,
        formats: Formats = DEFAULT,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        leave_one: bool = False,
    ) -> Answer:
        """Answer a query of any form, serialised.

        The graphs, if any are given, are the dataset of the query, in place of its own FROM clauses
        (https://www.w3.org/TR/sparql11-protocol/#dataset). With `leave_one`, it waits rather than
        take the last worker (if it is not the only one).

        Raises:
            QueryMalformed, QueryRefused, QueryTooLarge: the query is at fault.
            NotAcceptable: `formats` excludes the form the query has.
            QueryTimeout, QueryExhausted: it ran into a limit and was stopped.
            EngineBusy: no worker came free in time, or too many queries wait already.
        """
        request = Request(text, formats, tuple(default_graphs), tuple(named_graphs))
        return self._desk.ask(request, leave_one=leave_one)

    async def reply(
        self,
        text: str,
        *,
        formats: Formats = DEFAULT,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        leave_one: bool = True,
    ) -> Answer:
        """Answer as `query` does a query that anyone may write, on the running event loop.

        Cancelling the task that awaits it stops the query, unless others wait for the same one.
        """
        request = Request(text, formats, tuple(default_graphs), tuple(named_graphs))
        return await self._desk.reply(request, leave_one=leave_one)

    def ready(self, timeout: float) -> bool:
        """Tell whether a worker answers on the current snapshot within `timeout` seconds."""
        return self._desk.ready(timeout)

    def statistics(self) -> Statistics:
        """How things stand now, and what has happened since the start; also when not running."""
        line, cache = self._crew.line, self._desk.cache
        return Statistics(
            workers=line.alive,
            idle=line.idle,
            busy=line.busy,
            waiting=line.waiting,
            restarts=self._crew.restarts,
            cache_hits=cache.hits,
            cache_misses=cache.misses,
            cache_bytes=cache.bytes,
        )

    def select(self, text: str) -> Table:
        """Answer a SELECT as a table.

        Raises:
            QueryRefused: it is another form of query. Else as `query`.
        """
        return rows(self._of_kind("bindings", text, DEFAULT))

    def ask(self, text: str) -> bool:
        """Answer an ASK. Raises as `select`."""
        return bool(json.loads(self._of_kind("boolean", text, DEFAULT))["boolean"])

    def construct(self, text: str, media_type: str = "text/turtle") -> bytes:
        """Answer a CONSTRUCT or DESCRIBE in the given format. Raises as `select`."""
        return self._of_kind("graph", text, Formats(graph=media_type))

    def holds(self, graph: str) -> bool:
        """Tell whether there is a named graph with this IRI (it may be empty)."""
        return graph in self.graphs

    def evaluate(self, change: Change) -> Delta:
        """Work out what a change comes to; nothing changes yet.

        Raises:
            QueryMalformed, QueryRefused, QueryTooLarge: the update is at fault.
            ContentInvalid: the RDF cannot be read.
            QueryTimeout, QueryExhausted: it ran into a limit and was stopped.
            EngineBusy: the engine is not running.
        """
        return evaluate(change, self._crew, self.settings)

    def apply(self, delta: Delta, digest: str) -> None:
        """Bring a difference in, and call the dataset `digest` from now on.

        A query sees all of it or nothing; one that is asked after this returns sees it. It must be
        in the journal by then: a host that has to be started again has it from there.

        Raises:
            EngineBusy: the engine is not running.
        """
        try:
            self._crew.apply(delta, digest)
        except (EOFError, OSError) as error:
            raise closing() from error

    def switch(self, snapshot: Snapshot) -> None:
        """Load another snapshot beside the one that answers, then answer from it.

        Raises:
            GraphMissing: a file of it cannot be loaded; the old one stays.
            EngineBusy: the engine is not running.
        """
        self._crew.switch(snapshot)

    def _of_kind(
        self, kind: Literal["bindings", "boolean", "graph"], text: str, formats: Formats
    ) -> bytes:
        answer = self.query(text, formats=formats)
        if answer.kind != kind:
            raise QueryRefused(
                f"This asks for {kind}, and the query gives {answer.kind}.",
                f"此处需要 {kind} 结果，而查询给出 {answer.kind}。",
            )
        return answer.body
