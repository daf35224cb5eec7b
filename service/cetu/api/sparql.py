"""The SPARQL door: queries of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/).

GET, POST of a form and POST of the query itself; without a query, the service description for
programs and the editor for browsers. Any origin may read the answers, errors included.
"""

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter
from rdflib import RDF, BNode, Graph, Namespace, URIRef
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from cetu.api import problem
from cetu.api.negotiation import GRAPHS, ROWS, accept_of, choose, choose_format
from cetu.api.problem import Refusal
from cetu.engine import Formats, Queries
from cetu.engine.formats import GRAPH_TYPES, ROW_TYPES
from cetu.model.result import Answer

PATH: Final = "/sparql"
EDITOR: Final = "/editor"

_ALLOW: Final = "GET, HEAD, POST, OPTIONS"
_OPEN: Final = {"Access-Control-Allow-Origin": "*"}
_FORM: Final = "application/x-www-form-urlencoded"
_DIRECT: Final = "application/sparql-query"
_FORM_GROWTH: Final = 3  # bytes of a form for one byte of its text, percent-encoded
_FORM_ROOM: Final = 16 << 10  # for the names of graphs beside the query
_MAX_FIELDS: Final = 1000
_SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
_W3C_FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")
_RESULT_FORMATS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
    "N-Quads",
    "TriG",
)
"""Names under http://www.w3.org/ns/formats/, in the order of ROW_TYPES and GRAPH_TYPES."""
_RDFLIB_FORMATS: Final = dict(
    zip(GRAPH_TYPES, ("turtle", "nt", "xml", "json-ld", "nt", "turtle"), strict=True)
)
"""A graph without a name is the same in N-Quads as in N-Triples, in TriG as in Turtle."""

_GRAPHS_DOC: Final = {
    name: {
        "name": name,
        "in": "query",
        "description": text,
        "schema": {"type": "array", "items": {"type": "string", "format": "iri"}},
    }
    for name, text in (
        ("default-graph-uri", "Graphs whose merge is the default graph."),
        ("named-graph-uri", "Graphs that GRAPH ranges over."),
    )
}
_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The answer: rows for SELECT and ASK, a graph for CONSTRUCT and DESCRIBE.",
        "content": {media_type: {} for media_type in (*ROW_TYPES, *GRAPH_TYPES)},
    },
    **{
        status: {"description": text, "content": {problem.MEDIA_TYPE: {}}}
        for status, text in (
            (400, "The query is malformed or refused."),
            (406, "No acceptable format."),
            (413, "The query is too large."),
            (415, "The content type is not one of the protocol's."),
            (503, "The query met a limit, or the service is busy."),
        )
    },
}


@dataclass(frozen=True, slots=True)
class Operation:
    """One query operation of the protocol."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def router(engine: Queries) -> APIRouter:
    """The routes of `/sparql`, asking `engine`."""
    doors = APIRouter(tags=["SPARQL"])
    # Threads of its own, and one worker left alone: slow queries that wait or run here take
    # neither the threads nor the last worker from the pages.
    settings = engine.settings
    limiter = CapacityLimiter(settings.workers + settings.queue_size + 1)

    async def run(request: Request, operation: Operation) -> Response:
        accept = accept_of(request)
        call = partial(
            engine.query,
            operation.query,
            formats=Formats(choose_format(accept, ROWS), choose_format(accept, GRAPHS)),
            default_graphs=operation.default_graphs,
            named_graphs=operation.named_graphs,
            leave_one=True,
        )
        return _send(await to_thread.run_sync(call, limiter=limiter))

    async def get(request: Request) -> Response:
        """Answer `?query=`; without one, describe the service, or show a browser the editor."""
        fields = _fields(request.scope["query_string"])
        if not fields:
            return _greet(request, engine)
        return await run(request, _operation(fields, query=None))

    async def post(request: Request) -> Response:
        """Answer a query sent as a form or as itself."""
        kind, _, parameters = request.headers.get("content-type", "").lower().partition(";")
        if (kind := kind.strip()) not in {_FORM, _DIRECT}:
            raise _unsupported(kind)
        limit = settings.max_query_bytes
        if kind == _FORM:
            body = await _body(request, _FORM_GROWTH * limit + _FORM_ROOM)
            return await run(request, _operation(_fields(body), query=None))
        if "charset" in parameters and "utf-8" not in parameters:
            raise _unsupported(f"{kind};{parameters}")
        try:
            query = (await _body(request, limit)).decode()
        except UnicodeDecodeError:
            raise _not_utf8() from None
        fields = _fields(request.scope["query_string"])
        return await run(request, _operation(fields, query))

    doors.add_api_route(
        PATH,
        get,
        methods=["GET"],
        summary="Run a SPARQL query",
        operation_id="sparql_get",
        responses=_RESPONSES,
        response_class=Response,
        openapi_extra={
            "parameters": [
                {
                    "name": "query",
                    "in": "query",
                    "description": "A SPARQL 1.1 query; without one, the service is described.",
                    "schema": {"type": "string"},
                },
                *_GRAPHS_DOC.values(),
            ]
        },
    )
    doors.add_api_route(PATH, get, methods=["HEAD"], include_in_schema=False)
    doors.add_api_route(
        PATH,
        post,
        methods=["POST"],
        summary="Run a SPARQL query sent as a form or directly",
        operation_id="sparql_post",
        responses=_RESPONSES,
        response_class=Response,
        openapi_extra={
            "parameters": [*_GRAPHS_DOC.values()],
            "requestBody": {
                "required": True,
                "content": {
                    _DIRECT: {"schema": {"type": "string"}},
                    _FORM: {
                        "schema": {
                            "type": "object",
                            "properties": {"query": {"type": "string"}},
                            "required": ["query"],
                        }
                    },
                },
            },
        },
    )
    doors.routes.append(Route(PATH, _OtherMethods(), include_in_schema=False))
    return doors


class _OtherMethods:
    """Answers OPTIONS, and every method that is not served."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give the allowed methods, as a success only to OPTIONS."""
        request = Request(scope)
        if request.method == "OPTIONS":
            answer = Response(
                status_code=HTTPStatus.NO_CONTENT,
                headers={
                    **_OPEN,
                    "Allow": _ALLOW,
                    "Access-Control-Allow-Methods": _ALLOW,
                    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type",
                    "Access-Control-Max-Age": "86400",
                },
            )
        else:
            answer = problem.response(
                request,
                Refusal(
                    HTTPStatus.METHOD_NOT_ALLOWED,
                    f"{request.method} is not allowed at {PATH}; it takes GET and POST.",
                    f"{PATH} 不允许 {request.method}，请用 GET 或 POST。",
                    {"Allow": _ALLOW},
                ),
            )
        await answer(scope, receive, send)


