"""A line in the log for every request, and one more for every slow query."""

from asyncio import CancelledError
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from hashlib import sha256
from http import HTTPStatus
from time import monotonic
from typing import Any, Final

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cetu.errors import CetuError, EngineBusy
from cetu.traffic import visit
from cetu.traffic.text import REQUEST
from cetu.traffic.visit import Visit

Refuse = Callable[[Request, CetuError], Response]
"""Makes the answer that tells of an error."""

_PROBES: Final = frozenset({"/healthz", "/readyz", "/metrics"})
"""Asked every few seconds by machines: a line in the log only where they get no good answer."""
_HASH_DIGITS: Final = 16
_GONE: Final = 499
_PATH_SHOWN: Final = 500


@dataclass(slots=True)
class Passed:
    """A request that is over: its visit, its place, and what went out."""

    seen: Visit
    method: str
    path: str
    """As sent, percent-encoded, without the query string."""
    route: str
    """The pattern of the path; a request for nothing known has none."""
    status: int = 0
    """499: nothing was answered, since nobody was there any more."""
    size: int = 0
    seconds: float = 0.0


class Access:
    """Middleware: tells `tell` of every request that is over; what falls through is a 500."""

    def __init__(self, app: ASGIApp, tell: Callable[[Passed], None], refuse: Refuse) -> None:
        """Keep what comes next, whom to tell, and how an error is answered."""
        self._app = app
        self._tell = tell
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, count what goes out, and tell of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = size = 0

        async def answer(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                size += len(message.get("body", b""))
            await send(message)

        began = monotonic()
        trouble: CetuError | None = None
        try:
            await self._app(scope, receive, answer)
        except ClientDisconnect:  # it left before it had sent everything: nobody to answer
            status = status or _GONE
        except CancelledError:  # the service stops, and this one took too long
            trouble = _stopping()
        except Exception:  # noqa: BLE001 - nothing catches it after us
            structlog.get_logger().exception("a request failed")
            trouble = _failed()
        if trouble is not None and not status:
            await self._refuse(Request(scope), trouble)(scope, receive, answer)
        self._tell(
            Passed(
                visit.of(scope),
                scope["method"],
                scope.get("raw_path", b"")[:_PATH_SHOWN].decode("latin-1"),
                _pattern(scope),
                status,
                size,
                monotonic() - began,
            )
        )


class AccessLog:
    """Writes the lines."""

    def __init__(self, slow_query_s: float) -> None:
        """Keep the seconds from which a query is written with its text."""
        self._slow = slow_query_s
        self._log = structlog.get_logger().bind()

    def __call__(self, passed: Passed) -> None:
        """Write of one request. A query is named by its hash; what it asks is its client's own."""
        seen = passed.seen
        if passed.path in _PROBES and passed.status == HTTPStatus.OK:
            return
        more: MutableMapping[str, Any] = {}
        if seen.key:
            more["key"] = seen.key
        if seen.outcome:
            more["outcome"] = seen.outcome
            if seen.fault:
                more["fault"] = seen.fault
            if seen.cached:
                more["cached"] = True
            if seen.query:
                more["query_hash"] = hashed(seen.query)
        self._log.info(
            REQUEST,
            method=passed.method,
            path=passed.path,
            status=passed.status,
            bytes=passed.size,
            seconds=round(passed.seconds, 6),
            client=seen.client,
            **more,
        )
        if seen.query and seen.seconds >= self._slow:
            self._log.warning(
                "slow query",
                seconds=round(seen.seconds, 3),
                waited=round(seen.waited, 3),
                outcome=seen.outcome,
                rows=seen.rows,
                client=seen.client,
                query_hash=hashed(seen.query),
                query=seen.query,
            )


def hashed(query: str) -> str:
    """Return the name of a query in the log: the beginning of its SHA-256."""
    return sha256(query.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_DIGITS]


def _pattern(scope: Scope) -> str:
    """Return the pattern of the route that was found; a path without variables is its own."""
    if path := getattr(scope.get("route"), "path", ""):
        return str(path)
    return str(scope["path"]) if "endpoint" in scope and not scope.get("path_params") else ""


def _failed() -> CetuError:
    return CetuError(
        "Something went wrong on our side.",
        "服务内部出错。",
        hint="Tell the operator the X-Request-ID of this answer.",
        hint_zh="请将此应答的 X-Request-ID 告知管理员。",
    )


def _stopping() -> CetuError:
    return EngineBusy(
        "The service is stopping.",
        "服务正在停止。",
        hint="Ask again in a moment.",
        hint_zh="请稍后再试。",
    )
