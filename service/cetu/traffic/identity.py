"""Who asks, and a name for the request: given back with the answer, and in every line of the log.

https://www.w3.org/TR/trace-context/#traceparent-header
"""

import re
from collections.abc import Callable
from contextvars import ContextVar
from secrets import token_hex
from typing import Final

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cetu.traffic import visit
from cetu.traffic.peers import LOCAL, Peers
from cetu.traffic.visit import Visit

HEADER: Final = b"x-request-id"
CURRENT: Final[ContextVar[Visit | None]] = ContextVar("visit", default=None)
"""The visit that the running code serves; for the log."""

Holder = Callable[[str], str]
"""Returns the public part of the valid key that an Authorization header shows, else ""."""

_GIVEN: Final = re.compile(rb"[A-Za-z0-9._-]{8,64}")
_TRACE: Final = re.compile(rb"[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*")


class Identity:
    """Middleware: makes the visit of every request."""

    def __init__(self, app: ASGIApp, peers: Peers, holder: Holder) -> None:
        """Keep what comes next, the proxies we believe, and what knows the keys."""
        self._app = app
        self._peers = peers
        self._holder = holder
        self._told = bool(peers)  # that a proxy is in front which we do not know

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Name the request and its client, and give the name back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        seen = visit.of(scope)
        headers = dict(scope["headers"])
        peer = scope["client"][0] if scope.get("client") else LOCAL
        seen.peer = peer
        seen.client = self._peers.client(peer, scope["headers"])
        scope["scheme"] = self._peers.scheme(peer, headers) or scope["scheme"]
        seen.request_id, seen.trace = named(headers.get(HEADER), headers.get(b"traceparent"))
        if (authorization := headers.get(b"authorization")) is not None:
            seen.key = self._holder(authorization.decode("latin-1"))
        CURRENT.set(seen)
        if not self._told and b"x-forwarded-for" in headers:
            self._told = True
            structlog.get_logger().warning(
                "there seems to be a proxy in front: name it in CETU_PROXIES, else all who come "
                "through it are one client",
                peer=peer,
            )
        name = (HEADER, seen.request_id.encode())

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), name]
            await send(message)

        await self._app(scope, receive, answer)


def named(given: bytes | None, traceparent: bytes | None = None) -> tuple[str, str]:
    """Return the name of a request and its trace ("": none), by what its headers give.

    A name that is not 8 to 64 letters, digits, dots, dashes and underscores is not taken over.
    """
    found = _TRACE.fullmatch(traceparent) if traceparent else None
    trace = found[1].decode() if found else ""
    if given and _GIVEN.fullmatch(given):
        return given.decode(), trace
    return trace or token_hex(8), trace
