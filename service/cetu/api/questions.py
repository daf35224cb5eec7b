"""The stored questions over HTTP: `/questions` and `/questions/{name}`, typed in the OpenAPI.

One route a question, so that its parameters stand in the OpenAPI document with their types. They
are checked where they are bound to the query and nowhere else, so a wrong value is the same
sentence at every door, and a browser's form is shown again with it. A browser gets a page at the
same address.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from cetu import queries
from cetu.api.negotiation import ROWS, accept_of, choose
from cetu.engine import Formats, Queries
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
_SHORT: Final = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
_SCHEMAS: Final[Mapping[str, dict[str, str]]] = {
    "iri": {"type": "string", "format": "iri"},
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
}
_FORMAT: Final = {
    "name": "format",
    "in": "query",
    "description": "格式，否则由 Accept 决定 · The format; else by Accept.",
    "schema": {"type": "string", "enum": list(_SHORT)},
}
_HEADERS: Final = {"Access-Control-Allow-Origin": "*", "Vary": "Accept"}


def router(
    engine: Queries,
    questions: Mapping[str, Question],
    show_list: List,
    show: Show,
) -> APIRouter:
    """Return the routes of the questions, asking `engine`."""
    doors = APIRouter(tags=["questions"])

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
            _endpoint(question, engine, show),
            methods=["GET"],
            summary=f"{question.summary_zh} · {question.summary_en}",
            description=question.lacks_en,
            operation_id=f"question_{question.name.replace('-', '_')}",
            response_class=Response,
            responses={200: {"content": {media_type: {} for media_type in ROW_TYPES}}},
            openapi_extra={"parameters": [*map(_described, question.parameters), _FORMAT]},
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


def _endpoint(question: Question, engine: Queries, show: Show) -> Callable[..., Response]:
    """Return the endpoint of one question."""

    def endpoint(request: Request) -> Response:
        form = request.query_params.get("format")
        media_type = (
            _SHORT.get(form) if form else choose(accept_of(request), (*ROW_TYPES, *ROWS, _HTML))
        )
        if media_type is None:
            raise NotAcceptable(
                "None of the formats asked for can be given.",
                "无法提供所要求的格式。",
                hint=f"Ask for one of {', '.join(_SHORT)} by Accept or ?format=.",
                hint_zh=f"请用 Accept 或 ?format= 选择：{'、'.join(_SHORT)}。",
            )
        given = {
            name: value
            for name, value in request.query_params.items()
            if name not in {"format", "lang"}
        }
        if media_type == _HTML:
            return _page(request, question, given, engine, show)
        answer = engine.query(
            queries.bind(question, given), formats=Formats(rows=ROWS.get(media_type, media_type))
        )
        return Response(answer.body, media_type=answer.media_type, headers=_HEADERS)

    return endpoint


def _page(
    request: Request, question: Question, given: Mapping[str, str], engine: Queries, show: Show
) -> Response:
    """Return the page of a question; an error in a value stands beside the form."""
    bound = ""
    try:
        bound = queries.bind(question, given)
        table = engine.select(bound)
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
