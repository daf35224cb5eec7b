"""SERVICE, answered before the engine sees the query: its workers have no network.

A call of our own text search, or of an endpoint that the operator allows, is replaced by what it
comes to: a VALUES block. It joins with the rest as the call would, wherever a call may stand, and
any SPARQL 1.1 engine takes it. What is not recognised here stays as it is; the gate refuses it.
"""

import time
from typing import Final

from cetu.answer import hits
from cetu.answer.calls import Call, calls
from cetu.answer.federate import Federation
from cetu.answer.lookup import Finder
from cetu.engine import gate
from cetu.engine.gate import Filled
from cetu.errors import CetuError, QueryRefused
from cetu.namespaces import SEARCH_SERVICE
from cetu.settings import Settings

MOST_CALLS: Final = 10
"""Calls a request may hold."""
MOST_BYTES: Final = 1 << 20
"""Bytes that what they come to may have together."""


class Services:
    """Answers the calls in queries and updates. Any thread may call."""

    def __init__(self, finder: Finder, settings: Settings) -> None:
        """Search with `finder`, and ask the endpoints of `settings`."""
        self._finder = finder
        self._settings = settings
        self._federation = Federation()

    @property
    def offered(self) -> tuple[str, ...]:
        """The IRIs that SERVICE may name."""
        return (SEARCH_SERVICE, *self._settings.federate)

    def called(self, text: str) -> bool:
        """Whether `text` may hold a call, so that `fill` may take its time."""
        return "service" in text.lower() and len(text) <= self._longest

    @property
    def _longest(self) -> int:
        return max(self._settings.max_query_bytes, self._settings.max_update_bytes)

    def fill(self, text: str) -> Filled:
        """Replace the calls in a query or an update by what they come to.

        The gate takes what was put in for ours, not for the sender's: it counts towards no limit
        of the text but the one here.

        Raises:
            QueryRefused: a call is not understood, names an endpoint that is not allowed, or
                comes to too much.
            QueryMalformed, QueryTooLarge: what an endpoint is to be asked is no query.
            RemoteFailed: an endpoint failed, and the call is not SILENT.
            EngineBusy: too many endpoints are waited for already.
        """
        if not self.called(text) or not (found := calls(text)):
            return Filled(text)
        if len(found) > MOST_CALLS:
            raise _too_much(
                f"{len(found)} calls of SERVICE", f"{len(found)} 处 SERVICE", MOST_CALLS
            )
        for call in found:
            self._allow(call)
        deadline = time.monotonic() + self._settings.query_timeout_s
        pieces, end, room = [], 0, 0
        digest, index = self._finder.current() if any(map(_searches, found)) else ("", None)
        for call in found:
            block = hits.answer(call, index) if index and _searches(call) else ""
            piece = f" {block or self._ask(call, deadline)} "
            room += len(piece.encode())
            if room > MOST_BYTES:
                raise _too_much("an answer of SERVICE", "SERVICE 的结果", MOST_BYTES)
            pieces += [text[end : call.start], piece]
            end = call.end
        return Filled("".join([*pieces, text[end:]]), room, digest)

    def _allow(self, call: Call) -> None:
        if call.service not in self.offered:
            offered = ", ".join(f"<{one}>" for one in self.offered)
            raise QueryRefused(
                f"SERVICE <{call.service}> is refused: this service does not call it.",
                f"不允许 SERVICE <{call.service}>：本服务不访问该地址。",
                hint=f"SERVICE may name {offered}.",
                hint_zh=f"SERVICE 可用：{offered}。",
            )

    def _ask(self, call: Call, deadline: float) -> str:
        query = f"{call.prologue}SELECT * {{{call.body}\n}}"
        # Nobody is asked to call, load or write for us, and nothing is sent that is no one group.
        gate.check(query, max_bytes=self._settings.max_query_bytes, graphs=_Any())
        try:
            return self._federation.values(call.service, query, deadline)
        except CetuError:
            if not call.silent:
                raise
            return "{}"  # the one empty solution


def _searches(call: Call) -> bool:
    return call.service == SEARCH_SERVICE


class _Any(frozenset[str]):
    """The graphs of others: any name."""

    def __contains__(self, _: object) -> bool:
        return True


def _too_much(what: str, what_zh: str, most: int) -> QueryRefused:
    return QueryRefused(
        f"The query holds too much: {what}, over the {most:,} it may have.",
        f"查询过大：{what_zh}，超过上限 {most:,}。",
        hint="Ask for less of it: a narrower pattern, a search:limit, or several queries.",
        hint_zh="请缩小范围、用 search:limit 设上限，或拆成几个查询。",
    )
