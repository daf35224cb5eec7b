"""The OpenAPI document (https://spec.openapis.org/oas/v3.1.0): what its parts have in common."""

from collections.abc import Mapping
from typing import Any, Final, get_args

from fastapi import FastAPI

from cetu.api import paging, problem
from cetu.api.negotiation import NAMES
from cetu.model.finding import Kind

Document = dict[str, Any]
Responses = dict[int | str, Any]

_WHY: Final[Mapping[int, str]] = {
    304: "The client has it already, by the tag in If-None-Match.",
    400: "The request is malformed or refused; the problem says where and why.",
    401: "There is no valid key.",
    403: "The key is not for this.",
    404: "There is no such thing.",
    405: "The method is not one of those in Allow.",
    406: "There is no acceptable format.",
    409: "The snapshot of the page is gone: begin again.",
    412: "It has been changed since, or exists already.",
    413: "The body is too large.",
    415: "The content type is not one of those named.",
    422: "The shapes refuse the write, or the backup is not sound; nothing was changed.",
    429: "The client has used up its share for now.",
    501: "This service does not offer that.",
    502: "A remote server failed.",
    503: "A limit was met, or the service is busy.",
}
IRI: Final = {"type": "string", "format": "iri"}
TEXT: Final = {"type": "string"}


def failures(*statuses: int) -> Responses:
    """The responses that are no answer, by status."""
    problems = {problem.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {
        status: {"description": _WHY[status]} | ({} if status < 400 else {"content": problems})  # noqa: PLR2004 - the first status of an error
        for status in statuses
    }


def parameter(name: str, description: str, schema: Document, **more: object) -> Document:
    """A parameter of the query string."""
    return {"name": name, "in": "query", "description": description, "schema": schema, **more}


FORMAT: Final = parameter(
    "format", "The format, before Accept.", {"type": "string", "enum": list(NAMES)}
)
PAGES: Final = (
    parameter(
        "page",
        "Which page of the rows, from 1; its Link header leads to the others.",
        {"type": "integer", "minimum": 1, "maximum": paging.MAX_NUMBER},
    ),
    parameter(
        "per-page",
        f"Rows a page ({paging.DEFAULT_SIZE} where only page is given).",
        {"type": "integer", "minimum": 1, "maximum": paging.MAX_SIZE},
    ),
    parameter(
        "snapshot",
        "The snapshot that the page is of, as the links give it.",
        {"type": "string", "pattern": "^[0-9a-f]{8,64}$"},
    ),
)


_BOTH: Final[Document] = {
    "type": "object",
    "required": ["zh", "en"],
    "properties": {"zh": TEXT, "en": TEXT},
}
_SCHEMAS: Final[Mapping[str, Document]] = {
    "Problem": {
        "description": "What went wrong, and what to do (https://www.rfc-editor.org/rfc/rfc9457).",
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": TEXT,
            "status": {"type": "integer"},
            "detail": TEXT,
            "hint": TEXT,
            "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}},
        },
    },
    "Written": {
        "description": "What a write came to; record 0: nothing changed.",
        "type": "object",
        "required": [
            "record",
            "snapshot",
            "added",
            "removed",
            "inferred",
            "created",
            "dropped",
            "findings",
        ],
        "properties": {
            "record": {"type": "integer", "minimum": 0},
            "snapshot": TEXT,
            "added": {"type": "integer", "minimum": 0},
            "removed": {"type": "integer", "minimum": 0},
            "inferred": {
                "description": "How much of that follows from the rest.",
                "type": "object",
                "required": ["added", "removed"],
                "properties": {
                    "added": {"type": "integer", "minimum": 0},
                    "removed": {"type": "integer", "minimum": 0},
                },
            },
            "created": {"type": "array", "items": IRI},
            "dropped": {"type": "array", "items": IRI},
            "findings": {"type": "array", "items": {"$ref": "#/components/schemas/Finding"}},
        },
    },
    "Finding": {
        "description": "What a shape finds.",
        "type": "object",
        "required": ["severity", "layer", "kind", "rule", "thing", "message", "advice"],
        "properties": {
            "severity": {"type": "string", "enum": ["violation", "warning", "info"]},
            "layer": TEXT,
            "rule": TEXT,
            "thing": TEXT,
            "message": _BOTH,
            "kind": {"type": "string", "enum": [*get_args(Kind)]},
            "advice": _BOTH,
        },
    },
}


def install(app: FastAPI, paths: Mapping[str, Document]) -> None:
    """Have the OpenAPI document of `app` describe `paths` beside those the framework knows."""
    known = app.openapi

    def document() -> Document:
        if app.openapi_schema is None:
            made = known()
            for path, operations in paths.items():
                made["paths"].setdefault(path, {}).update(operations)
            for operations in made["paths"].values():
                for one in operations.values():
                    _true(one)
            components = made.setdefault("components", {})
            schemas = components.setdefault("schemas", {})
            schemas.update(_SCHEMAS)
            for unused in ("HTTPValidationError", "ValidationError"):
                schemas.pop(unused, None)
            components["securitySchemes"] = {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A key that the operator makes with `cetu key add`.",
                }
            }
            app.openapi_schema = made
        assert app.openapi_schema is not None  # noqa: S101 - made above
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]  # as the framework's documentation does


def _true(operation: Document) -> None:
    """Take away the framework's 422, which here is a 400, and add what any door may answer."""
    responses = operation["responses"]
    if "HTTPValidationError" in str(responses.get("422", "")):
        del responses["422"]
    for status, response in failures(400, 429, 503).items():
        responses.setdefault(str(status), response)
