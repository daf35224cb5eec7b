"""The rules of the check at their addresses: /checks, /shapes, /hygiene, /contradictions.

A rule is called `…/checks#name`: its address leads to the list that it stands in, as HTML to a
browser and as Turtle to everyone else, at one address as things are (see `things`).
"""

from pathlib import Path
from typing import Final, Protocol

import pyoxigraph as ox
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cetu.answer.rules import SHELVES, described
from cetu.api.cors import OPEN
from cetu.api.links import ABOUT
from cetu.api.negotiation import accept_of, choose
from cetu.api.openapi import Responses, failures
from cetu.errors import NotAcceptable
from cetu.namespaces import BASE, PREFIXES

_HTML: Final = "text/html"
_TURTLE: Final = "text/turtle"
_ANSWERS: Final[Responses] = failures(406) | {200: {"content": {_TURTLE: {}, _HTML: {}}}}


class Pages(Protocol):
    """The pages of rules, for clients that want HTML."""

    def rules(self, request: Request, shelf: str) -> Response:
        """The page of the rules of a shelf."""
        ...


def router(root: Path, pages: Pages) -> APIRouter:
    """Return the routes of the rules under `root`."""
    rules = APIRouter(tags=["rules"])

    def shelved(shelf: str) -> None:
        def listed(request: Request) -> Response:
            wanted = choose(accept_of(request), (_TURTLE, _HTML))
            if wanted is None:
                raise NotAcceptable(
                    "None of the formats asked for can be given.",
                    "无法给出所要求的格式。",
                    hint="Ask for text/turtle or text/html.",
                    hint_zh="可以要 text/turtle 或 text/html。",
                )
            answer = pages.rules(request, shelf) if wanted == _HTML else _turtle(root, shelf)
            return _linked(answer, shelf)

        def turtle() -> Response:
            return _linked(_turtle(root, shelf), shelf)

        listed.__doc__ = f"The rules of the check that are called {BASE}{shelf}#…: HTML, or Turtle."
        rules.add_api_route(f"/{shelf}", listed, operation_id=f"rules_{shelf}", responses=_ANSWERS)
        rules.add_api_route(f"/{shelf}", listed, methods=["HEAD"], include_in_schema=False)
        rules.add_api_route(
            f"/{shelf}.ttl", turtle, methods=["GET", "HEAD"], include_in_schema=False
        )

    for shelf in SHELVES:
        shelved(shelf)
    return rules


def _turtle(root: Path, shelf: str) -> Response:
    body = ox.serialize(described(root, shelf), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    headers = {**OPEN, "X-Content-Type-Options": "nosniff"}
    return Response(body, headers=headers, media_type=f"{_TURTLE}; charset=utf-8")


def _linked(response: Response, shelf: str) -> Response:
    alternate = f'</{shelf}.ttl>; rel="alternate"; type="{_TURTLE}"'
    response.headers["Link"] = f'<{BASE}{shelf}>; rel="describes", {ABOUT}, {alternate}'
    response.headers["Vary"] = "Accept"
    return response
