"""Writes over HTTP: who may make them, how they reach the one writer, what is answered."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.responses import JSONResponse, Response

from cetu.api import problem, tags
from cetu.api.cors import OPEN
from cetu.errors import NotOffered
from cetu.model.change import Update
from cetu.traffic import visit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from starlette.requests import Request

    from cetu.engine import Queries
    from cetu.keys import Keys
    from cetu.model.caller import Caller, Scope
    from cetu.model.change import Change, Mode
    from cetu.pipeline.write import Writer, Written


class Writing:
    """Takes writes, one at a time; `writer` is None where this service does not write."""

    def __init__(self, engine: Queries, keys: Keys, writer: Writer | None) -> None:
        """Keep what a write needs."""
        self._engine = engine
        self._keys = keys
        self._writer = writer
        self._turn = CapacityLimiter(1)

    @property
    def offered(self) -> bool:
        """Whether this service writes at all."""
        return self._writer is not None

    def writer(self) -> Writer:
        """Return the writer.

        Raises:
            NotOffered: there is none.
        """
        if self._writer is None:
            raise NotOffered(
                "This service does not write: it answers from a server that is written elsewhere.",
                "本服务不提供写入：数据由其他服务器维护。",
                hint="Write to that server.",
                hint_zh="请直接写入该服务器。",
            )
        return self._writer

    def caller(self, request: Request, scope: Scope) -> Caller:
        """Return who asks, by the key in the request.

        Raises:
            KeyRequired, KeyInsufficient: there is no key, or not one for this.
        """
        caller = self._keys.caller(request.headers.get("authorization"), scope)
        visit.of(request.scope).key = caller.key
        return caller

    async def write(
        self,
        request: Request,
        change: Change,
        by: Caller,
        mode: Mode,
        current: Callable[[str], Sequence[str]] | None = None,
    ) -> Written:
        """Write a change, when those before it are written; return when it is durable.

        The tags that an If-Match may name are that of all graphs, and those that `current` gives
        for the digest of the state that is changed.

        Raises:
            CetuError: as `Writer.write`; nothing is written then.
            Refusal: 412, the graph is no longer what If-Match says.
        """
        writer = self.writer()
        seen = visit.of(request.scope)
        call = partial(writer.write, change, by, mode=mode, request_id=seen.request_id)
        # One thread at a time: what If-Match was held against is what is then changed. It is not
        # abandoned when the client goes: what was begun is finished, and stands in the journal.
        async with self._turn:
            digest = self._engine.digest
            whole = tags.state(digest)
            tags.demand(request.headers, current(digest) if current else [whole], whole)
            with seen.writing(change.text if isinstance(change, Update) else ""):
                return await to_thread.run_sync(call)


def told(
    request: Request, written: Written, status: int = HTTPStatus.OK, location: str = ""
) -> Response:
    """Return what is answered to a write: what it came to, or as little as the client prefers.

    https://www.rfc-editor.org/rfc/rfc7240#section-4.2
    """
    headers = {**OPEN, "Cache-Control": "no-store", "ETag": tags.state(written.digest)}
    if location:
        headers["Location"] = quote(location, safe="/:?#[]@!$&'()*+,;=%~")  # a header is ASCII
    if "return=minimal" in request.headers.get("prefer", "").replace(" ", "").lower():
        headers["Preference-Applied"] = "return=minimal"
        empty = HTTPStatus.NO_CONTENT if status == HTTPStatus.OK else status
        return Response(status_code=int(empty), headers=headers)
    return JSONResponse(report(written), int(status), headers)


def report(written: Written) -> dict[str, Any]:
    """Return what a write came to, as the OpenAPI document describes it."""
    return {
        "record": written.number,
        "snapshot": written.digest,
        "added": written.added,
        "removed": written.removed,
        "inferred": {"added": written.inferred_added, "removed": written.inferred_removed},
        "created": list(written.created),
        "dropped": list(written.dropped),
        "findings": [problem.told(one) for one in written.findings],
    }
