"""The frame of every page: language, addresses, static files and headers around a template."""

import hashlib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from cetu import __version__
from cetu.answer.naming import Language, Thing
from cetu.namespaces import PREFIXES, key
from cetu.search import spans
from cetu.web import headers, urls
from cetu.web.columns import figure
from cetu.web.visible import finalize

FORMATS: Final = (("Turtle", "ttl"), ("JSON-LD", "jsonld"), ("N-Triples", "nt"))
"""The forms in which a thing can be downloaded, with the suffix of its address."""

_STATIC: Final = files("cetu.web") / "static"


def _version_of(name: str) -> str:
    """A short digest of a static file: its address changes when it does, so it may be kept."""
    return hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:12]


class Frame:
    """Sets what a page shows in its template."""

    def __init__(self) -> None:
        """Load the templates' environment and the versions of the static files."""
        self._versions = {
            name: _version_of(name)
            for name in ("site.css", "site.js", "charts.js", "editor.css", "editor.js")
        }
        self._templates = Environment(
            loader=PackageLoader("cetu.web"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["spans"] = spans
        self._templates.filters["figure"] = figure
        self._templates.filters["key"] = key
        self._templates.tests["spans_of"] = lambda line, query: bool(spans(line, query))

    def render(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        extra: Mapping[str, str] = headers.SECURITY,
        **context: Any,  # noqa: ANN401 - a template takes anything
    ) -> HTMLResponse:
        """Return `template` filled with `context`, in the language the address asks for."""
        language = urls.language_of(request.query_params.get("lang"))
        other: Language = "en" if language == "zh" else "zh"
        asked = request.query_params
        kept: dict[str, str | Sequence[str]] = {k: asked.getlist(k) for k in asked if k != "lang"}

        def href(thing: Thing | str) -> str:
            return urls.thing(thing if isinstance(thing, str) else thing.iri, language)

        def t(zh: str, en: str) -> str:
            return zh if language == "zh" else en

        def url(path: str, fragment: str = "", **query: str | Sequence[str]) -> str:
            return urls.page(path, language, fragment, **query)

        body = self._templates.get_template(template).render(
            lang=language,
            other_url=urls.page(request.url.path, other, "", **kept),
            path=request.url.path,
            host=str(request.base_url).rstrip("/"),
            t=t,
            href=href,
            url=url,
            static=lambda name: f"/static/{name}?v={self._versions[name]}",
            local=urls.local,
            formats=FORMATS,
            prefixes=PREFIXES,
            version=__version__,
            **context,
        )
        response = HTMLResponse(body, status, dict(extra))
        response.headers["Vary"] = "Accept"
        response.headers["Content-Language"] = "zh-CN" if language == "zh" else "en"
        return response
