"""How large the body of a request may be, decided before it is read."""

from collections.abc import Callable
from typing import Final

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cetu.errors import ContentTooLarge
from cetu.settings import Settings
from cetu.traffic import visit
from cetu.traffic.access import Refuse

Cap = Callable[[Scope], int]
"""Returns how many bytes the body of a request may have."""

_FORM: Final = b"application/x-www-form-urlencoded"
_FORM_GROWTH: Final = 3  # bytes of a form for one byte of its text, percent-encoded
_FORM_ROOM: Final = 16 << 10  # for the names of graphs beside the query


class BodyCap:
    """Middleware: a body over its cap is answered with 413 and not read on.

    One whose length is declared is refused at once, another where it passes the cap; whatever the
    door makes of that, the client gets the 413.
    """

    def __init__(self, app: ASGIApp, cap: Cap, refuse: Refuse) -> None:
        """Keep what comes next, the cap of a request, and how an error is answered."""
        self._app = app
        self._cap = cap
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a body that is declared too large, and watch any other."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        cap = self._cap(scope)
        declared = next((v for n, v in scope["headers"] if n == b"content-length"), b"")
        if declared.isdigit() and int(declared) > cap:
            await self._send_refusal(scope, receive, send, cap)
            return
        read = 0
        started = over = False

        async def counted() -> Message:
            nonlocal read, over
            if over:
                return {"type": "http.disconnect"}
            message = await receive()
            read += len(message.get("body", b""))
            if read > cap:
                over = True
                if not started:
                    await self._send_refusal(scope, receive, send, cap)
                return {"type": "http.disconnect"}
            return message

        async def answer(message: Message) -> None:
            nonlocal started
            if not over or started:  # else it is answered already
                started = True
                await send(message)

        await self._app(scope, counted, answer)

    async def _send_refusal(self, scope: Scope, receive: Receive, send: Send, cap: int) -> None:
        response = self._refuse(
            Request(scope),
            ContentTooLarge(
                f"The body has more than {cap:,} bytes.",
                f"请求体超过 {cap:,} 字节。",
                hint="Send less at once.",
                hint_zh="请分次发送。",
            ),
        )
        response.headers["Connection"] = "close"  # what is left of it is not read
        await response(scope, receive, send)


def caps(settings: Settings, query_paths: frozenset[str], backup_paths: frozenset[str]) -> Cap:
    """Return the cap of each request: a query may be far shorter than what is written.

    Who has no valid key does not write: at `query_paths` that body is a query, in a form or plain.
    At `backup_paths` it is a whole backup, and goes to the disk.
    """
    query, body = settings.max_query_bytes, settings.max_body_bytes
    form = _FORM_GROWTH * query + _FORM_ROOM

    def cap(scope: Scope) -> int:
        keyed = bool(visit.of(scope).key)
        if keyed and scope["path"] in backup_paths:
            return settings.max_backup_bytes
        if keyed or scope["path"] not in query_paths:
            return max(form, body)
        kind = next((v for n, v in scope["headers"] if n == b"content-type"), b"")
        return form if kind.lower().startswith(_FORM) else query

    return cap
