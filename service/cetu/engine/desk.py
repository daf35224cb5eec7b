"""Where queries are taken in: looked at, answered from what is kept, shared, or run."""

from __future__ import annotations

import asyncio
import copy
import threading
import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cachetools import LRUCache

from cetu.engine import complaint, gate, wire
from cetu.engine.cache import Cache
from cetu.engine.errand import Errand
from cetu.engine.exchange import Brought, Order, exchange
from cetu.engine.flights import Ear, Flights
from cetu.engine.formats import DEFAULT
from cetu.engine.line import closing, late
from cetu.errors import CetuError, EngineBusy, QueryTimeout
from cetu.model.result import Answer

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from cetu.engine.crew import Crew
    from cetu.engine.flights import Flight, Landing
    from cetu.engine.formats import Formats
    from cetu.engine.gate import Scan
    from cetu.settings import Settings

_TOO_LITTLE: Final = 0.1
"""Part of its time that a query must have left when a worker comes free, to be worth running."""
_SCANS: Final = 1024
"""Texts of which it is remembered what the gate found."""
_SCANNED: Final = 4096
"""Characters of the longest of them."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a query asks for: two that are equal have the same answer from the same snapshot."""

    text: str
    formats: Formats
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A request that passed the gate, and what its answer will be."""

    request: Request
    scan: Scan
    media_type: str
    order: Order
    flight: tuple[str, Request, bool] | None
    """Requests with this in common are one and the same; None: this one is like no other."""


class Desk:
    """Takes in queries from threads and event loops, and has the workers of one crew answer."""

    def __init__(self, crew: Crew, settings: Settings) -> None:
        """Nothing is kept and nothing runs."""
        self._crew = crew
        self._settings = settings
        self.cache = Cache(settings.cache_bytes)
        self._flights = Flights()
        self._scanning = threading.Lock()
        self._scans: LRUCache[str, tuple[frozenset[str] | None, str, Scan | None]]
        self._scans = LRUCache(_SCANS)

    def ask(self, request: Request, *, leave_one: bool) -> Answer:
        """Answer a request. Errors as `Engine.query`."""
        began = time.monotonic()
        while (kept := self._kept(request)) is None:
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

    async def reply(self, request: Request, *, leave_one: bool) -> Answer:
        """Answer a request on the running event loop; cancelled with the task that awaits it."""
        began = time.monotonic()
        while (kept := self._kept(request)) is None:
            plan = self._plan(request, began, leave_one=leave_one)
            ear = Ear()
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

    def _kept(self, request: Request) -> Answer | None:
        """The answer to a request, if it is kept. Raises EngineBusy where the engine has ended."""
        if self._crew.line.closed:
            raise closing()
        return self.cache.get(self._digest, request)

    def ready(self, seconds: float) -> bool:
        """Tell whether a worker answers on the current snapshot within this time."""
        message = _message(Request("ASK {}", DEFAULT, (), ()), names_graphs=False)
        order = Order(message, time.monotonic() + seconds, 0.0)
        try:
            brought = exchange(order, self._crew, self._settings)
        except CetuError:
            return False
        return "error" not in brought.head and brought.state == self._digest

    @property
    def _digest(self) -> str:
        return self._crew.snapshot.digest

    def _plan(self, request: Request, began: float, *, leave_one: bool) -> _Plan:
        """Look at a request. Raises as `query`, for what is wrong before a worker sees it."""
        scan = self._scan(request.text)
        gate.check_names([*request.default_graphs, *request.named_graphs])
        formats = request.formats
        media_type = formats.graph if scan.form in {"construct", "describe"} else formats.rows
        if media_type is None:
            raise complaint.not_acceptable(scan.form)
        asked = request
        if not (request.default_graphs or request.named_graphs):
            default, named = scan.dataset
            if len(default) > 1:  # to be merged, which the engine does not do by itself
                asked = replace(request, default_graphs=default, named_graphs=named)
        message = _message(asked, names_graphs=scan.names_graphs)
        seconds = self._settings.query_timeout_s
        order = Order(message, began + seconds, _TOO_LITTLE * seconds, leave_one)
        flight = None if scan.fleeting else (self._digest, request, leave_one)
        return _Plan(request, scan, media_type, order, flight)

    def _scan(self, text: str) -> Scan:
        """What the gate learns of a text; it need not look at one twice while nothing changes."""
        host = self._crew.host
        with self._scanning:
            graphs, base, known = self._scans.get(text, (None, "", None))
        if known and graphs is host.graphs and base == host.base:
            return known
        graphs, base = host.graphs, host.base
        scan = gate.check(text, max_bytes=self._settings.max_query_bytes, graphs=graphs, base=base)
        if len(text) <= _SCANNED:
            with self._scanning:
                self._scans[text] = (graphs, base, scan)
        return scan

    def _lead(self, flight: Flight, plan: _Plan) -> Answer:
        """Run a query for all who wait for it, in this thread."""
        try:
            answer = self._answer(plan, exchange(plan.order, self._crew, self._settings))
        except BaseException as error:
            self._flights.land(flight, error if isinstance(error, CetuError) else None)
            raise
        self._flights.land(flight, answer)
        return answer

    def _send_for(self, flight: Flight, plan: _Plan) -> None:
        """Have a query run for all who wait for it, on this event loop."""

        def done(outcome: Brought | CetuError) -> None:
            landing: Landing = None
            try:
                landing = outcome if isinstance(outcome, CetuError) else self._answer(plan, outcome)
            except CetuError as error:
                landing = error
            finally:
                self._flights.land(flight, landing)

        errand = Errand(plan.order, self._crew, self._settings, done)
        flight.stop = errand.stop
        errand.start()

    def _answer(self, plan: _Plan, brought: Brought) -> Answer:
        """Make the answer of what a worker brought, and keep it.

        Raises:
            QueryMalformed, QueryRefused, QueryExhausted: the worker complains.
        """
        head = brought.head
        if "error" in head:
            error = complaint.error(head["error"], head["message"], plan.scan, self._settings)
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
            self.cache.put(plan.request, plan.request.text, answer)
        return answer

    def _was_bad_luck(self, landing: Landing) -> bool:
        """Tell whether a query that another ran came to nothing, and may come to more now."""
        if isinstance(landing, QueryTimeout):  # it had waited too long
            return landing.ran < self._settings.query_timeout_s / 2
        return landing is None or isinstance(landing, EngineBusy)


def _message(request: Request, *, names_graphs: bool) -> bytes:
    """What is sent to a worker."""
    return wire.packed(
        {
            "query": request.text,
            "rows": request.formats.rows,
            "graph": request.formats.graph,
            "default_graphs": request.default_graphs,
            "named_graphs": request.named_graphs,
            "names_graphs": names_graphs,
        }
    )


def _shared(landing: Landing, began: float) -> Answer:
    """What one has of a query that another ran. Raises its error."""
    if isinstance(landing, Answer):
        return replace(landing, waited=time.monotonic() - began, ran=0.0, cached=True)
    assert landing is not None  # noqa: S101 - that is bad luck
    error = copy.copy(landing)  # an exception raised in two places at once belongs to neither
    error.waited, error.ran = time.monotonic() - began, 0.0
    raise error
