"""The Link headers that every RDF and SPARQL answer carries (https://www.rfc-editor.org/rfc/rfc8288)."""

from typing import Final
from urllib.parse import urlencode

from starlette.requests import Request

from cetu.api.addresses import VOID
from cetu.api.negotiation import NAMES
from cetu.api.operation import fields
from cetu.mapping.holdings import LICENCE

ABOUT: Final = f'<{VOID}>; rel="describedby", <{LICENCE}>; rel="license"'
_ROOM: Final = 1024
"""Bytes of a query string that are worth repeating for each of its other formats."""


def described(request: Request, kind: str = "") -> str:
    """The links of an answer: its description, its licence; of a GET, its other formats.

    `kind` is the kind of the answer (bindings, boolean, graph), "" where it is not known.
    """
    encoded = request.scope["query_string"]
    if request.method == "POST" or not kind or not encoded or len(encoded) > _ROOM:
        return ABOUT
    rest = [(name, value) for name, value in fields(encoded) if name != "format"]
    base = f"{request.url.path}?{urlencode([*rest, ('format', '')])}"
    others = [
        f'<{base}{name}>; rel="alternate"; type="{of[kind == "graph"]}"'
        for name, of in NAMES.items()
        if of[kind == "graph"]
    ]
    return ", ".join([ABOUT, *others])
