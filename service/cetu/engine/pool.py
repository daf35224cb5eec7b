"""The engine that callers use: workers in a pool, a queue before it, a deadline on everything."""

from __future__ import annotations

import json
import logging
import signal
import time
from typing import TYPE_CHECKING, Any, Final, Literal, Self

from cetu.engine import complaint, gate
from cetu.engine.change import evaluate
from cetu.engine.crew import Crew
from cetu.engine.formats import DEFAULT, Formats
from cetu.engine.line import closing, late
from cetu.engine.rows import rows
from cetu.errors import NotAcceptable, QueryRefused
from cetu.model.result import Answer

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from collections.abc import Mapping, Sequence

    from cetu.model.change import Change, Delta
    from cetu.model.result import Table
    from cetu.model.snapshot import Snapshot
    from cetu.settings import Settings

_log = logging.getLogger(__name__)

_TOO_LITTLE: Final = 0.1
"""Part of its time that a query must have left when a worker comes free, to be worth running."""


class Engine:
    """Answers SPARQL queries on one snapshot. Calls block; any number of threads may make them.

    Use it as a context manager, or call `start()` and `close()`. Queries that anyone may write are
    asked with `leave_one`: together they never hold the last worker, where there are several, so
    that slow ones among them do not keep the pages waiting.
    """

    def __init__(self, snapshot: Snapshot, settings: Settings) -> None:
        """Keep what to load; nothing is started yet."""
        self.settings = settings
        self._crew = Crew(snapshot, settings)

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
        deadline = time.monotonic() + self.settings.query_timeout_s
        graphs = self.graphs
        scan = gate.check(text, max_bytes=self.settings.max_query_bytes, graphs=graphs)
        gate.check_graphs([*default_graphs, *named_graphs], graphs)
        media_type = formats.graph if scan.form in {"construct", "describe"} else formats.rows
        if media_type is None:
            raise not_acceptable(scan.form)
        head, body = self._run(
            {
                "query": text,
                "rows": formats.rows,
                "graph": formats.graph,
                "default_graphs": list(default_graphs),
                "named_graphs": list(named_graphs),
                "names_graphs": scan.names_graphs,
            },
            deadline,
            leave_one=leave_one,
        )
        if "error" in head:
            raise complaint.error(head["error"], head["message"], scan, self.settings)
        return Answer(head["kind"], media_type, body)

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

    def _run(
        self,
        request: Mapping[str, object],
        deadline: float,
        *,
        leave_one: bool,
        again: bool = False,
    ) -> tuple[dict[str, Any], bytes]:
        """Have a worker answer; whatever happens, a sound worker goes back to the pool.

        `again`: it was asked once already, of a worker that fell with its host.
        """
        crew, line = self._crew, self._crew.line
        asked = time.monotonic()
        worker = line.take(deadline, leave_one=leave_one)
        began = time.monotonic()
        if deadline - began < _TOO_LITTLE * self.settings.query_timeout_s:
            line.give_back(worker, leave_one=leave_one)
            raise late()
        # Killed while idle, or kept where none could be forked: not the fault of this query.
        if worker.gone() or worker.state != line.state:
            worker, _ = crew.replace(worker)
        host = crew.host
        try:
            result = worker.ask(request, deadline)
        except TimeoutError:
            line.give_back(crew.replace(worker)[0], leave_one=leave_one)
            raise complaint.too_long(began - asked, deadline - began) from None
        except (EOFError, OSError):
            replacement, died_of = crew.replace(worker)
            line.give_back(replacement, leave_one=leave_one)
            if line.closed:
                raise closing() from None
            if crew.host is not host and not again:
                # It fell with its host, perhaps before the query reached it: ask its successor.
                return self._run(request, deadline, leave_one=leave_one, again=True)
            _log.warning("a worker died of signal %d", died_of)
            name = signal.Signals(died_of).name if died_of else "exit"
            raise complaint.died(name, self.settings) from None
        except BaseException:  # Ctrl-C in this thread: the worker is still busy, so not reusable
            line.give_back(crew.replace(worker)[0], leave_one=leave_one)
            raise
        line.give_back(worker, leave_one=leave_one)
        return result


def not_acceptable(form: str) -> NotAcceptable:
    """The error when the caller takes no format that the form of query has."""
    form = form.upper() or "SELECT"
    return NotAcceptable(
        f"The answer to {form} has none of the formats the request accepts.",
        f"{form} 的结果没有请求所接受的格式。",
        hint="SELECT and ASK give JSON, XML, CSV, TSV; CONSTRUCT and DESCRIBE give Turtle, "
        "N-Triples, RDF/XML, JSON-LD, N-Quads, TriG.",
        hint_zh="SELECT、ASK 可给出 JSON、XML、CSV、TSV；CONSTRUCT、DESCRIBE 可给出 Turtle、"
        "N-Triples、RDF/XML、JSON-LD、N-Quads、TriG。",
    )
