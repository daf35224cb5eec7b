"""Questions in Chinese over HTTP: `/ask?q=…`, a page for browsers and JSON for programs."""

from collections.abc import Callable
from typing import Any, Final

from anyio import to_thread
from fastapi import APIRouter
from fastapi.responses import JSONResponse
from starlette.requests import Request
from starlette.responses import Response

from cetu.answer.citing import Cited
from cetu.answer.understand import Asker, Reply, reply
from cetu.api.cors import OPEN
from cetu.api.negotiation import wants_page
from cetu.api.openapi import TEXT, Responses, failures, parameter
from cetu.engine import Queries
from cetu.errors import CetuError

PATH: Final = "/ask"
_HTML: Final = "text/html"
_JSON: Final = "application/json"
_ANSWERS: Final[Responses] = failures(422) | {200: {"content": {_JSON: {}, _HTML: {}}}}
_DOC: Final = {"parameters": [parameter("q", "问题，一句中文 · A question in Chinese.", TEXT)]}

Show = Callable[[Request, str, Reply | None, CetuError | None], Response]
"""Renders the question with its answer, or with why there is none; both None before it is asked."""


def router(engine: Queries, asker: Asker, show: Show) -> APIRouter:
    """Return the route of `/ask`."""
    site = APIRouter(tags=["questions"])

    @site.get(
        PATH,
        operation_id="ask",
        summary="用中文提问 · Ask in Chinese",
        response_class=Response,
        responses=_ANSWERS,
        openapi_extra=_DOC,
    )
    async def asked(request: Request) -> Response:
        """The reading of the question, the query it became, its rows and the words of proof."""
        text = request.query_params.get("q", "")
        return await to_thread.run_sync(_page if wants_page(request) else _json, request, text)

    def _page(request: Request, text: str) -> Response:
        if not text.strip():
            return show(request, "", None, None)
        try:
            return show(request, text, reply(engine, asker, text), None)
        except CetuError as error:
            return show(request, text, None, error)

    def _json(_request: Request, text: str) -> Response:
        return JSONResponse(told(text, reply(engine, asker, text)), headers=dict(OPEN))

    return site


def told(text: str, one: Reply) -> dict[str, Any]:
    """Return an answer as JSON."""
    meant = one.understood
    return {
        "question": text,
        "understood": {
            "zh": meant.reading_zh,
            "en": meant.reading_en,
            "pattern": meant.pattern.name,
            "values": dict(meant.values),
        },
        "sparql": meant.sparql,
        "columns": list(one.table.variables),
        "rows": [{name: term.value for name, term in row.items()} for row in one.table],
        "evidence": [_cited(quote) for quote in one.evidence],
    }


def _cited(one: Cited) -> dict[str, Any]:
    return {
        "task": one.line.thing.iri,
        "document": one.document.iri if one.document else None,
        "title": one.document.label("zh") if one.document else None,
        "row": one.row,
        "page": one.page or None,
        "words": list(one.words),
    }
