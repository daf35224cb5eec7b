"""The stored questions over HTTP: `/questions` and `/questions/{name}`, typed in the OpenAPI.

One route a question, so that its parameters stand in the OpenAPI document with their types. They
are checked where they are bound to the query and nowhere else, so a wrong value is the same
sentence at every door, and a browser's form is shown again with it. A browser gets a page at the
same address.
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, Protocol

from anyio import to_thread
from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.requests import ClientDisconnect

from cetu import queries
from cetu.answer.asking import Asks
from cetu.api import operation
from cetu.api.cors import OPEN
from cetu.api.negotiation import NAMES, ROWS, accept_of, choose
from cetu.api.openapi import PAGES, Responses, failures, parameter
from cetu.api.operation import Query
from cetu.api.paging import FIELDS
from cetu.api.query import GONE, Answers
from cetu.api.sheet import XLSX
from cetu.engine import Queries
from cetu.engine.formats import ROW_TYPES
from cetu.errors import CetuError, NotAcceptable
from cetu.model.question import Parameter, Question
from cetu.model.result import Table

List = Callable[[Request], Response]
"""Renders the list of questions as a page."""


class Show(Protocol):
    """Renders one question as a page: its form, and the rows or what went wrong."""

    def __call__(  # noqa: PLR0913 - what a page of a question shows
        self,
        request: Request,
        question: Question,
        values: Mapping[str, str],
        *,
        sparql: str = ...,
        table: Table | None = ...,
        problem: CetuError | None = ...,
    ) -> Response:
        """Return the page; `values` fill the form, `sparql` is the query as it ran."""
        ...


_HTML: Final = "text/html"
_FORMS: Final = tuple(name for name, (rows, _) in NAMES.items() if rows)
_OURS: Final = {"format", "lang", *FIELDS}
"""Fields that are no parameters of a question."""
_SCHEMAS: Final[Mapping[str, dict[str, str]]] = {
    "iri": {"type": "string", "format": "iri-reference"},
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
}
_FORMAT: Final = parameter(
    "format",
    "格式，否则由 Accept 决定 · The format; else by Accept.",
    {"type": "string", "enum": list(_FORMS)},
)
_ANSWERS: Final[Responses] = {200: {"content": {kind: {} for kind in (*ROW_TYPES, XLSX, _HTML)}}}
_HEADERS: Final = {**OPEN, "Vary": "Accept"}


def router(
    engine: Queries,
    ready: Asks,
    questions: Mapping[str, Question],
    show_list: List,
    show: Show,
) -> APIRouter:
    """Return the routes of the questions, asking `engine`; `ready` answers those of pages."""
    doors = APIRouter(tags=["questions"])
    answers = Answers(engine)

    def listing(request: Request) -> Response:
        """List the questions with their parameters."""
        if choose(accept_of(request), ("application/json", _HTML)) == _HTML:
            return show_list(request)
        return JSONResponse([_entry(question) for question in questions.values()], headers=_HEADERS)

    doors.add_api_route(
        "/questions", listing, methods=["GET"], summary="预设问题列表 · The stored questions"
    )
    for question in questions.values():
        doors.add_api_route(
            f"/questions/{question.name}",
            _endpoint(question, ready, answers, show),
            methods=["GET"],
            summary=f"{question.summary_zh} · {question.summary_en}",
            description=question.lacks_en,
            operation_id=f"question_{question.name.replace('-', '_')}",
            response_class=Response,
            responses=_ANSWERS | failures(304, 400, 406, 409, 502),
            openapi_extra={"parameters": [*map(_described, question.parameters), _FORMAT, *PAGES]},
        )

    @doors.get("/questions/{name}", include_in_schema=False)
    def unknown(name: str) -> Response:
        queries.pick(questions, name)
        raise AssertionError(name)  # every known name has a route of its own, before this one

    return doors


def _entry(question: Question) -> dict[str, Any]:
    return {
        "name": question.name,
        "number": question.number,
        "summary": {"zh": question.summary_zh, "en": question.summary_en},
        "users": list(question.users),
        "answerable": question.answerable,
        "lacks": {"zh": question.lacks_zh, "en": question.lacks_en},
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.kind,
                "label": {"zh": parameter.label_zh, "en": parameter.label_en},
                "example": parameter.example,
                "default": parameter.default,
            }
            for parameter in question.parameters
        ],
        "url": f"/questions/{question.name}",
    }


def _endpoint(
    question: Question, ready: Asks, answers: Answers, show: Show
) -> Callable[..., Awaitable[Response]]:
    """Return the endpoint of one question."""

    async def endpoint(request: Request) -> Response:
        fields = operation.fields(request.scope["query_string"])
        form = operation.first(fields, "format")
        given = {name: value for name, value in fields if name not in _OURS}
        if form is None and choose(accept_of(request), (*ROW_TYPES, *ROWS, _HTML)) == _HTML:
            return await to_thread.run_sync(_page, request, question, given, ready, show)
        if form is not None and form not in _FORMS:
            raise NotAcceptable(
                f"There is no format “{form}” of rows.",
                f"行没有名为“{form}”的格式。",
                hint=f"format= takes {', '.join(_FORMS)}.",
                hint_zh=f"format= 可取 {'、'.join(_FORMS)}。",
            )
        try:
            bound = Query(queries.bind(question, given), ours=True)
            return await answers.answer(request, bound, fields)
        except ClientDisconnect:
            return Response(status_code=GONE)

    return endpoint


def _page(
    request: Request, question: Question, given: Mapping[str, str], ready: Asks, show: Show
) -> Response:
    """Return the page of a question; an error in a value stands beside the form."""
    bound = ""
    try:
        bound = queries.bind(question, given)
        table = ready.select(bound)
    except CetuError as error:
        return show(request, question, given, sparql=bound, problem=error)
    return show(request, question, given, sparql=bound, table=table)


def _described(parameter: Parameter) -> dict[str, Any]:
    """Return a parameter as the OpenAPI document has it."""
    schema = _SCHEMAS[parameter.kind] | {"examples": [_value(parameter, parameter.example)]}
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.default is None,
        "description": f"{parameter.label_zh} · {parameter.label_en}",
        "schema": schema,
    }


def _value(parameter: Parameter, words: str) -> object:
    return json.loads(words) if parameter.kind in {"integer", "decimal"} else words
