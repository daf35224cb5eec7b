"""What the OpenAPI document says of the doors that are no routes of the framework.

They read their requests themselves, so the framework cannot tell what they take.
"""

from collections.abc import Mapping
from typing import Final, get_args

from cetu.api import admin
from cetu.api.addresses import DCAT, KEY, SPARQL, STORE, UPDATE, VOID
from cetu.api.openapi import FORMAT, IRI, PAGES, TEXT, Document, Responses, failures, parameter
from cetu.api.operation import FORM, QUERY
from cetu.api.operation import UPDATE as UPDATE_TYPE
from cetu.engine.formats import GRAPH_TYPES, ROW_TYPES
from cetu.model.change import Mode

_DATASET: Final = tuple(
    parameter(name, text, {"type": "array", "items": IRI})
    for name, text in (
        ("default-graph-uri", "Graphs whose merge is the default graph."),
        ("named-graph-uri", "Graphs that GRAPH ranges over."),
    )
)
_USING: Final = tuple(
    parameter(name, text, {"type": "array", "items": IRI})
    for name, text in (
        ("using-graph-uri", "Graphs whose merge WHERE sees as the default graph."),
        ("using-named-graph-uri", "Graphs that GRAPH in WHERE ranges over."),
    )
)
_MODE: Final = parameter(
    "mode",
    "Whether what breaks a shape is refused (strict) or written and told (warn).",
    {"type": "string", "enum": list(get_args(Mode)), "default": "strict"},
)
_GRAPH: Final = (
    parameter("graph", "The graph's IRI.", IRI),
    parameter("default", "The default graph.", TEXT, allowEmptyValue=True),
)
_KEY: Final[list[Document]] = [{"key": []}]
_READ: Final = (304, 400, 404, 406, 413, 429, 502, 503)
_ASKED: Final = (400, 406, 409, 413, 415, 429, 502, 503)
_WRITTEN: Final = (400, 401, 403, 412, 413, 415, 422, 429, 501, 502, 503)
_TOLD: Final[Responses] = {
    200: {
        "description": "It is written, and what it came to.",
        "headers": {"ETag": {"description": "The state it made.", "schema": TEXT}},
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Written"}}},
    },
    204: {"description": "It is written, and the client prefers to be told no more."},
}
_MADE: Final[Responses] = {
    201: {
        "description": "The graph is made.",
        "headers": {"Location": {"description": "The graph's IRI.", "schema": IRI}},
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Written"}}},
    }
}


def _answer(media_types: tuple[str, ...], description: str) -> Responses:
    return {200: {"description": description, "content": {one: {} for one in media_types}}}


def _of(response: Document) -> Responses:
    return {200: response}


def _body(media_types: Mapping[str, Document]) -> Document:
    content = {media_type: {"schema": schema} for media_type, schema in media_types.items()}
    return {"required": True, "content": content}


def _form(*fields: str, required: tuple[str, ...] = ()) -> Document:
    properties = dict.fromkeys(fields, TEXT)
    return {"type": "object", "properties": properties, "required": list(required)}


_DOCUMENTS: Final = dict.fromkeys(GRAPH_TYPES, TEXT) | {"application/ld+json": {}}
_SENT: Final = _body(_DOCUMENTS)
_SENT_OR_FILES: Final = _body(
    _DOCUMENTS
    | {
        "multipart/form-data": {
            "type": "object",
            "additionalProperties": {"type": "string", "format": "binary"},
            "minProperties": 1,
        }
    }
)


def _operation(tag: str, name: str, summary: str, responses: Responses, **more: object) -> Document:
    return {
        "tags": [tag],
        "operationId": name,
        "summary": summary,
        "responses": {str(status): response for status, response in responses.items()},
        **more,
    }


