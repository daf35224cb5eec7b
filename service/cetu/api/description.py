"""The door of descriptions: the service at `/sparql`, `/.well-known/void`, `/dcat`.

All are made from what the current snapshot holds, and are the same as long as it is.
"""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from http import HTTPStatus
from typing import Final

import pyoxigraph as ox
from anyio import to_thread
from fastapi import APIRouter
from rdflib import Graph
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from cetu import store
from cetu.api import addresses, dcat, endpoint, operation, standing, tags, void
from cetu.api.addresses import Host
from cetu.api.cors import OPEN, preflight
from cetu.api.holdings import Ledger
from cetu.api.links import ABOUT
from cetu.api.negotiation import SUFFIXES, accept_of, wanted
from cetu.engine import Queries
from cetu.errors import NotAcceptable, ThingUnknown
from cetu.namespaces import PREFIXES

_ALLOW: Final = "GET, HEAD, OPTIONS"
_SUFFIX: Final = "{suffix:path}"
_PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
}
Make = Callable[[], Graph]
"""Makes a description, which takes a moment: on a thread."""


class Descriptions:
    """Describes an engine and what it holds.

    `writes`: updates are taken here too; `services`: what SERVICE may name.
    """

    def __init__(self, engine: Queries, *, writes: bool, services: Sequence[str] = ()) -> None:
        """Keep the engine; nothing is counted before somebody asks."""
        self._engine = engine
        self._services = services
        self._ledger = Ledger(engine)
        self._writes = writes

    def router(self) -> APIRouter:
        """The routes of VoID and DCAT."""
        doors = APIRouter()
        methods = ["GET", "HEAD", "OPTIONS"]
        for path, door in ((addresses.VOID, self.void), (addresses.DCAT, self.dcat)):
            doors.routes.append(
                Route(path + _SUFFIX, door, methods=methods, include_in_schema=False)
            )
        return doors

    async def service(self, request: Request) -> Response:
        """Describe the endpoint."""
        union = self._engine.settings.default_graph == "union"

        async def make(host: Host) -> Make:
            held = await self._ledger.now()
            return partial(
                endpoint.describe,
                host,
                held,
                union=union,
                writes=self._writes,
                services=self._services,
            )

        return await self._answer(request, make)

    async def void(self, request: Request) -> Response:
        """Describe the data, or with `?graph=` one named graph."""
        if request.method == "OPTIONS":
            return preflight(_ALLOW)
        name = operation.one(operation.fields(request.scope["query_string"]), "graph")
        if name is not None and not await standing.holds(self._engine, name):
            raise ThingUnknown(
                f"There is no graph {name}.",
                f"没有图 {name}。",
                hint=f"{addresses.VOID} lists them.",
                hint_zh=f"{addresses.VOID} 列出所有的图。",
            )

        async def make(host: Host) -> Make:
            held = await self._ledger.now()
            if name is None:
                return partial(void.dataset, host, held)
            return partial(void.graph, host, name, await self._ledger.of(name), held)

        return await self._answer(request, make)

    async def dcat(self, request: Request) -> Response:
        """Describe the catalogue."""
        if request.method == "OPTIONS":
            return preflight(_ALLOW)

        async def make(host: Host) -> Make:
            return partial(dcat.catalogue, host, await self._ledger.now())

        return await self._answer(request, make)

    async def _answer(self, request: Request, make: Callable[[Host], Awaitable[Make]]) -> Response:
        """Return a description in the form wanted, or say that the client has it already.

        Raises:
            NotAcceptable, ThingUnknown: there is no such form, or no such suffix.
            CetuError: the engine cannot count now.
        """
        media_type = _form(request)
        digest = await standing.digest(self._engine)
        tag = tags.tag(digest, request.url, media_type)
        headers = {
            **OPEN,
            "Cache-Control": "public, no-cache",
            "ETag": tag,
            "Link": ABOUT,
            "Vary": "Accept",
            "X-Content-Type-Options": "nosniff",
        }
        if held := tags.known(request.headers.get("if-none-match"), tag):
            return Response(
                status_code=HTTPStatus.NOT_MODIFIED.value, headers={**headers, "ETag": held}
            )
        description = await make(Host(str(request.base_url).rstrip("/")))
        body = await to_thread.run_sync(lambda: written(description(), media_type))
        if await standing.digest(self._engine) != digest:
            del headers["ETag"]  # it may be the description of the state that came meanwhile
        return Response(body, 200, headers, media_type)


def written(description: Graph, media_type: str) -> bytes:
    """Write a description in a format of ours, in the same order each time."""
    form = ox.RdfFormat.from_media_type(media_type)
    assert form is not None  # noqa: S101 - every format of ours is one of the library's
    triples = sorted(store.triples(description), key=str)
    prefixes = PREFIXES | _PREFIXES if form in {ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG} else None
    text = ox.serialize(triples, format=form, prefixes=prefixes) or b""
    if not prefixes:
        return text
    lines = text.splitlines(keepends=True)
    # The engine writes prefixes in the order of a hash table, which changes from run to run.
    return b"".join(sorted(lines[: len(prefixes)]) + lines[len(prefixes) :])


def _form(request: Request) -> str:
    suffix = request.path_params.get("suffix", "")
    if suffix:
        if suffix not in SUFFIXES:
            raise ThingUnknown(
                f"There is nothing at {request.url.path}.", f"{request.url.path} 处没有内容。"
            )
        return SUFFIXES[suffix]
    given = operation.fields(request.scope["query_string"])
    _, graph = wanted(accept_of(request), operation.first(given, "format"))
    if graph is None:
        raise NotAcceptable(
            "None of the formats asked for can be given.",
            "无法给出所要求的格式。",
            hint=f"Ask for one of {', '.join(SUFFIXES.values())}.",
            hint_zh=f"可以要 {'、'.join(SUFFIXES.values())}。",
        )
    return graph
