"""The Graph Store: graphs read and written whole.

https://www.w3.org/TR/sparql11-http-rdf-update/
A graph is named by `/store?graph=IRI` (`?default`: the default graph), or by its own address: below
`/store/`, or `/graph/…` for those of ours, which `things` shows to who only reads.
"""

import re
import uuid
from functools import partial
from http import HTTPStatus
from typing import Final

from anyio import to_thread
from fastapi import APIRouter
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from cetu.api import body, cors, multipart, operation, standing
from cetu.api.addresses import KEY, STORE, absolute
from cetu.api.negotiation import SUFFIXES
from cetu.api.operation import Fields, Query, bad
from cetu.api.problem import Refusal
from cetu.api.query import GONE, Answers
from cetu.api.writing import Writing, told
from cetu.engine import Queries
from cetu.engine.formats import GRAPH_TYPES
from cetu.errors import ThingUnknown
from cetu.model.caller import Caller
from cetu.model.change import Drop, Put
from cetu.namespaces import GRAPH

_ALLOW: Final = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
_FORM: Final = "multipart/form-data"
_KEY: Final = re.compile(KEY)
_WHOLE: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_NAMED: Final = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{}> {{ ?s ?p ?o }} }}"


def router(engine: Queries, answers: Answers, writing: Writing) -> APIRouter:
    """The routes of `/store`, and of what is written to `/graph/…`."""
    doors = APIRouter()
    store = GraphStore(engine, answers, writing)
    doors.routes.append(Route(STORE, store, include_in_schema=False))
    doors.routes.append(Route(f"{STORE}/{{path:path}}", store, include_in_schema=False))
    doors.routes.append(
        Route(
            "/graph/{key:path}",
            store.ours,
            methods=["PUT", "POST", "DELETE", "OPTIONS"],
            include_in_schema=False,
        )
    )
    return doors


class GraphStore:
    """`/store` and what lies below it, as an ASGI application."""

    def __init__(self, engine: Queries, answers: Answers, writing: Writing) -> None:
        """Keep what answers and what writes."""
        self._engine = engine
        self._answers = answers
        self._writing = writing
        self._limit = engine.settings.max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        response = await self._serve(request)
        await response(scope, receive, send)

    async def ours(self, request: Request) -> Response:
        """Write one of our graphs at its own address."""
        if request.method == "OPTIONS":
            return cors.preflight(_ALLOW)
        by = self._writing.caller(request, "update")
        key = request.path_params["key"]
        if not _KEY.fullmatch(key):
            raise bad(
                f"A graph of ours cannot be “{key}”: it has Latin letters, digits, . _ - and /.",
                f"图名不能是“{key}”：只能用拉丁字母、数字、. _ - 和 /。",
            )
        given = operation.fields(request.scope["query_string"])
        return await self._write(request, f"{GRAPH}{key}", given, by)

    async def _serve(self, request: Request) -> Response:
        method = request.method
        if method == "OPTIONS":
            return cors.preflight(_ALLOW)
        if method not in _ALLOW.split(", "):
            raise Refusal(
                HTTPStatus.METHOD_NOT_ALLOWED,
                f"{method} is not allowed here; a graph takes {_ALLOW}.",
                f"此处不允许 {method}，可用 {_ALLOW}。",
                {"Allow": _ALLOW},
            )
        given = operation.fields(request.scope["query_string"])
        if method in {"GET", "HEAD"}:
            return await self._read(request, _graph(request, given), given)
        by = self._writing.caller(request, "update")
        return await self._write(request, _graph(request, given), given, by)

    async def _read(self, request: Request, graph: str | None, given: Fields) -> Response:
        if graph is None:
            raise _unnamed()
        await self._held(graph)
        try:
            return await self._answers.graph(request, _query(graph), given)
        except ClientDisconnect:
            return Response(status_code=GONE)

    async def _write(
        self, request: Request, graph: str | None, given: Fields, by: Caller
    ) -> Response:
        mode = operation.mode(given)
        if graph is None and request.method != "POST":
            raise _unnamed()
        if request.method == "DELETE":
            await self._held(graph or "")
            change: Put | Drop = Drop(graph or "")
        else:
            graph = _new(request) if graph is None else graph
            change = await self._sent(request, graph)
        tagged = partial(self._tags, graph or "")
        written = await self._writing.write(request, change, by, mode, tagged)
        if graph in written.created:
            return told(request, written, HTTPStatus.CREATED, location=graph)
        return told(request, written)

    async def _sent(self, request: Request, graph: str) -> Put:
        """Read what a graph is to hold, or to have added.

        Raises:
            Refusal: 415, it is in no format of ours; 400 and 413 as `body.read`.
        """
        content_type = request.headers.get("content-type", "")
        merge = request.method == "POST"
        kind = operation.media_type(content_type)
        if kind != _FORM or not merge:
            _known(kind, forms=merge)
            return Put(graph, await body.read(request, self._limit), kind, merge=merge)
        sent = await body.read(request, self._limit)
        first, *more = [
            (bytes(part.content), _of_part(part))
            for part in await to_thread.run_sync(partial(multipart.parts, sent, content_type))
        ]
        return Put(graph, *first, merge=True, also=tuple(more))

    def _tags(self, graph: str, digest: str) -> list[str]:
        """The tags that a graph has now, one for each form; none where there is no such graph."""
        if graph and graph not in self._engine.graphs:
            return []
        return self._answers.tags(_query(graph), digest)

    async def _held(self, graph: str) -> None:
        if graph and not await standing.holds(self._engine, graph):
            raise ThingUnknown(
                f"There is no graph {graph}.",
                f"没有图 {graph}。",
                hint="PUT makes it; /sparql lists those there are.",
                hint_zh="可用 PUT 建立；/sparql 列出现有的图。",
            )