def _sparql() -> Document:
    rows = _answer(
        (*ROW_TYPES, *GRAPH_TYPES, "application/json"),
        "Rows for SELECT and ASK, a graph for CONSTRUCT and DESCRIBE; "
        "without a query, the service description; what an update came to in JSON.",
    )
    away: Responses = {303: {"description": "Without a query, a browser is shown the editor."}}
    query = parameter("query", "A SPARQL 1.1 query.", TEXT)
    either = {"oneOf": [_form("query", required=("query",)), _form("update", required=("update",))]}
    return {
        "get": _operation(
            "SPARQL",
            "sparql_get",
            "查询 · Run a query",
            rows | away | failures(304, *_ASKED),
            parameters=[query, *_DATASET, FORMAT, *PAGES],
        ),
        "post": _operation(
            "SPARQL",
            "sparql_post",
            "查询或更新 · Run a query or, with a key, an update",
            rows | {204: _TOLD[204]} | failures(*sorted({*_ASKED, *_WRITTEN})),
            parameters=[*_DATASET, *_USING, _MODE, FORMAT, *PAGES],
            requestBody=_body({QUERY: TEXT, UPDATE_TYPE: TEXT, FORM: either}),
            security=[{}, *_KEY],
        ),
    }


def _update() -> Document:
    return _operation(
        "SPARQL",
        "update",
        "更新 · Run an update",
        _TOLD | failures(*_WRITTEN),
        parameters=[*_USING, _MODE],
        requestBody=_body({UPDATE_TYPE: TEXT, FORM: _form("update", required=("update",))}),
        security=_KEY,
    )


def _graph(name: str, *, named: tuple[Document, ...]) -> Document:
    """The operations on a graph that is named by `named` parameters."""
    writes = {"parameters": [*named, _MODE], "security": _KEY}
    read = _answer(GRAPH_TYPES, "The graph.") | failures(*_READ)
    return {
        "get": _operation(
            "graphs", f"{name}_get", "读取图 · Read a graph", read, parameters=[*named, FORMAT]
        ),
        "put": _operation(
            "graphs",
            f"{name}_put",
            "替换图 · Put a graph in place of what is there",
            # 404: a name that no IRI can have.
            _TOLD | _MADE | failures(404, *_WRITTEN),
            requestBody=_SENT,
            **writes,
        ),
        "post": _operation(
            "graphs",
            f"{name}_post",
            "追加到图 · Add to a graph, or without a name make one",
            # 404: a name that no IRI can have.
            _TOLD | _MADE | failures(404, *_WRITTEN),
            requestBody=_SENT_OR_FILES,
            **writes,
        ),
        "delete": _operation(
            "graphs",
            f"{name}_delete",
            "删除图 · Delete a graph",
            _TOLD | failures(404, *_WRITTEN),
            **writes,
        ),
    }


def _described(name: str, summary: str, *parameters: Document) -> Document:
    return {
        "get": _operation(
            "descriptions",
            name,
            summary,
            _answer(GRAPH_TYPES, "The description.") | failures(*_READ),
            parameters=[*parameters, FORMAT],
        )
    }


def paths() -> dict[str, Document]:
    """The paths of SPARQL, the Graph Store, descriptions and backups."""
    path = {"name": "path", "in": "path", "required": True, "schema": TEXT}
    ours_only = {"type": "string", "pattern": f"^{KEY}$"}
    key = {"name": "key", "in": "path", "required": True, "schema": ours_only}
    ours = _graph("graph", named=(key,))
    backup = {"description": "The backup.", "content": {admin.MEDIA_TYPE: {}}}
    restored = {
        "description": "It is restored: when it was made, its record, snapshot, files.",
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
    return {
        SPARQL: _sparql(),
        UPDATE: {"post": _update()},
        STORE: _graph("store", named=_GRAPH),
        f"{STORE}/{{path}}": _graph("store_direct", named=(path,)),
        "/graph/{key}": {method: ours[method] for method in ("put", "post", "delete")},
        VOID: _described("void", "数据描述 · The data, in VoID", _GRAPH[0]),
        DCAT: _described("dcat", "数据目录 · The catalogue, in DCAT"),
        admin.BACKUP: {
            "get": _operation(
                "admin",
                "backup",
                "备份 · Take a backup",
                _of(backup) | failures(401, 403, 422, 429, 501, 503),
                security=_KEY,
            )
        },
        admin.RESTORE: {
            "post": _operation(
                "admin",
                "restore",
                "恢复 · Put a backup back",
                _of(restored) | failures(400, 401, 403, 413, 415, 422, 429, 501, 503),
                requestBody=_body({admin.MEDIA_TYPE: {"type": "string", "format": "binary"}}),
                security=_KEY,
            )
        },
    }
