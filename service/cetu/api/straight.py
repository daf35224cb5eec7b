"""The short way to the doors of SPARQL, which are asked the most: past the search of the router."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cetu.errors import CetuError


class Straight:
    """Middleware: a request for exactly one of these paths goes to its door at once.

    Its errors are answered as the application answers them.
    """

    def __init__(
        self,
        app: ASGIApp,
        routes: Mapping[str, Route],
        refuse: Callable[[Request, CetuError], Response],
    ) -> None:
        """Keep what comes next, the doors by path, and how an error is answered."""
        self._app = app
        self._routes = routes
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        route = self._routes.get(scope["path"]) if scope["type"] == "http" else None
        if route is None:
            await self._app(scope, receive, send)
            return
        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        scope["route"] = route  # for the metrics, as the router would
        try:
            await route.app(scope, receive, answer)
        except CetuError as error:
            if begun:
                raise
            await self._refuse(Request(scope, receive), error)(scope, receive, answer)


def routes(router: APIRouter) -> dict[str, Route]:
    """Return the routes of a router that are ASGI applications of a path without parameters."""
    return {
        route.path: route
        for route in router.routes
        if isinstance(route, Route)
        and not isinstance(route, APIRoute)
        and not route.param_convertors
    }
