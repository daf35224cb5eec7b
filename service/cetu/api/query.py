"""Queries over HTTP: evaluated, cut into pages, tagged, and stopped when nobody waits any more."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from functools import partial
from typing import Any, Final, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope

from cetu.answer.remembered import lasting
from cetu.answer.services import Services
from cetu.api import paging, standing, tags
from cetu.api.cors import OPEN
from cetu.api.links import ABOUT, described
from cetu.api.negotiation import accept_of, wanted
from cetu.api.operation import Fields, Query, first
from cetu.api.paging import Page
from cetu.api.sending import sending
from cetu.api.sheet import XLSX, of_results
from cetu.engine import Engine, Formats, Queries
from cetu.engine.formats import DEFAULT, GRAPH_TYPES, ROW_TYPES
from cetu.engine.gate import Filled
from cetu.errors import NotAcceptable, ParameterInvalid
from cetu.model.result import Answer
from cetu.traffic import visit

_SOON_S: Final = 0.05
"""Most answers are there within this time; only for a later one is the client watched."""
GONE: Final = 499
"""The status of an answer that nobody reads, but the log: the client closed the connection."""
_TRIES: Final = 3
"""How often a query with a search is asked, where the graph goes on changing meanwhile."""
_T = TypeVar("_T")


class Answers:
    """Answers query operations from one engine."""

    def __init__(self, engine: Queries, services: Services | None = None) -> None:
        """Keep the engine, and what SERVICE may name."""
        self._engine = engine
        self._services = services
        # Threads of its own: slow queries of a remote server do not take those of the pages.
        settings = engine.settings
        self._limiter = CapacityLimiter(settings.workers + settings.queue_size + 1)

    async def answer(self, request: Request, query: Query, given: Fields) -> Response:
        """Return the answer to a query; `given` are the fields of the request's address.

        Raises:
            CetuError: as `Queries.query`, and where a field is wrong or a page's snapshot is gone.
        """
        rows, graph = wanted(accept_of(request), first(given, "format"))
        sheet = rows == XLSX  # made of JSON: the engine writes what SPARQL has names for
        formats = Formats(ROW_TYPES[0] if sheet else rows, graph)
        return await self._answer(request, query, given, formats, sheet=sheet)

    async def graph(self, request: Request, query: Query, given: Fields) -> Response:
        """Return the graph that a query of ours constructs. Raises as `answer`."""
        _, graph = wanted(accept_of(request), first(given, "format"))
        return await self._answer(request, query, given, Formats(None, graph))

    def tags(self, query: Query, digest: str) -> list[str]:
        """Return the tags that `graph` gives the graph of a query, in each of its formats."""
        return [tags.tag(digest, query, Formats(None, one), None) for one in GRAPH_TYPES]

    async def filled(self, text: str) -> str:
        """Return a query or an update with its calls of SERVICE replaced by what they come to.

        Raises:
            CetuError: as `Services.fill`.
        """
        if self._services is None or not self._services.called(text):
            return text
        return await to_thread.run_sync(self._services.fill, text, limiter=self._limiter)

    async def _answer(
        self,
        request: Request,
        query: Query,
        given: Fields,
        formats: Formats,
        *,
        sheet: bool = False,
    ) -> Response:
        digest = await standing.digest(self._engine)
        page = paging.asked(given)
        if page:
            paging.hold(page, digest)
        headers = {
            **OPEN,
            "Cache-Control": "public, no-cache" if request.method != "POST" else "no-store",
            "Link": ABOUT,
            "Vary": "Accept",
            "X-Content-Type-Options": "nosniff",
        }
        tag = ""
        if request.method != "POST" and lasting(query.text):
            tag = tags.tag(digest, query, formats, page, *([XLSX] if sheet else []))
            if held := tags.known(request.headers.get("if-none-match"), tag):
                return Response(status_code=304, headers={**headers, "ETag": held})
        work = self._run(request.scope, query, formats, page)
        answer, rows = await watched(work, request.receive)
        if sheet and answer.kind != "graph":
            answer = await to_thread.run_sync(_spread, answer, limiter=self._limiter)
            headers["Content-Disposition"] = 'attachment; filename="cetu.xlsx"'
        current = answer.digest or await standing.digest(self._engine)
        if tag and current == digest:
            headers["ETag"] = tag  # else it is of the state that came meanwhile
        headers["Link"] = described(request, answer.kind)
        if page:
            here = paging.links(request.url.path, given, page, rows, current)
            headers["Link"] = f"{here}, {headers['Link']}"
        return sending(answer, headers)

    async def _run(
        self, scope: Scope, query: Query, formats: Formats, page: Page | None
    ) -> tuple[Answer, int]:
        """Return the answer to a query, or a page of it and how many rows it has in all."""
        if page is None:
            return await self._reply(scope, query, formats), 0
        if formats.rows is None:
            raise NotAcceptable(
                "Pages are of rows, and the request accepts no format of rows.",
                "分页的是行，而请求不接受任何行格式。",
                hint="Accept JSON, XML, CSV or TSV.",
                hint_zh="请接受 JSON、XML、CSV 或 TSV。",
            )
        whole = await self._reply(scope, query, DEFAULT)
        if whole.kind != "bindings":
            raise ParameterInvalid(
                "Only the rows of a SELECT come in pages.",
                "只有 SELECT 的结果可以分页。",
                hint="Leave out page= and per-page=.",
                hint_zh="请去掉 page= 与 per-page=。",
            )
        paging.hold(page, whole.digest or await standing.digest(self._engine))
        ordered = paging.orders(query.text)
        call = partial(paging.cut, whole, page, formats.rows, ordered=ordered)
        return await to_thread.run_sync(call)

    async def _reply(self, scope: Scope, query: Query, formats: Formats) -> Answer:
        with visit.of(scope).asking(query.text) as seen:
            for _ in range(_TRIES):
                text = await self.filled(query.text)
                answer = await self._evaluate(text, query, formats)
                # What a search found, and what it is joined with, are of one snapshot.
                if not isinstance(text, Filled) or text.digest in {
                    "",
                    answer.digest or text.digest,
                }:
                    break
            seen.waited, seen.rows, seen.cached = answer.waited, answer.rows, answer.cached
            return answer

    async def _evaluate(self, text: str, query: Query, formats: Formats) -> Answer:
        if isinstance(self._engine, Engine):
            return await self._engine.reply(
                text,
                formats=formats,
                default_graphs=query.default_graphs,
                named_graphs=query.named_graphs,
                leave_one=not query.ours,
            )
        call = partial(
            self._engine.query,
            text,
            formats=formats,
            default_graphs=query.default_graphs,
            named_graphs=query.named_graphs,
            leave_one=not query.ours,
        )
        return await to_thread.run_sync(call, limiter=self._limiter)


def _spread(answer: Answer) -> Answer:
    """Return the rows of `answer`, in JSON, as a workbook.

    Raises:
        NotAcceptable: it has none.
    """
    if answer.kind != "bindings":
        raise NotAcceptable(
            "A workbook has rows, and the answer of ASK has none.",
            "表格文件只能装行，而 ASK 的答案没有行。",
            hint="Ask for JSON, XML, CSV or TSV.",
            hint_zh="请改用 JSON、XML、CSV 或 TSV。",
        )
    content = of_results(answer.body)
    return replace(answer, media_type=XLSX, content=content)


async def watched(work: Coroutine[Any, Any, _T], receive: Receive) -> _T:
    """Return what `work` gives; cancel it when the client goes (`receive` tells so) before.

    Raises:
        ClientDisconnect: the client is gone.
    """
    watch = _Watch(receive)
    try:
        return await work
    except asyncio.CancelledError:
        if watch.left:
            watch.task.uncancel()
            raise ClientDisconnect from None
        raise
    finally:
        watch.end()


class _Watch:
    """Cancels the running task when its client goes, from a moment on: most are done before."""

    def __init__(self, receive: Receive) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - a request is served in one
        self.task = task
        self.left = False
        self._receive = receive
        self._watching: asyncio.Task[None] | None = None
        self._timer = asyncio.get_running_loop().call_later(_SOON_S, self._begin)

    def end(self) -> None:
        """Watch no more."""
        self._timer.cancel()
        if self._watching is not None:
            self._watching.cancel()

    def _begin(self) -> None:
        self._watching = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.left = True
        self.task.cancel()
