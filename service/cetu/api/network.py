"""The network over HTTP: `/network`, around a thing (`about=`) or of everything; also JSON."""

from collections.abc import Callable
from typing import Any, Final

from anyio import to_thread
from fastapi import APIRouter
from fastapi.responses import JSONResponse
from starlette.requests import Request
from starlette.responses import Response

from cetu.answer import network
from cetu.answer.network import Network
from cetu.api.cors import OPEN
from cetu.api.negotiation import wants_page
from cetu.api.openapi import TEXT, Responses, failures, parameter
from cetu.engine import Queries
from cetu.errors import ThingUnknown
from cetu.namespaces import whole

PATH: Final = "/network"
_HTML: Final = "text/html"
_JSON: Final = "application/json"
_ANSWERS: Final[Responses] = failures(404) | {200: {"content": {_JSON: {}, _HTML: {}}}}
_DOC: Final = {
    "parameters": [
        parameter(
            "about",
            "任务、文件，或任务点名的事物；不写是全部 · A task, a document, or what tasks name.",
            TEXT,
        )
    ]
}

Show = Callable[[Request, str, Network], Response]
"""Renders the network around a thing ("": everything) as a page."""


def router(engine: Queries, show: Show) -> APIRouter:
    """Return the route of `/network`."""
    site = APIRouter(tags=["search"])
    atlas = network.Atlas(engine)

    @site.get(
        PATH,
        operation_id="network",
        summary="任务关系图 · The network of tasks",
        response_class=Response,
        responses=_ANSWERS,
        openapi_extra=_DOC,
    )
    async def drawn(request: Request) -> Response:
        """The tasks and what they name: each with its place in a picture, and the links."""
        about = whole(request.query_params.get("about", "").strip())
        return await to_thread.run_sync(_page if wants_page(request) else _json, request, about)

    def _page(request: Request, about: str) -> Response:
        return show(request, about, found(about))

    def _json(_request: Request, about: str) -> Response:
        return JSONResponse(told(found(about)), headers=dict(OPEN))

    def found(about: str) -> Network:
        return _around(engine, about) if about else atlas.whole()

    return site


def told(shown: Network) -> dict[str, Any]:
    """Return a network as JSON: an edge is the places of two nodes in their list."""
    return {
        "nodes": [
            {
                "iri": node.thing.iri,
                "zh": node.thing.zh,
                "en": node.thing.en,
                "kind": node.kind,
                "x": node.x,
                "y": node.y,
                "links": node.links,
            }
            for node in shown.nodes
        ],
        "edges": shown.edges,
        "left_out": shown.left_out,
    }


def _around(engine: Queries, about: str) -> Network:
    shown = network.around(engine, about)
    if not shown.nodes:
        raise ThingUnknown(
            f"No task has to do with {about}.",
            f"没有任务与 {about} 有关。",
            hint="about= takes a task, a document, or what tasks name: body/441900-caizhengju",
            hint_zh="about= 可取任务、文件，或任务点名的事物，如 body/441900-caizhengju",
        )
    return shown
