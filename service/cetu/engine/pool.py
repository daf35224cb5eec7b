"""The engine that callers use: workers in a pool, a queue before it, a deadline on everything."""

from __future__ import annotations

import json
import logging
import signal
import threading
import time
from collections import deque
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, Self

from cetu.engine import complaint, gate
from cetu.engine.formats import DEFAULT, Formats
from cetu.engine.process import Host, Worker
from cetu.engine.rows import rows
from cetu.errors import CetuError, EngineBusy, NotAcceptable, QueryRefused
from cetu.model.result import Answer

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from collections.abc import Mapping, Sequence

    from cetu.model.result import Table
    from cetu.model.snapshot import Snapshot
    from cetu.settings import Settings

_log = logging.getLogger(__name__)

_TOO_LITTLE: Final = 0.1
"""Part of its time that a query must have left when a worker comes free, to be worth running."""


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A place in the queue: the worker it will get, and whether it leaves one to others."""

    leaves_one: bool
    worker: Future[Worker] = field(default_factory=Future)


class Engine:
    """Answers SPARQL queries on one snapshot. Calls block; any number of threads may make them.

    Use it as a context manager, or call `start()` and `close()`. Queries that anyone may write are
    asked with `leave_one`: together they never hold the last worker, where there are several, so
    that slow ones among them do not keep the pages waiting.
    """

    def __init__(self, snapshot: Snapshot, settings: Settings) -> None:
        """Keep what to load; nothing is started yet."""
        self.settings = settings
        self._snapshot = snapshot
        self._lock = threading.Lock()
        self._starting = threading.Lock()
        self._idle: list[Worker] = []
        self._waiting: deque[_Place] = deque()
        self._lent = 0  # workers held by queries that leave one
        self._host: Host | None = None
        self._closed = False

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
        return self._snapshot.digest

    @property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs."""
        return self._running().graphs

    @property
    def triples(self) -> int:
        """How many different triples the graphs hold together."""
        return self._running().triples

    @property
    def isolated(self) -> bool:
        """Whether the workers are in a network namespace of their own."""
        return self._running().isolated

    def start(self) -> None:
        """Load the snapshot and start the workers; no effect when running.

        Raises:
            GraphMissing: a file of the snapshot cannot be loaded.
        """
        if self._host is not None:
            return
        self._closed = False
        self._lent = 0
        self._host = self._new_host()
        try:
            self._idle = [self._host.replace()[0] for _ in range(self.settings.workers)]
        except BaseException:
            self.close()
            raise
        _log.info("%d triples, %d workers", self.triples, self.settings.workers)

    def close(self) -> None:
        """End every process, running queries included; no effect when not running."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            while self._waiting:
                self._waiting.popleft().worker.set_exception(_closing())
        with self._starting:
            host, self._host = self._host, None
        if host is not None:
            host.close()
        for worker in idle:
            worker.sock.close()

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
            raise _not_acceptable(scan.form)
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
        asked = time.monotonic()
        worker = self._take(deadline, leave_one=leave_one)
        began = time.monotonic()
        if deadline - began < _TOO_LITTLE * self.settings.query_timeout_s:
            self._give_back(worker, leave_one=leave_one)
            raise _late()
        if worker.gone():  # killed while idle: not the fault of this query
            worker, _ = self._replace(worker)
        host = self._host
        try:
            result = worker.ask(request, deadline)
        except TimeoutError:
            self._give_back(self._replace(worker)[0], leave_one=leave_one)
            raise complaint.too_long(began - asked, deadline - began) from None
        except (EOFError, OSError):
            replacement, died_of = self._replace(worker)
            self._give_back(replacement, leave_one=leave_one)
            if self._closed:
                raise _closing() from None
            if self._host is not host and not again:
                # It fell with its host, perhaps before the query reached it: ask its successor.
                return self._run(request, deadline, leave_one=leave_one, again=True)
            _log.warning("a worker died of signal %d", died_of)
            name = signal.Signals(died_of).name if died_of else "exit"
            raise complaint.died(name, self.settings) from None
        except BaseException:  # Ctrl-C in this thread: the worker is still busy, so not reusable
            self._give_back(self._replace(worker)[0], leave_one=leave_one)
            raise
        self._give_back(worker, leave_one=leave_one)
        return result

    def _take(self, deadline: float, *, leave_one: bool) -> Worker:
        """A free worker; among those it may be given to, first come, first served."""
        place = _Place(leave_one)
        with self._lock:
            if self._closed or self._host is None:
                raise _closing()
            # Each kind has a queue of its own length, so that neither fills the other's.
            before = sum(other.leaves_one == leave_one for other in self._waiting)
            self._waiting.append(place)
            self._hand_out()
            if place in self._waiting and before >= self.settings.queue_size:
                self._waiting.remove(place)
                raise _busy(f"{before} queries wait already", "排队的查询已满")
        try:
            return place.worker.result(max(0.0, deadline - time.monotonic()))
        except BaseException as error:
            with self._lock:
                waiting = place in self._waiting
                if waiting:
                    self._waiting.remove(place)
            if not isinstance(error, FutureTimeout):  # Ctrl-C in this thread, or closed
                if not waiting and not place.worker.exception():
                    self._give_back(place.worker.result(), leave_one=leave_one)
                raise
            if waiting:
                raise _late() from None
            return place.worker.result()  # handed over in this very moment

    def _hand_out(self) -> None:
        """Give idle workers to those who wait; the lock is held."""
        most = max(1, self.settings.workers - 1)
        for place in tuple(self._waiting):
            if not self._idle:
                return
            if place.leaves_one and self._lent >= most:
                continue
            self._waiting.remove(place)
            self._lent += place.leaves_one
            place.worker.set_result(self._idle.pop())

    def _give_back(self, worker: Worker, *, leave_one: bool) -> None:
        with self._lock:
            self._lent -= leave_one
            if self._closed:
                worker.sock.close()
                return
            self._idle.append(worker)
            self._hand_out()

    def _replace(self, worker: Worker) -> tuple[Worker, int]:
        """End a worker and return a fresh one and the signal the old died of.

        A host that died is started again. Where that fails too, the dead worker stays in its place,
        and the next query to meet it tries again.
        """
        host = self._host
        try:
            if host is not None and not self._closed:
                return host.replace(worker)
        except (EOFError, OSError):
            _log.exception("the host of the workers died")
            try:
                return self._revive(host).replace(worker)
            except (CetuError, EOFError, OSError):
                _log.exception("the host of the workers cannot be started again")
        return worker, 0

    def _revive(self, dead: Host | None) -> Host:
        with self._starting:  # the first thread to notice starts it, the others find it there
            if self._closed:
                raise _closing()
            if self._host is dead:
                if dead is not None:
                    dead.close()
                self._host = self._new_host()
            return self._running()

    def _new_host(self) -> Host:
        # Deferred: namespaces loads rdflib, which the host process must not carry.
        from cetu.namespaces import PREFIXES  # noqa: PLC0415

        return Host(self._snapshot, self.settings, PREFIXES)

    def _running(self) -> Host:
        if self._host is None:
            raise _closing()
        return self._host


def _not_acceptable(form: str) -> NotAcceptable:
    form = form.upper() or "SELECT"
    return NotAcceptable(
        f"The answer to {form} has none of the formats the request accepts.",
        f"{form} 的结果没有请求所接受的格式。",
        hint="SELECT and ASK give JSON, XML, CSV, TSV; CONSTRUCT and DESCRIBE give Turtle, "
        "N-Triples, RDF/XML, JSON-LD, N-Quads, TriG.",
        hint_zh="SELECT、ASK 可给出 JSON、XML、CSV、TSV；CONSTRUCT、DESCRIBE 可给出 Turtle、"
        "N-Triples、RDF/XML、JSON-LD、N-Quads、TriG。",
    )


def _busy(reason: str, reason_zh: str) -> EngineBusy:
    return EngineBusy(
        f"The service is busy: {reason}.",
        f"服务繁忙：{reason_zh}。",
        hint="Ask again in a second.",
        hint_zh="请稍后再试。",
    )


def _late() -> EngineBusy:
    return _busy("no worker came free in time", "等待超时，没有空闲的进程")


def _closing() -> EngineBusy:
    return EngineBusy("The engine is not running.", "查询引擎未在运行。")
