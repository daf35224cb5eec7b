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
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from cetu.engine import complaint, gate
from cetu.engine.formats import DEFAULT, Formats
from cetu.engine.process import Host, Worker
from cetu.errors import CetuError, EngineBusy, NotAcceptable, QueryRefused, QueryTimeout
from cetu.model.result import Answer, Table, Term

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from collections.abc import Mapping, Sequence

    from cetu.model.snapshot import Snapshot
    from cetu.settings import Settings

_log = logging.getLogger(__name__)


class Engine:
    """Answers SPARQL queries on one snapshot. Calls block; any number of threads may make them.

    Use it as a context manager, or call `start()` and `close()`.
    """

    def __init__(self, snapshot: Snapshot, settings: Settings) -> None:
        """Keep what to load; nothing is started yet."""
        self.settings = settings
        self._snapshot = snapshot
        self._lock = threading.Lock()
        self._starting = threading.Lock()
        self._idle: list[Worker] = []
        self._waiting: deque[Future[Worker]] = deque()
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
                self._waiting.popleft().set_exception(_closing())
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
    ) -> Answer:
        """Answer a query of any form, serialised.

        The graphs, if any are given, are the dataset of the query, in place of its own FROM clauses
        (https://www.w3.org/TR/sparql11-protocol/#dataset).

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
        )
        if "error" in head:
            raise complaint.error(head["error"], head["message"], scan, self.settings)
        return Answer(head["kind"], media_type, body)

    def select(self, text: str) -> Table:
        """Answer a SELECT as a table.

        Raises:
            QueryRefused: it is another form of query. Else as `query`.
        """
        result = json.loads(self._of_kind("bindings", text, DEFAULT))
        rows = result["results"]["bindings"]
        return Table(
            tuple(result["head"]["vars"]),
            tuple({name: _term(cell) for name, cell in row.items()} for row in rows),
        )

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

    def _run(self, request: Mapping[str, object], deadline: float) -> tuple[dict[str, Any], bytes]:
        """Have a worker answer; whatever happens, a sound worker goes back to the pool."""
        worker = self._take(deadline)
        if worker.gone():  # killed while idle: not the fault of this query
            worker, _ = self._replace(worker)
        try:
            result = worker.ask(request, deadline)
        except TimeoutError:
            self._give_back(self._replace(worker)[0])
            seconds = self.settings.query_timeout_s
            raise QueryTimeout(
                f"The query ran longer than {seconds:g} s and was stopped.",
                f"查询超过 {seconds:g} 秒，已被终止。",
                hint="Ask for less: narrower patterns, LIMIT, no product of unrelated patterns.",
                hint_zh="请缩小范围：更具体的模式、LIMIT，避免互不相关的模式相乘。",
            ) from None
        except (EOFError, OSError):
            replacement, died_of = self._replace(worker)
            self._give_back(replacement)
            if self._closed:
                raise _closing() from None
            _log.warning("a worker died of signal %d", died_of)
            name = signal.Signals(died_of).name if died_of else "exit"
            raise complaint.died(name, self.settings) from None
        except BaseException:  # Ctrl-C in this thread: the worker is still busy, so not reusable
            self._give_back(self._replace(worker)[0])
            raise
        self._give_back(worker)
        return result

    def _take(self, deadline: float) -> Worker:
        """A free worker, first come, first served."""
        with self._lock:
            if self._closed or self._host is None:
                raise _closing()
            if self._idle:
                return self._idle.pop()
            if len(self._waiting) >= self.settings.queue_size:
                raise _busy(f"{len(self._waiting)} queries wait already", "排队的查询已满")
            place: Future[Worker] = Future()
            self._waiting.append(place)
        try:
            return place.result(max(0.0, deadline - time.monotonic()))
        except FutureTimeout:
            with self._lock:
                if place in self._waiting:
                    self._waiting.remove(place)
                    raise _busy("no worker came free in time", "等待超时，没有空闲的进程") from None
            return place.result()  # handed over in this very moment

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            if self._closed:
                worker.sock.close()
            elif self._waiting:
                self._waiting.popleft().set_result(worker)
            else:
                self._idle.append(worker)

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


def _term(cell: Mapping[str, Any]) -> Term:
    if cell["type"] == "triple":
        raise QueryRefused("A triple term fits no table.", "三元组项无法放入表格。")
    kind = cast("Literal['uri', 'literal', 'bnode']", cell["type"])
    return Term(kind, cell["value"], cell.get("xml:lang"), cell.get("datatype"))


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


def _closing() -> EngineBusy:
    return EngineBusy("The engine is not running.", "查询引擎未在运行。")
