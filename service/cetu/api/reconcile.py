"""The Reconciliation Service API 0.2, which OpenRefine speaks: names in, IRIs out.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
One address takes all: without parameters it describes itself, with `queries` it reconciles, with
`extend` it gives more columns. Beside it stand suggestions, previews and the list of properties.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any, Final

from anyio import to_thread
from fastapi import APIRouter
from fastapi.responses import JSONResponse
from starlette.requests import Request
from starlette.responses import Response

import cetu
from cetu.answer import reconcile
from cetu.answer.reconcile import (
    PROPERTIES,
    TYPES,
    Catalogue,
    Cell,
    Entity,
    Property,
    Query,
    Shelf,
)
from cetu.api.addresses import Host
from cetu.api.cors import OPEN
from cetu.api.openapi import TEXT, Responses, failures, parameter
from cetu.engine import Queries
from cetu.errors import ParameterInvalid, ThingUnknown
from cetu.namespaces import CETU, ID

PATH: Final = "/reconcile"
MOST_QUERIES: Final = 500
"""Names in one request; OpenRefine sends ten."""
_MOST_IDS: Final = 2000
_LIMIT: Final = 10
_MOST_DIGITS: Final = 6
_ANSWERS: Final[Responses] = failures(400, 404, 422) | {200: {"content": {"application/json": {}}}}
_DOC: Final = {
    "parameters": [
        parameter("queries", "A batch of queries, as JSON.", TEXT),
        parameter("extend", "Ids and properties, as JSON.", TEXT),
    ]
}
_PREFIXED: Final = {
    "parameters": [
        parameter("prefix", "What was typed.", TEXT),
        parameter("cursor", "How many to pass over.", {"type": "integer"}),
    ]
}
_SHOWN: Final = 4
_IN_THE_HEAD: Final = {"label", "labelEn"}

Preview = Callable[[Request, Entity, Sequence[tuple[Property, Sequence[str]]]], Response]
"""Renders a few lines on an entity."""


def router(engine: Queries, shelf: Shelf, preview: Preview) -> APIRouter:
    """Return the routes below `/reconcile`."""
    site = APIRouter(tags=["reconciliation"])

    async def told(answer: Callable[[], Any]) -> Response:
        found = await to_thread.run_sync(answer)
        return JSONResponse(found, headers=dict(OPEN))

    @site.get(PATH, operation_id="reconcile", responses=_ANSWERS, openapi_extra=_DOC)
    async def described(request: Request) -> Response:
        """The service, or an answer to `queries` or `extend`."""
        return await told(lambda: _answer(engine, shelf, request, dict(request.query_params)))

    @site.post(PATH, operation_id="reconcilePost", responses=_ANSWERS, openapi_extra=_DOC)
    async def asked(request: Request) -> Response:
        """The same with a form, which can be longer."""
        form = await request.form()
        given = dict(request.query_params)
        given |= {name: value for name, value in form.items() if isinstance(value, str)}
        return await told(lambda: _answer(engine, shelf, request, given))

    @site.get(
        f"{PATH}/suggest/{{what}}",
        operation_id="suggest",
        responses=_ANSWERS,
        openapi_extra=_PREFIXED,
    )
    async def suggested(what: str, request: Request) -> Response:
        """Entities, types or properties whose name begins so."""
        prefix = request.query_params.get("prefix", "")
        start = _number(request.query_params.get("cursor", "0"), "cursor")
        return await told(lambda: {"result": _suggested(shelf, what, prefix, start)})

    @site.get(f"{PATH}/properties", operation_id="proposeProperties", responses=_ANSWERS)
    async def proposed(request: Request) -> Response:
        """The properties that things of a type have."""
        kind = request.query_params.get("type", "")
        limit = _number(request.query_params.get("limit", "100"), "limit")
        found = [{"id": one.id, "name": _either(one.zh, one.en)} for one in _of_type(kind)]
        return JSONResponse(
            {"type": kind, "limit": limit, "properties": found[:limit]}, headers=dict(OPEN)
        )

    @site.get(f"{PATH}/preview", operation_id="preview", responses=_ANSWERS)
    async def previewed(request: Request) -> Response:
        """A small page on one entity, to be shown inside another."""
        key = request.query_params.get("id", "")
        entity, said = await to_thread.run_sync(lambda: _previewed(engine, shelf.current(), key))
        return preview(request, entity, said)

    return site


def manifest(host: Host) -> dict[str, Any]:
    """Describe the service."""
    return {
        "versions": ["0.2"],
        "name": "策图 cetu",
        "identifierSpace": str(ID),
        "schemaSpace": str(CETU),
        "documentation": str(host.at("/about")),
        "serviceVersion": cetu.__version__,
        "logo": str(host.at("/static/icon.svg")),
        "view": {"url": f"{host.at('/id/')}{{{{id}}}}"},
        "defaultTypes": [{"id": one.id, "name": _either(one.zh, one.en)} for one in TYPES],
        "preview": {"url": f"{host.at(PATH)}/preview?id={{{{id}}}}", "width": 400, "height": 180},
        "suggest": {
            what: {"service_url": str(host.at("")), "service_path": f"{PATH}/suggest/{what}"}
            for what in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {
                "service_url": str(host.at("")),
                "service_path": f"{PATH}/properties",
            },
            "property_settings": [],
        },
    }


def _answer(engine: Queries, shelf: Shelf, request: Request, given: dict[str, str]) -> Any:  # noqa: ANN401 - JSON
    if "queries" in given:
        batch = _object(given["queries"], "queries")
        if len(batch) > MOST_QUERIES:
            raise _wrong(
                "queries", f"at most {MOST_QUERIES} at a time", f"每次至多 {MOST_QUERIES} 个"
            )
        catalogue = shelf.current()
        return {
            name: {"result": [_written(c) for c in reconcile.candidates(catalogue, _query(one))]}
            for name, one in batch.items()
        }
    if "extend" in given:
        return _extended(engine, shelf.current(), _object(given["extend"], "extend"))
    return manifest(Host(str(request.base_url).rstrip("/")))


def _query(said: object) -> Query:
    if not isinstance(said, dict) or not isinstance(said.get("query", ""), str):
        raise _wrong("queries", "each is an object with a query", "每项须是含 query 的对象")
    kinds = said.get("type", ())
    limit = said.get("limit", _LIMIT)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or limit < 1:
        raise _wrong("queries", "limit is a number from 1", "limit 须是不小于 1 的数")
    if not said.get("query") and not said.get("properties"):
        raise _wrong("queries", "each needs a query or properties", "每项须有 query 或 properties")
    return Query(
        str(said.get("query", "")),
        (kinds,) if isinstance(kinds, str) else tuple(map(str, kinds or ())),
        int(limit),
        tuple(_said(said.get("properties") or ())),
    )


def _said(given: object) -> list[tuple[str, str]]:
    if not isinstance(given, list | tuple):
        raise _wrong("queries", "properties is a list", "properties 须是列表")
    found = []
    for one in given:
        if not isinstance(one, dict) or "pid" not in one or "v" not in one:
            raise _wrong("queries", "each property has pid and v", "每个属性须有 pid 和 v")
        value = one["v"][0] if isinstance(one["v"], list) and one["v"] else one["v"]
        found.append((str(one["pid"]), str(value["id"] if isinstance(value, dict) else value)))
    return found


def _written(found: reconcile.Candidate) -> dict[str, Any]:
    entity = found.entity
    return {
        "id": entity.id,
        "name": entity.name,
        "description": entity.en if entity.zh else "",
        "type": [{"id": entity.type.id, "name": _either(entity.type.zh, entity.type.en)}],
        "score": found.score,
        "match": found.match,
        "features": [{"id": name, "value": value} for name, value in found.features.items()],
    }


def _extended(engine: Queries, catalogue: Catalogue, said: dict[str, Any]) -> dict[str, Any]:
    ids, wanted = said.get("ids"), said.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list):
        raise _wrong("extend", "it has ids and properties", "须含 ids 和 properties")
    if len(ids) > _MOST_IDS:
        raise _wrong("extend", f"at most {_MOST_IDS} ids", f"至多 {_MOST_IDS} 个 id")
    names = [one.get("id") if isinstance(one, dict) else None for one in wanted]
    if unknown := [str(name) for name in names if name not in PROPERTIES]:
        known = ", ".join(PROPERTIES)
        raise _wrong("extend", f"no property {unknown[0]} ({known})", f"没有属性 {unknown[0]}")
    chosen = [PROPERTIES[name] for name in dict.fromkeys(names) if name]
    return {
        "meta": [{"id": one.id, "name": _either(one.zh, one.en)} for one in chosen],
        "rows": reconcile.extend(engine, catalogue.by_id, map(str, ids), chosen),
    }


def _suggested(shelf: Shelf, what: str, prefix: str, start: int) -> list[dict[str, Any]]:
    if what == "entity":
        return [
            {
                "id": one.id,
                "name": one.name,
                "description": one.en,
                "notable": [{"id": one.type.id, "name": _either(one.type.zh, one.type.en)}],
            }
            for one in reconcile.suggest(shelf.current(), prefix, _LIMIT, start)
        ]
    if what not in {"type", "property"}:
        raise ThingUnknown(
            f"Nothing is suggested of {what}: entity, type, property.",
            f"没有 {what} 的提示：entity、type、property。",
        )
    listed = TYPES if what == "type" else tuple(PROPERTIES.values())
    found = [
        {"id": one.id, "name": _either(one.zh, one.en)}
        for one in listed
        if prefix.lower() in f"{one.id} {one.zh} {one.en}".lower()
    ]
    return found[start:]


def _of_type(kind: str) -> list[Property]:
    return [p for p in PROPERTIES.values() if not p.types or not kind or kind in p.types]


def _previewed(
    engine: Queries, catalogue: Catalogue, key: str
) -> tuple[Entity, list[tuple[Property, list[str]]]]:
    entity = catalogue.by_id.get(key)
    if entity is None:
        raise ThingUnknown(
            f"Nothing that can be reconciled is called {key}.",
            f"没有可对应的 {key}。",
        )
    shown = [one for one in _of_type(entity.type.id) if one.id not in _IN_THE_HEAD]
    told = reconcile.extend(engine, catalogue.by_id, [key], shown)[key]
    texts = ((one, [_text(cell) for cell in told[one.id][:_SHOWN]]) for one in shown)
    return entity, [(one, cells) for one, cells in texts if cells]


def _text(cell: Cell) -> str:
    value = str(cell["name"] if "name" in cell else next(iter(cell.values())))
    return value.removesuffix("T00:00:00")


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _wrong(name, f"it is no JSON ({error})", f"不是 JSON（{error}）") from error
    if not isinstance(found, dict):
        raise _wrong(name, "it is no JSON object", "不是 JSON 对象")
    return found


def _number(text: str, name: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > _MOST_DIGITS:
        raise _wrong(name, "it is a number", "须是数字")
    return int(text)


def _either(zh: str, en: str) -> str:
    return f"{zh} · {en}"


def _wrong(name: str, en: str, zh: str) -> ParameterInvalid:
    return ParameterInvalid(
        f"The parameter {name} cannot be understood: {en}.",
        f"参数 {name} 无法理解：{zh}。",
        hint="The Reconciliation Service API 0.2 says how it is written.",
        hint_zh="写法见 Reconciliation Service API 0.2。",
    )
