"""The search over HTTP: `/search?q=…` with facets, as a page, as JSON, as rows."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from anyio import to_thread
from fastapi import APIRouter
from fastapi.responses import JSONResponse
from starlette.requests import Request
from starlette.responses import Response

from cetu.answer.facets import FACETS
from cetu.answer.facets import chosen as narrowed
from cetu.answer.lookup import KINDS, Finder
from cetu.api.cors import OPEN
from cetu.api.negotiation import accept_of, choose
from cetu.api.openapi import PAGES, TEXT, Responses, failures, parameter
from cetu.api.paging import MAX_SIZE, asked
from cetu.api.sheet import XLSX, workbook
from cetu.errors import NotAcceptable
from cetu.namespaces import key
from cetu.search import KIND, Entry, Hits, Index, spans

PATH: Final = "/search"
_HTML: Final = "text/html"
_JSON: Final = "application/json"
_CSV: Final = "text/csv"
_NAMED: Final = {"json": _JSON, "csv": _CSV, "xlsx": XLSX}
_A_PAGE: Final = 50
_AROUND: Final = 30
"""Characters of a text on either side of a word found in it."""
_COLUMNS: Final = ("kind", "label", "label_en", "name", "snippet", "document", "iri")
_VALUES: Final = 100
"""Values of a facet that JSON counts."""
_ANSWERS: Final[Responses] = failures(400, 406) | {
    200: {"content": {kind: {} for kind in (_JSON, _CSV, XLSX, _HTML)}}
}
_MANY: Final = {"type": "array", "items": TEXT}
_DOC: Final = {
    "parameters": [
        parameter("q", "要找的词，空格隔开的都要出现 · Words, all of which must occur.", TEXT),
        parameter(KIND, "种类 · Kinds.", {"type": "array", "items": TEXT | {"enum": list(KINDS)}}),
        *(
            parameter(name, "取值，IRI 或其短名；可多个 · Values: IRIs or their keys.", _MANY)
            for name in FACETS
        ),
        parameter("format", "格式 · The format.", TEXT | {"enum": list(_NAMED)}),
        *PAGES[:2],
    ]
}

Show = Callable[[Request], Response]
"""Renders the search as a page."""


def router(finder: Finder, show: Show) -> APIRouter:
    """Return the route of `/search`."""
    site = APIRouter(tags=["search"])

    @site.get(
        PATH,
        operation_id="search",
        summary="搜索 · Search",
        response_class=Response,
        responses=_ANSWERS,
        openapi_extra=_DOC,
    )
    async def searched(request: Request) -> Response:
        """What holds every word and fits every facet chosen, with the counts of each facet."""
        form = request.query_params.get("format")
        if form is not None and form not in _NAMED:
            raise NotAcceptable(
                f"There is no format “{form}” of a search.",
                f"搜索结果没有名为“{form}”的格式。",
                hint=f"format= takes {', '.join(_NAMED)}.",
                hint_zh=f"format= 可取 {'、'.join(_NAMED)}。",
            )
        kind = _NAMED[form] if form else choose(accept_of(request), (_JSON, _HTML, _CSV, XLSX))
        if kind == _HTML:
            return await to_thread.run_sync(show, request)
        return await to_thread.run_sync(_told, request, kind or _JSON)

    def _told(request: Request, kind: str) -> Response:
        index, given = finder.index(), request.query_params
        query = given.get("q", "").strip()
        chosen = narrowed(given.multi_items())
        page = asked(given.multi_items())
        size = page.size if page else (_A_PAGE if kind == _JSON else MAX_SIZE)
        skip = (page.number - 1) * size if page else 0
        hits = index.find(query, chosen=chosen, skip=skip, most=size)
        if kind == _JSON:
            return JSONResponse(_tell(index, query, chosen, hits), headers=dict(OPEN))
        rows = [[row[name] for name in _COLUMNS] for row in _rows(query, hits)]
        return _file(kind, rows)

    return site


def _file(kind: str, rows: Sequence[Sequence[str]]) -> Response:
    named = {"Content-Disposition": 'attachment; filename="search.xlsx"'} if kind == XLSX else {}
    if kind == XLSX:
        return Response(workbook(_COLUMNS, rows), headers={**OPEN, **named}, media_type=XLSX)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    writer.writerows(rows)
    return Response(out.getvalue(), headers=dict(OPEN), media_type=_CSV)


def _tell(
    index: Index, query: str, chosen: Mapping[str, Sequence[str]], hits: Hits
) -> dict[str, Any]:
    return {
        "query": query,
        "chosen": chosen,
        "total": hits.total,
        "kinds": hits.of(KIND),
        "facets": {
            name: [
                {"value": value, "label": _label(index.named(value), value), "count": n}
                for value, n in list(hits.of(name).items())[:_VALUES]
            ]
            for name in FACETS
        },
        "hits": [{k: v for k, v in row.items() if v} for row in _rows(query, hits)],
    }


def _rows(query: str, hits: Hits) -> Iterator[dict[str, str]]:
    for hit in hits.hits:
        entry = hit.entry
        document = next((v for facet, v in entry.marks if facet == "document"), "")
        yield {
            "kind": entry.kind,
            "label": entry.zh,
            "label_en": entry.en,
            "name": hit.name,
            "snippet": _snippet(entry, query),
            "document": document,
            "iri": entry.iri,
        }


def _snippet(entry: Entry, query: str) -> str:
    for text in entry.texts:
        for start, end in spans(text, query):
            return text[max(0, start - _AROUND) : end + _AROUND]
    return ""


def _label(entry: Entry | None, value: str) -> str:
    return (entry.zh or entry.en) if entry else key(value)
