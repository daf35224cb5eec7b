"""What helps programs find their way: sitemap, robots.txt, the JSON-LD context."""

import json
from typing import Final
from xml.sax.saxutils import escape

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from cetu.answer.context import context
from cetu.answer.sitemap import A_FILE, addresses
from cetu.api import tags
from cetu.api.addresses import Host
from cetu.api.cors import OPEN
from cetu.engine import Queries
from cetu.errors import ThingUnknown

CONTEXT: Final = "/context.jsonld"
SITEMAP: Final = "/sitemap.xml"
_SCHEMA: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XML: Final = "application/xml"


def router(engine: Queries) -> APIRouter:
    """Return the routes; they are no part of the API, so OpenAPI leaves them out."""
    site = APIRouter(include_in_schema=False)

    def answer(request: Request, name: str, media_type: str, body: str) -> Response:
        tag = tags.tag(engine.digest, name, media_type)
        headers = {**OPEN, "Cache-Control": "public, no-cache", "ETag": tag}
        if held := tags.known(request.headers.get("if-none-match"), tag):
            return Response(status_code=304, headers=headers | {"ETag": held})
        return Response(body, headers=headers, media_type=media_type)

    @site.api_route(CONTEXT, methods=["GET", "HEAD"])
    def terms(request: Request) -> Response:
        found = json.dumps({"@context": context(engine)}, ensure_ascii=False, indent=1)
        return answer(request, CONTEXT, "application/ld+json", found)

    @site.api_route("/robots.txt", methods=["GET", "HEAD"])
    def robots(request: Request) -> Response:
        lines = ["User-agent: *", "Disallow: /sparql", "Disallow: /search", ""]
        return PlainTextResponse("\n".join([*lines, f"Sitemap: {_host(request).at(SITEMAP)}", ""]))

    @site.api_route(SITEMAP, methods=["GET", "HEAD"])
    def sitemap(request: Request) -> Response:
        host, paths = _host(request), addresses(engine)
        if len(paths) <= A_FILE:
            return answer(request, SITEMAP, _XML, _pages(host, paths))
        count = -(-len(paths) // A_FILE)
        parts = "".join(
            f"<sitemap><loc>{host.at(f'/sitemap-{n}.xml')}</loc></sitemap>\n"
            for n in range(1, count + 1)
        )
        return answer(request, SITEMAP, _XML, _document("sitemapindex", parts))

    @site.api_route("/sitemap-{number:int}.xml", methods=["GET", "HEAD"])
    def part(number: int, request: Request) -> Response:
        paths = addresses(engine)[(number - 1) * A_FILE : number * A_FILE] if number > 0 else []
        if not paths:
            raise ThingUnknown(f"There is no sitemap {number}.", f"没有第 {number} 份站点地图。")
        return answer(request, f"/sitemap-{number}.xml", _XML, _pages(_host(request), paths))

    return site


def _host(request: Request) -> Host:
    return Host(str(request.base_url).rstrip("/"))


def _pages(host: Host, paths: list[str]) -> str:
    lines = (f"<url><loc>{escape(str(host.at(path)))}</loc></url>\n" for path in paths)
    return _document("urlset", "".join(lines))


def _document(name: str, content: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}\n<{name} xmlns="{_SCHEMA}">\n{content}</{name}>\n'
