"""A remote SPARQL 1.1 server in place of our own workers, asked through SPARQLWrapper.

What stands before our own engine stands before it too: the gate, the limits, the deadline. It only
reads; who writes does so at that server (`cetu load` does).
"""

import asyncio
import json
import logging
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, Literal, NoReturn, Self

from cetu.engine import complaint, gate, received
from cetu.engine.address import Address
from cetu.engine.asking import Asking, dataset_of
from cetu.engine.cache import Cache
from cetu.engine.call import Call, Overflow, Received, failed
from cetu.engine.complaint import not_acceptable
from cetu.engine.desk import Request
from cetu.engine.formats import DEFAULT, Formats
from cetu.engine.holding import DIFFERENT, Holding, Known
from cetu.engine.line import closing
from cetu.engine.rows import rows
from cetu.engine.statistics import Statistics
from cetu.engine.turns import Turns
from cetu.errors import CetuError, NotOffered, QueryRefused
from cetu.model.result import Answer, Table
from cetu.namespaces import PREFIXES
from cetu.settings import Settings

_log = logging.getLogger(__name__)

_READY: Final = "ASK {}"


class Remote:
    """Answers SPARQL queries from the server that `settings.engine` names; as `pool.Engine` does.

    Any number of threads may call; `settings.workers` requests are on their way at once.
    """

    def __init__(self, settings: Settings) -> None:
        """Keep where to ask; nothing is asked yet.

        Raises:
            SettingInvalid: `settings.engine` is no address.
        """
        self.settings = settings
        self.address = Address.read(settings.engine)
        self._turns = Turns(settings.workers, settings.queue_size)
        self._cache = Cache(settings.cache_bytes)
        self._asking = Asking(self.address, settings.max_result_bytes)
        self._known = Known(self.address, self._own)
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    @property
    def digest(self) -> str:
        """The identity of what the server holds.

        It is made from the server's address, the snapshot that `cetu load` recorded there, and the
        number of statements in each graph. Where nothing is recorded the state is unknown: the
        identity then changes with every look (each half minute), so that nothing kept by it, a
        cached answer, an ETag or an index, outlives that.
        """
        return self._held().digest

    @property
    def graphs(self) -> frozenset[str]:
        """The IRIs of the named graphs that are not empty."""
        return self._held().graphs

    @property
    def triples(self) -> int:
        """How many different triples the graphs hold together; asked of the server each time."""
        [row] = self.select(DIFFERENT)
        return int(row["n"].value)

    @property
    def isolated(self) -> bool:
        """Whether queries run in a network namespace of their own: what a server does, it does."""
        return False

    def start(self) -> None:
        """Look at the server; no effect when running.

        Raises:
            RemoteFailed: it does not answer.
            SettingInvalid: its default graph is not the union of its graphs, as the pages need it.
        """
        if self._threads is not None:
            return
        self._threads = ThreadPoolExecutor(
            self.settings.workers + 2 * self.settings.queue_size, thread_name_prefix="remote"
        )
        self._turns.open()
        try:
            self._known.look()
            if self.settings.default_graph == "union":
                self._known.must_unite()
        except BaseException:
            self.close()
            raise
        _log.info("%d graphs at %s", len(self.graphs), self.address.url)

    def close(self) -> None:
        """Cut off what is under way; no effect when not running."""
        self._turns.close()
        threads, self._threads = self._threads, None
        if threads is not None:
            threads.shutdown(cancel_futures=True)

    def query(
        self,
        text: str,
        *,
        formats: Formats = DEFAULT,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        leave_one: bool = False,
    ) -> Answer:
        """Answer a query of any form, serialised; as `pool.Engine.query` does.

        Raises:
            QueryMalformed, QueryRefused, QueryTooLarge: the query is at fault.
            NotAcceptable: `formats` excludes the form the query has.
            QueryTimeout, QueryExhausted: it ran into a limit, here or there.
            EngineBusy: too many queries are under way, or the server says it is busy.
            RemoteFailed: the server did not answer as the protocol says.
        """
        request = Request(text, formats, tuple(default_graphs), tuple(named_graphs))
        call = Call(self.address, self.settings.query_timeout_s)
        return self._query(call, request, leave_one=leave_one)

    async def reply(
        self,
        text: str,
        *,
        formats: Formats = DEFAULT,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
    ) -> Answer:
        """The same for a query that anyone may write; cancelling it cuts the request off."""
        if self._threads is None:
            raise closing()
        request = Request(text, formats, tuple(default_graphs), tuple(named_graphs))
        call = Call(self.address, self.settings.query_timeout_s)
        future = self._threads.submit(self._query, call, request, leave_one=True)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            call.cut()
            raise

    def ready(self, timeout: float) -> bool:
        """Tell whether the server answers within `timeout` seconds."""
        try:
            self._asking.send(Call(self.address, timeout), _READY, "ask")
        except (CetuError, Overflow):
            return False
        return True

    def statistics(self) -> Statistics:
        """How things stand now; a worker is here a request that may be under way."""
        busy, most = self._turns.under_way, self.settings.workers
        return Statistics(
            workers=most,
            idle=max(0, most - busy),
            busy=min(busy, most),
            waiting=max(0, busy - most),
            restarts={},
            cache_hits=self._cache.hits,
            cache_misses=self._cache.misses,
            cache_bytes=self._cache.bytes,
        )

    def select(self, text: str) -> Table:
        """Answer a SELECT as a table. Raises as `pool.Engine.select`."""
        return rows(self._of_kind("bindings", text, DEFAULT))

    def ask(self, text: str) -> bool:
        """Answer an ASK. Raises as `select`."""
        return bool(json.loads(self._of_kind("boolean", text, DEFAULT))["boolean"])

    def construct(self, text: str, media_type: str = "text/turtle") -> bytes:
        """Answer a CONSTRUCT or DESCRIBE in the given format. Raises as `select`."""
        return self._of_kind("graph", text, Formats(graph=media_type))

    def evaluate(self, change: object) -> NoReturn:
        """Refuse: writes go to the server itself."""
        raise _reads_only(change)

    def apply(self, delta: object, digest: str) -> NoReturn:
        """Refuse: writes go to the server itself."""
        raise _reads_only(delta, digest)

    def switch(self, snapshot: object) -> NoReturn:
        """Refuse: writes go to the server itself."""
        raise _reads_only(snapshot)

    def holds(self, graph: str) -> bool:
        """Tell whether the named graph is there, and not empty."""
        return graph in self.graphs

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

    def _query(self, call: Call, request: Request, *, leave_one: bool) -> Answer:
        held, began = self._held(), time.monotonic()
        if kept := self._cache.get(held.digest, request):
            return kept
        settings = self.settings
        scan = gate.check(request.text, max_bytes=settings.max_query_bytes, graphs=held.graphs)
        gate.check_names([*request.default_graphs, *request.named_graphs])
        formats, is_graph = request.formats, scan.form in {"construct", "describe"}
        media_type = formats.graph if is_graph else formats.rows
        if media_type is None:
            raise not_acceptable(scan.form)
        try:
            with self._turns.taken(call, leave_one=leave_one):
                sent = time.monotonic()
                ask = self._asking.graph if is_graph else self._asking.send
                found = ask(call, request.text, scan.form, dataset_of(request, scan))
            told = _read(found, media_type, settings, is_graph=is_graph)
        except (Overflow, received.TooMany) as error:
            what = "bytes" if isinstance(error, Overflow) else "rows"
            raise complaint.error("exhausted", what, scan, settings) from None
        except received.Unreadable as error:
            raise failed(self.address, f"it sent {error}", f"它发来 {error}") from None
        answer = Answer(
            told.kind,
            media_type,
            told.body,
            held.digest,
            told.rows,
            sent - began,
            time.monotonic() - sent,
        )
        if not scan.fleeting:
            self._cache.put(request, request.text, answer)
        return answer

    def _held(self) -> Holding:
        if self._threads is None:
            raise closing()
        return self._known.now()

    def _own(self, text: str) -> Table:
        """Ask a query of ours, before which nothing stands."""
        call = Call(self.address, self.settings.query_timeout_s)
        found = self._asking.send(call, text, "select")
        try:
            return rows(received.rows(found, received.ROWS, self.settings.max_rows).body)
        except (received.Unreadable, received.TooMany) as error:
            raise failed(self.address, f"it sent {error}", f"它发来 {error}") from None


def _read(found: Received, media_type: str, settings: Settings, *, is_graph: bool) -> received.Told:
    """Bring what a server sent to `media_type`, within the limits. Raises as `received` does."""
    if is_graph:
        told = received.graph(found, media_type, settings.max_rows, PREFIXES)
    else:
        told = received.rows(found, media_type, settings.max_rows)
    if len(told.body) > settings.max_result_bytes:
        raise Overflow
    return told


def _reads_only(*_: object) -> NotOffered:
    return NotOffered(
        "This service reads from a SPARQL server (CETU_ENGINE), and writes nothing to it.",
        "本服务从 SPARQL 服务器（CETU_ENGINE）读取，不向其写入。",
        hint="Write to that server itself, or load a built graph with `cetu load`.",
        hint_zh="请直接写入该服务器，或用 `cetu load` 载入构建好的图谱。",
    )