def _greet(request: Request, engine: Queries) -> Response:
    """Answer a request without a query: a page for a browser, a description for a program."""
    accept = accept_of(request)
    if choose(accept, (*GRAPHS, "text/html")) == "text/html":
        return RedirectResponse(EDITOR, HTTPStatus.SEE_OTHER, {**_OPEN, "Vary": "Accept"})
    media_type = choose_format(accept, GRAPHS)
    if media_type is None:
        raise _bad(
            "There is no query: give one as ?query=.",
            "没有查询：请用 ?query= 给出。",
        )
    endpoint = str(request.url.replace(query=""))
    body = describe(endpoint, sorted(engine.graphs)).serialize(
        format=_RDFLIB_FORMATS[media_type], encoding="utf-8"
    )
    return _send(Answer("graph", media_type, body))


def describe(endpoint: str, graphs: list[str]) -> Graph:
    """Describe the service (https://www.w3.org/TR/sparql11-service-description/)."""
    description = Graph()
    description.bind("sd", _SD)
    service, dataset, default = BNode(), BNode(), BNode()
    description.add((service, RDF.type, _SD.Service))
    description.add((service, _SD.endpoint, URIRef(endpoint)))
    description.add((service, _SD.supportedLanguage, _SD.SPARQL11Query))
    description.add((service, _SD.feature, _SD.UnionDefaultGraph))
    for name in _RESULT_FORMATS:
        description.add((service, _SD.resultFormat, _W3C_FORMATS[name]))
    description.add((service, _SD.defaultDataset, dataset))
    description.add((dataset, RDF.type, _SD.Dataset))
    description.add((dataset, _SD.defaultGraph, default))
    description.add((default, RDF.type, _SD.Graph))
    for name in graphs:
        named = BNode()
        description.add((dataset, _SD.namedGraph, named))
        description.add((named, RDF.type, _SD.NamedGraph))
        description.add((named, _SD.name, URIRef(name)))
    return description


def _operation(fields: list[tuple[str, str]], query: str | None) -> Operation:
    """Read the fields of a request; `query` is the one sent as the body, if so."""
    if any(name == "update" for name, _ in fields):
        raise _bad(
            "update= is refused: this endpoint only reads.",
            "不接受 update=：本端点只读。",
        )
    queries = [value for name, value in fields if name == "query"]
    if query is not None:
        queries.append(query)
    if len(queries) != 1:
        count = len(queries)
        raise _bad(
            f"A request carries exactly one query; this one carries {count or 'none'}.",
            f"一个请求须恰有一个查询；此请求有 {count} 个。",
        )
    return Operation(
        queries[0],
        tuple(value for name, value in fields if name == "default-graph-uri"),
        tuple(value for name, value in fields if name == "named-graph-uri"),
    )


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MAX_FIELDS,
        )
    except UnicodeError:
        raise _not_utf8() from None
    except ValueError as error:
        raise _bad(f"The fields cannot be read: {error}.", f"字段无法解析：{error}。") from None


async def _body(request: Request, limit: int) -> bytes:
    """Read a body, and stop reading where it passes the limit."""
    body = bytearray()
    declared = request.headers.get("content-length", "")
    too_large = declared.isdecimal() and int(declared) > limit
    if not too_large:
        try:
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    too_large = True
                    break
        except ClientDisconnect:  # nobody is there to answer; the log need not show a fault of ours
            raise _bad("The body was cut off.", "请求体被中断。") from None
    if too_large:
        raise Refusal(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"The body has more than {limit:,} bytes.",
            f"请求体超过 {limit:,} 字节。",
            {"Connection": "close"},  # what is left of it will not be read
        )
    return bytes(body)


def _send(answer: Answer) -> Response:
    # Starlette adds the charset to text/*; the other types are UTF-8 by definition.
    return Response(
        answer.body,
        media_type=answer.media_type,
        headers={**_OPEN, "Vary": "Accept", "X-Content-Type-Options": "nosniff"},
    )


def _bad(detail: str, detail_zh: str) -> Refusal:
    return Refusal(HTTPStatus.BAD_REQUEST, detail, detail_zh)


def _not_utf8() -> Refusal:
    return _bad("The query is not UTF-8 text.", "查询不是 UTF-8 文本。")


def _unsupported(kind: str) -> Refusal:
    return Refusal(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        f"A query is sent as {_DIRECT} or {_FORM} in UTF-8, not as {kind or 'an unnamed type'}.",
        f"查询须以 {_DIRECT} 或 {_FORM}（UTF-8）发送，而非 {kind or '未注明的类型'}。",
        {"Accept-Post": f"{_DIRECT}, {_FORM}"},
    )