def _graph(request: Request, given: Fields) -> str | None:
    """Return the graph that a request names ("": the default graph); None where it names none.

    Raises:
        Refusal: 400, it names two, or one by something that is no absolute IRI.
    """
    path = request.scope["raw_path"].decode("latin-1")
    named = operation.values(given, "graph")
    default = operation.values(given, "default")
    count = len(named) + len(default)
    if path != STORE:
        if count:
            raise bad(
                "A graph is named by its address or by ?graph=, not by both.",
                "图由其地址或 ?graph= 指定，不能同时使用。",
            )
        return _checked(str(request.base_url).rstrip("/") + path)
    if count > 1:
        raise bad(
            "A request names one graph: ?graph= once, or ?default.",
            "一个请求只能指定一个图：?graph= 一次，或 ?default。",
        )
    if default:
        return ""
    return _checked(named[0]) if named else None


def _checked(iri: str) -> str:
    if not absolute(iri):
        raise bad(f"“{iri}” is no absolute IRI.", f"“{iri}”不是绝对 IRI。")
    return iri


def _unnamed() -> Refusal:
    return bad(
        "Name a graph: ?graph=IRI, or ?default for the default graph.",
        "请指定图：?graph=IRI，或用 ?default 表示默认图。",
    )


def _query(graph: str) -> Query:
    return Query(_NAMED.format(graph) if graph else _WHOLE)


def _new(request: Request) -> str:
    """Return the IRI, and address, of a graph that gets its name from us."""
    return f"{str(request.base_url).rstrip('/')}{STORE}/{uuid.uuid4().hex}"


def _known(kind: str, *, forms: bool) -> str:
    if kind not in GRAPH_TYPES:
        kinds = ", ".join((*GRAPH_TYPES, _FORM) if forms else GRAPH_TYPES)
        raise Refusal(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            f"A graph is sent as {kinds}, not as {kind or 'an unnamed type'}.",
            f"图须以 {kinds} 发送，而非 {kind or '未注明的类型'}。",
            {"Accept": ", ".join(GRAPH_TYPES)},
        )
    return kind


def _of_part(part: multipart.Part) -> str:
    """Return the format of a file of a form, by its type, else by the end of its name."""
    if part.media_type in {"", "application/octet-stream"}:
        end = part.filename.rpartition(".")[2].lower()
        return _known(SUFFIXES.get(f".{end}", part.media_type), forms=False)
    return _known(part.media_type, forms=False)
