"""What scripts of other origins may do here (https://fetch.spec.whatwg.org/#http-cors-protocol).

Any origin may read, and may write with a key that its user gave it: a key travels in a header which
no browser adds by itself. Cookies play no part, so no answer ever allows credentials.
"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from starlette.responses import Response

EXPOSED: Final = "Allow, ETag, Link, Location, Preference-Applied, Retry-After, WWW-Authenticate"
OPEN: Final[Mapping[str, str]] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": EXPOSED,
}
"""Headers of every answer that any origin may read."""

_ASKED: Final = (
    "Accept, Accept-Language, Authorization, Content-Type, If-Match, If-None-Match, Prefer"
)


def preflight(allow: str) -> Response:
    """Answer OPTIONS where the methods `allow` are served."""
    return Response(
        status_code=HTTPStatus.NO_CONTENT.value,
        headers={
            **OPEN,
            "Allow": allow,
            "Access-Control-Allow-Methods": allow,
            "Access-Control-Allow-Headers": _ASKED,
            "Access-Control-Max-Age": "86400",
        },
    )
