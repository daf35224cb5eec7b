"""The SPARQL doors: `/sparql` for queries and updates, `/update` for updates.

https://www.w3.org/TR/sparql11-protocol/. Without a query `/sparql` describes the service to
programs and shows the editor to browsers. Any origin may read the answers, errors included.
"""

from http import HTTPStatus
from typing import Final

from fastapi import APIRouter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from cetu.api import body, cors, operation
from cetu.api.addresses import EDITOR, SPARQL
from cetu.api.addresses import UPDATE as UPDATE_PATH
from cetu.api.description import Descriptions
from cetu.api.negotiation import GRAPHS, accept_of, choose
from cetu.api.operation import FORM, QUERY, UPDATE, Fields
from cetu.api.problem import Refusal
from cetu.api.query import GONE, Answers
from cetu.api.writing import Writing, told
from cetu.errors import CetuError
from cetu.model.caller import Caller
from cetu.model.change import Update
from cetu.settings import Settings

_ALLOW: Final = "GET, HEAD, POST, OPTIONS"
_ALLOW_UPDATE: Final = "POST, OPTIONS"
_FORM_GROWTH: Final = 3  # bytes of a form for one byte of its text, percent-encoded
_FORM_ROOM: Final = 16 << 10  # for the names of graphs beside the query


def router(
    answers: Answers, writing: Writing, descriptions: Descriptions, settings: Settings
) -> APIRouter:
    """The routes of `/sparql` and `/update`."""
    doors = APIRouter()
    updates = Updates(writing, answers, settings)
    sparql = Sparql(answers, updates, descriptions, settings)
    doors.routes.append(Route(SPARQL, sparql, include_in_schema=False))
    doors.routes.append(Route(UPDATE_PATH, updates, include_in_schema=False))
    return doors


class Sparql:
    """`/sparql`, as an ASGI application: nothing stands between it and the engine."""

    def __init__(
        self, answers: Answers, updates: "Updates", descriptions: Descriptions, settings: Settings
    ) -> None:
        """Keep what answers."""
        self._answers = answers
        self._updates = updates
        self._descriptions = descriptions
        self._limit = settings.max_query_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        if scope["method"] in {"GET", "HEAD"}:
            response = await self._get(request)
        elif scope["method"] == "POST":
            response = await self._post(request)
        else:
            response = other(request, _ALLOW)
        await response(scope, receive, send)

    async def _get(self, request: Request) -> Response:
        given = operation.fields(request.scope["query_string"])
        if all(name == "format" for name, _ in given):
            return await self._greet(request, given)
        return await self._ask(request, given)

    async def _post(self, request: Request) -> Response:
        kind = operation.media_type(request.headers.get("content-type", ""))
        address = operation.fields(request.scope["query_string"])
        if kind == QUERY:
            text = operation.text(await body.read(request, self._limit))
            return await self._ask(request, address, text)
        if kind == UPDATE:
            return await self._updates.direct(request, address)
        if kind != FORM:
            raise _unsupported(kind, f"{QUERY}, {UPDATE}, {FORM}")
        caller = self._updates.caller_if_any(request)
        form = await self._updates.form(
            request, None if caller else _FORM_GROWTH * self._limit + _FORM_ROOM
        )
        if operation.values(form, "update"):
            return await self._updates.sent(request, address, form, caller)
        return await self._ask(request, form)

    async def _ask(self, request: Request, given: Fields, text: str | None = None) -> Response:
        try:
            return await self._answers.answer(request, operation.query(given, text), given)
        except ClientDisconnect:
            return Response(status_code=GONE)

    async def _greet(self, request: Request, given: Fields) -> Response:
        """Answer a request without a query: a page for a browser, a description for a program."""
        wanted = choose(accept_of(request), (*GRAPHS, "text/html"))
        if not given and wanted == "text/html":
            return RedirectResponse(
                EDITOR, HTTPStatus.SEE_OTHER.value, {**cors.OPEN, "Vary": "Accept"}
            )
        if not given and wanted is None:
            raise operation.bad(
                "There is no query: give one as ?query=.",
                "没有查询：请用 ?query= 给出。",
            )
        return await self._descriptions.service(request)


class Updates:
    """`/update`, as an ASGI application, and the updates sent to `/sparql`."""

    def __init__(self, writing: Writing, answers: Answers, settings: Settings) -> None:
        """Keep what writes, and what answers the calls of SERVICE in an update."""
        self._writing = writing
        self._answers = answers
        self._limit = settings.max_update_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        response = (
            await self._post(request)
            if scope["method"] == "POST"
            else other(request, _ALLOW_UPDATE)
        )
        await response(scope, receive, send)

    async def _post(self, request: Request) -> Response:
        caller = self._writing.caller(request, "update")
        kind = operation.media_type(request.headers.get("content-type", ""))
        address = operation.fields(request.scope["query_string"])
        if kind == UPDATE:
            return await self.direct(request, address)
        if kind != FORM:
            raise _unsupported(kind, f"{UPDATE}, {FORM}")
        return await self.sent(request, address, await self.form(request), caller)

    def caller_if_any(self, request: Request) -> Caller | None:
        """Return who may write, None where the request carries no key for it."""
        try:
            return self._writing.caller(request, "update")
        except CetuError:
            return None

    async def form(self, request: Request, limit: int | None = None) -> Fields:
        """Read a form of so many bytes, or of as many as one with an update may have."""
        most = limit or _FORM_GROWTH * self._limit + _FORM_ROOM
        return operation.fields(await body.read(request, most))

    async def direct(self, request: Request, address: Fields) -> Response:
        """Run an update that is the body; nothing of it is read without a key."""
        caller = self._writing.caller(request, "update")
        text = operation.text(await body.read(request, self._limit))
        return await self._run(request, address, operation.update(address, text), caller)

    async def sent(
        self, request: Request, address: Fields, form: Fields, caller: Caller | None
    ) -> Response:
        """Run an update sent as a form by who has a key.

        Raises:
            KeyRequired, KeyInsufficient: nobody, or somebody who may not.
        """
        by = caller or self._writing.caller(request, "update")
        return await self._run(request, [*address, *form], operation.update(form), by)

    async def _run(
        self,
        request: Request,
        given: Fields,
        asked: tuple[str, tuple[str, ...], tuple[str, ...]],
        caller: Caller,
    ) -> Response:
        mode = operation.mode(given)
        text, *dataset = asked
        update = Update(await self._answers.filled(text), *dataset)
        return told(request, await self._writing.write(request, update, caller, mode))


def other(request: Request, allow: str) -> Response:
    """Answer OPTIONS with the methods of `allow`, and refuse every method that is not served.

    Raises:
        Refusal: 405.
    """
    if request.method == "OPTIONS":
        return cors.preflight(allow)
    raise Refusal(
        HTTPStatus.METHOD_NOT_ALLOWED,
        f"{request.method} is not allowed at {request.url.path}; it takes {allow}.",
        f"{request.url.path} 不允许 {request.method}，可用 {allow}。",
        {"Allow": allow},
    )


def _unsupported(kind: str, kinds: str) -> Refusal:
    return Refusal(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        f"This is sent as {kinds}, in UTF-8, not as {kind or 'an unnamed type'}.",
        f"须以 {kinds}（UTF-8）发送，而非 {kind or '未注明的类型'}。",
        {"Accept-Post": kinds},
    )
