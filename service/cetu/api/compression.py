"""Answers in gzip for clients that take it (https://www.rfc-editor.org/rfc/rfc9110#section-8.4)."""

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cetu.api.negotiation import codings
from cetu.api.tags import ENCODED

_WORTH_BYTES: Final = 1024
_LEVEL: Final = 4  # of 9: nearly as small as the most, at a third of its time


class Compression:
    """Compresses answers of an application, save small ones; compressed ones get tags of their own.

    A strong ETag names bytes, so the answer in gzip must not have the tag of the plain one.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Keep the application."""
        self._plain = app
        self._gzip = GZipMiddleware(app, _WORTH_BYTES, _LEVEL)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._plain(scope, receive, send)
            return
        small = "gzip" in codings(Headers(scope=scope).get("accept-encoding", ""))

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                tag = headers.get("etag", "")
                if headers.get("content-encoding") == "gzip" and tag.endswith('"'):
                    headers["etag"] = f'{tag[:-1].removesuffix(ENCODED)}{ENCODED}"'
                elif not small and int(headers.get("content-length", "0")) >= _WORTH_BYTES:
                    headers.add_vary_header("Accept-Encoding")
            await send(message)

        await (self._gzip if small else self._plain)(scope, receive, tagged)
