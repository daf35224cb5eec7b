"""The engine that callers use: workers in a pool, a queue before it, a deadline on everything."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import json
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, Self

from cetu.engine import complaint, gate, wire
from cetu.engine.cache import Cache
from cetu.engine.change import evaluate
from cetu.engine.crew import Crew
from cetu.engine.errand import Errand
from cetu.engine.exchange import Brought, Order, exchange
from cetu.engine.flights import Flights
from cetu.engine.formats import DEFAULT, Formats
from cetu.engine.line import closing, late
from cetu.engine.rows import rows
from cetu.errors import CetuError, EngineBusy, QueryRefused, QueryTimeout
from cetu.model.result import Answer

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from collections.abc import Sequence

    from cetu.engine.flights import Flight, Landing
    from cetu.engine.gate import Scan
    from cetu.model.change import Change, Delta
    from cetu.model.result import Table
    from cetu.model.snapshot import Snapshot
    from cetu.settings import Settings

_TOO_LITTLE: Final = 0.1
"""Part of its time that a query must have left when a worker comes free, to be worth running."""


@dataclass(frozen=True, slots=True)
class _Request:
    """What a query asks for: two that are equal have the same answer from the same snapshot."""

    text: str
    formats: Formats
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A request that passed the gate, and what its answer will be."""

    request: _Request
    scan: Scan
    media_type: str
    order: Order
    flight: tuple[str, _Request, bool] | None
    """Requests with this in common are one and the same; None: this one is like no other."""


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
        self._cache = Cache(settings.cache_bytes)
        self._flights = Flights()

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
        began = time.monotonic()
        request = _Request(text, formats, tuple(default_graphs), tuple(named_graphs))
        while (kept := self._cache.get(self.digest, request)) is None:
            plan = self._plan(request, began, leave_one=leave_one)
            landed: Future[Landing] = Future()
            flight, leads = self._flights.board(plan.flight, landed.set_result)
            if leads:
                return self._lead(flight, plan)
            try:
                landing = landed.result(max(0.0, plan.order.deadline - time.monotonic()))
            except BaseException as error:
                self._flights.leave(flight, landed.set_result)
                if isinstance(error, FutureTimeout):
                    raise late() from None
                raise
            if not self._was_bad_luck(landing):
                return _shared(landing, began)
        return kept

    async def reply(
        self,
        text: str,
        *,
        formats: Formats = DEFAULT,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        leave_one: bool = False,
    ) -> Answer:
        """Answer a query as `query` does, on the running event loop and without a thread.

        Cancelling the task that awaits it stops the query, unless others wait for the same one.
        """
        began = time.monotonic()
        request = _Request(text, formats, tuple(default_graphs), tuple(named_graphs))
        while (kept := self._cache.get(self.digest, request)) is None:
            plan = self._plan(request, began, leave_one=leave_one)
            ear = _Ear()
            flight, leads = self._flights.board(plan.flight, ear.told)
            if leads:
                self._send_for(flight, plan)
            try:
                landing = await ear.heard
            except asyncio.CancelledError:
                self._flights.leave(flight, ear.told)
                raise
            if leads and isinstance(landing, Answer):
                return landing
            if leads and isinstance(landing, CetuError):
                raise landing
            if not self._was_bad_luck(landing):
                return _shared(landing, began)
        return kept

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

    def _plan(self, request: _Request, began: float, *, leave_one: bool) -> _Plan:
        """Look at a request. Raises as `query`, for what is wrong before a worker sees it."""
        graphs = self.graphs
        scan = gate.check(request.text, max_bytes=self.settings.max_query_bytes, graphs=graphs)
        gate.check_graphs([*request.default_graphs, *request.named_graphs], graphs)
        formats = request.formats
        media_type = formats.graph if scan.form in {"construct", "describe"} else formats.rows
        if media_type is None:
            raise complaint.not_acceptable(scan.form)
        message = {
            "query": request.text,
            "rows": formats.rows,
            "graph": formats.graph,
            "default_graphs": request.default_graphs,
            "named_graphs": request.named_graphs,
            "names_graphs": scan.names_graphs,
        }
        seconds = self.settings.query_timeout_s
        order = Order(wire.packed(message), began + seconds, _TOO_LITTLE * seconds, leave_one)
        flight = None if scan.fleeting else (self.digest, request, leave_one)
        return _Plan(request, scan, media_type, order, flight)

    def _lead(self, flight: Flight, plan: _Plan) -> Answer:
        """Run a query for all who wait for it, in this thread."""
        try:
            answer = self._answer(plan, exchange(plan.order, self._crew, self.settings))
        except BaseException as error:
            self._flights.land(flight, error if isinstance(error, CetuError) else None)
            raise
        self._flights.land(flight, answer)
        return answer

    def _send_for(self, flight: Flight, plan: _Plan) -> None:
        """Have a query run for all who wait for it, on this event loop."""

        def done(outcome: Brought | CetuError) -> None:
            landing: Landing
            try:
                landing = outcome if isinstance(outcome, CetuError) else self._answer(plan, outcome)
            except CetuError as error:
                landing = error
            self._flights.land(flight, landing)

        errand = Errand(plan.order, self._crew, self.settings, done)
        flight.stop = errand.stop
        errand.start()

    def _answer(self, plan: _Plan, brought: Brought) -> Answer:
        """Make the answer of what a worker brought, and keep it.

        Raises:
            QueryMalformed, QueryRefused, QueryExhausted: the worker complains.
        """
        head = brought.head
        if "error" in head:
            error = complaint.error(head["error"], head["message"], plan.scan, self.settings)
            error.waited, error.ran = brought.waited, brought.ran
            raise error
        body = brought.body
        answer = Answer(
            head["kind"],
            plan.media_type,
            bytes(body) if isinstance(body, bytearray) else body,
            brought.state,
            head["rows"],
            brought.waited,
            brought.ran,
        )
        if plan.flight:
            self._cache.put(plan.request, plan.request.text, answer)
        return answer

    def _was_bad_luck(self, landing: Landing) -> bool:
        """Tell whether a query that another ran came to nothing, and may come to more now."""
        if isinstance(landing, QueryTimeout):  # it had waited too long
            return landing.ran < self.settings.query_timeout_s / 2
        return landing is None or isinstance(landing, EngineBusy)


class _Ear:
    """Hears in its event loop what another thread tells, or the same."""

    __slots__ = ("_loop", "heard")

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.heard: asyncio.Future[Landing] = self._loop.create_future()

    def told(self, landing: Landing) -> None:
        here = False
        with contextlib.suppress(RuntimeError):  # no loop runs in this thread
            here = asyncio.get_running_loop() is self._loop
        if here:
            self._hear(landing)
        else:
            with contextlib.suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._hear, landing)

    def _hear(self, landing: Landing) -> None:
        if not self.heard.done():
            self.heard.set_result(landing)


def _shared(landing: Landing, began: float) -> Answer:
    """What one has of a query that another ran. Raises its error."""
    if isinstance(landing, Answer):
        return replace(landing, waited=time.monotonic() - began, ran=0.0, cached=True)
    assert landing is not None  # noqa: S101 - that is bad luck
    error = copy.copy(landing)  # an exception raised in two places at once belongs to neither
    error.waited, error.ran = time.monotonic() - began, 0.0
    raise error
