"""Queries over HTTP: evaluated, cut into pages, tagged, and stopped when nobody waits any more."""

import asyncio
from collections.abc import Coroutine
from functools import partial
from typing import Any, Final, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive

from cetu.answer.services import Filled, Services
from cetu.api import paging, tags
from cetu.api.cors import OPEN
from cetu.api.links import ABOUT, described
from cetu.api.negotiation import accept_of, wanted
from cetu.api.operation import Fields, Query, first
from cetu.api.paging import Page
from cetu.engine import Formats, Queries
from cetu.engine.formats import DEFAULT
from cetu.errors import NotAcceptable, ParameterInvalid
from cetu.model.result import Answer

_SOON_S: Final = 0.05
"""Most answers are there within this time; only for a later one is the client watched."""
_T = TypeVar("_T")


class Answers:
    """Answers query operations from one engine."""

    def __init__(
        self, engine: Queries, limiter: CapacityLimiter, services: Services | None = None
    ) -> None:
        """Keep the engine, the threads that may wait for it, and what SERVICE may name."""
        self._engine = engine
        self._limiter = limiter
        self._services = services

    async def answer(self, request: Request, query: Query, given: Fields) -> Response:
        """Return the answer to a query; `given` are the fields of the request's address.

        Raises:
            CetuError: as `Queries.query`, and where a field is wrong or a page's snapshot is gone.
        """
        digest = self._engine.digest
        rows, graph = wanted(accept_of(request), first(given, "format"))
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
        if request.method != "POST" and tags.lasting(query.text):
            tag = tags.tag(digest, query, rows, graph, page)
            if held := tags.known(request.headers.get("if-none-match"), tag):
                return Response(status_code=304, headers={**headers, "ETag": held})
        answer, total = await watched(self._run(query, Formats(rows, graph), page), request.receive)
        if tag and self._engine.digest == digest:
            headers["ETag"] = tag  # else it may be the answer of the state that came meanwhile
        headers["Link"] = described(request, answer.kind)
        if page:
            here = paging.links(request.url.path, given, page, total, digest)
            headers["Link"] = f"{here}, {headers['Link']}"
        # Starlette adds the charset to text/*; the other types are UTF-8 by definition.
        return Response(answer.body, 200, headers, answer.media_type)

    async def _run(self, query: Query, formats: Formats, page: Page | None) -> tuple[Answer, int]:
        if page is None:
            return await self._reply(query, formats), 0
        if formats.rows is None:
            raise NotAcceptable(
                "Pages are of rows, and the request accepts no format of rows.",
                "分页的是行，而请求不接受任何行格式。",
                hint="Accept JSON, XML, CSV or TSV.",
                hint_zh="请接受 JSON、XML、CSV 或 TSV。",
            )
        whole = await self._reply(query, DEFAULT)
        if whole.kind != "bindings":
            raise ParameterInvalid(
                "Only the rows of a SELECT come in pages.",
                "只有 SELECT 的结果可以分页。",
                hint="Leave out page= and per-page=.",
                hint_zh="请去掉 page= 与 per-page=。",
            )
        call = partial(
            paging.cut, whole.body, page, formats.rows, ordered=paging.orders(query.text)
        )
        return await to_thread.run_sync(call)

    async def _reply(self, query: Query, formats: Formats) -> Answer:
        sent = await filled(self._services, query.text, self._limiter)
        call = partial(
            self._engine.query,
            sent.text,
            formats=formats,
            default_graphs=query.default_graphs,
            named_graphs=query.named_graphs,
            leave_one=True,
        )
        return await to_thread.run_sync(call, limiter=self._limiter)


async def filled(services: Services | None, text: str, limiter: CapacityLimiter) -> Filled:
    """Return a request with its calls of SERVICE replaced by what they come to.

    Raises:
        CetuError: as `Services.fill`.
    """
    if services is None or not services.called(text):
        return Filled(text)
    return await to_thread.run_sync(services.fill, text, limiter=limiter)


async def watched(work: Coroutine[Any, Any, _T], receive: Receive) -> _T:
    """Return what `work` gives; cancel it when the client goes (`receive` tells so) before.

    Raises:
        ClientDisconnect: the client is gone.
    """
    task = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait({task}, timeout=_SOON_S)
        if not done:
            gone = asyncio.ensure_future(_gone(receive))
            try:
                await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                gone.cancel()
            if not task.done():
                raise ClientDisconnect
        return task.result()
    finally:
        task.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
