"""The addresses of the pages that have no RDF form, and of the static files."""

import gzip
from collections.abc import Callable
from importlib.resources import files
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from cetu.errors import ThingUnknown
from cetu.web.findings import Findings
from cetu.web.headers import SECURITY
from cetu.web.pages import Pages
from cetu.web.pictures import Pictures
from cetu.web.things import Things

_MEDIA_TYPES: Final = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
}
_KEPT: Final = "public, max-age=31536000, immutable"
_ASKED_AGAIN: Final = "public, max-age=3600"


def router(pages: Pages, things: Things, findings: Findings, pictures: Pictures) -> APIRouter:
    """Return the routes of the site. They are no part of the API, so OpenAPI leaves them out."""
    site = APIRouter(include_in_schema=False)
    static = {
        entry.name: entry.read_bytes()
        for entry in (files("cetu.web") / "static").iterdir()
        if entry.name.rpartition(".")[2] in _MEDIA_TYPES
    }

    packed = {name: gzip.compress(body, mtime=0) for name, body in static.items()}

    def page(path: str, render: Callable[[Request], Response]) -> None:
        def endpoint(request: Request) -> Response:
            return render(request)

        # HEAD too: a browser's link checker and curl -I get the headers of the page.
        site.add_api_route(path, endpoint, methods=["GET", "HEAD"])

    page("/", pages.home)
    page("/bodies", pages.bodies)
    page("/instruments", pages.instruments)
    page("/beneficiaries", pages.beneficiaries)
    page("/limits", pages.limits)
    page("/about", pages.about)
    page("/original", things.original)
    page("/pictures", pictures.hub)
    page("/compare", pictures.compare)
    page("/editor", pages.editor)
    page("/explain", things.explanation)
    page("/report", findings.page)

    @site.api_route("/report.{end}", methods=["GET", "HEAD"])
    def report(end: str) -> Response:
        return findings.file(end)

    @site.api_route("/static/{name}", methods=["GET", "HEAD"])
    def file(name: str, request: Request) -> Response:
        if name not in static:
            raise ThingUnknown(f"There is no file {name}.", f"没有文件 {name}。")
        kept = _KEPT if "v" in request.query_params else _ASKED_AGAIN
        headers = SECURITY | {"Cache-Control": kept, "Vary": "Accept-Encoding"}
        small = "gzip" in request.headers.get("accept-encoding", "")
        if small:
            headers["Content-Encoding"] = "gzip"
        return Response(
            packed[name] if small else static[name],
            media_type=_MEDIA_TYPES[name.rpartition(".")[2]],
            headers=headers,
        )

    return site
