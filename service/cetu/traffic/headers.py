"""Headers of every answer: what a browser may do with it, and nothing else.

https://www.w3.org/TR/CSP3/, https://www.rfc-editor.org/rfc/rfc6797
"""

from collections.abc import Mapping
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final[dict[str, str]] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def written(policy: Mapping[str, str]) -> str:
    """Return a policy as the header writes it."""
    return "; ".join(f"{name} {sources}" for name, sources in policy.items())


SECURITY: Final[dict[str, str]] = {
    "Content-Security-Policy": written(POLICY),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_ENCODED: Final = tuple((n.lower().encode(), v.encode()) for n, v in SECURITY.items())
_TLS_ONLY: Final = (b"strict-transport-security", b"max-age=31536000")


class SecurityHeaders:
    """Middleware: gives an answer those of `SECURITY` that it does not have.

    Where a proxy of ours says that the client came by TLS, browsers are told to keep to it.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Keep what comes next."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                present = {name for name, _ in headers}
                headers += [one for one in _ENCODED if one[0] not in present]
                if scope["scheme"] == "https":
                    headers.append(_TLS_ONLY)
                message["headers"] = headers
            await send(message)

        await self._app(scope, receive, answer)
