"""Fair use: each client has so many seconds of querying, and gets them back as time goes by."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from time import monotonic
from typing import Final

from cachetools import LRUCache
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from cetu.errors import ClientOverdrawn
from cetu.settings import Settings
from cetu.traffic import visit
from cetu.traffic.access import Refuse
from cetu.traffic.peers import loopback, site
from cetu.traffic.visit import Visit

_ACCOUNTS: Final = 50_000
"""Clients remembered at once; of more, who asked longest ago begins anew."""
_ERRORS: Final = 30
"""Requests with an error that a client may make a minute, and have saved up."""
_MINUTE: Final = 60.0


@dataclass(slots=True)
class Bucket:
    """What a client has left of something it gets back at a rate."""

    left: float
    rate: float
    most: float
    at: float

    def now(self, at: float) -> float:
        """Return what is left at a time."""
        self.left = min(self.most, self.left + (at - self.at) * self.rate)
        self.at = at
        return self.left


@dataclass(slots=True)
class Account:
    """One client: seconds of querying, errors, and how many queries it runs."""

    seconds: Bucket
    errors: Bucket
    running: int = 0


class Overdrawn(Exception):
    """The client must wait: why (English, Chinese), and for how many seconds."""

    def __init__(self, why: str, why_zh: str, seconds: float) -> None:
        """Keep them."""
        super().__init__(why)
        self.why, self.why_zh, self.seconds = why, why_zh, seconds


class Accounts:
    """The accounts of all clients, a bounded number of them."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = monotonic) -> None:
        """Keep the rules, and what tells the time."""
        self._settings = settings
        self._clock = clock
        self._accounts: LRUCache[str, Account] = LRUCache(_ACCOUNTS)

    def enter(self, seen: Visit) -> Account:
        """Let a client begin a query.

        Raises:
            Overdrawn: it must wait first.
        """
        now = self._clock()
        name = f"key {seen.key}" if seen.key else site(seen.client)
        account = self._accounts.get(name)
        if account is None:
            rate, most = self._settings.client_query_s / _MINUTE, self._settings.client_burst_s
            account = self._accounts[name] = Account(
                Bucket(most, rate, most, now),
                Bucket(_ERRORS, _ERRORS / _MINUTE, _ERRORS, now),
            )
        if account.running >= self._settings.client_parallel:
            raise Overdrawn(
                f"you run {account.running} queries at once already",
                f"已有 {account.running} 个查询同时运行",
                1.0,
            )
        if account.seconds.now(now) <= 0:
            raise Overdrawn(
                f"your queries ran longer than the {self._settings.client_query_s:g} seconds a "
                "minute that a client has",
                f"查询用时超过每分钟 {self._settings.client_query_s:g} 秒的份额",
                -account.seconds.left / account.seconds.rate,
            )
        if account.errors.now(now) < 1:
            raise Overdrawn(
                f"more than {_ERRORS} of your requests a minute were at fault",
                f"每分钟出错的请求超过 {_ERRORS} 个",
                (1 - account.errors.left) / account.errors.rate,
            )
        account.running += 1
        return account

    def leave(self, account: Account, seen: Visit) -> None:
        """Charge a client for what it ran; who may write was given a key for it."""
        account.running -= 1
        if seen.writes:
            return
        now = self._clock()
        if not seen.cached:
            account.seconds.now(now)
            account.seconds.left -= max(0.0, seen.seconds - seen.waited)
        if seen.outcome not in {None, "ok", "busy", "cancelled"}:
            account.errors.now(now)
            account.errors.left -= 1


class FairUse:
    """Middleware: a client that has used up its share is told when to come again (429)."""

    def __init__(
        self, app: ASGIApp, accounts: Accounts, paths: frozenset[str], refuse: Refuse
    ) -> None:
        """Keep what comes next, the accounts, the paths that count, how an error is answered."""
        self._app = app
        self._accounts = accounts
        self._paths = paths
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in where its client has something left, and charge it afterwards."""
        if scope["type"] != "http" or scope["path"] not in self._paths:
            await self._app(scope, receive, send)
            return
        seen = visit.of(scope)
        try:
            account = self._accounts.enter(seen)
        except Overdrawn as overdrawn:
            seen.outcome = "rejected"
            seen.fault = ClientOverdrawn.slug
            wait = max(1, ceil(overdrawn.seconds))
            response = self._refuse(
                Request(scope),
                ClientOverdrawn(
                    f"Not now: {overdrawn.why}.",
                    f"请稍后：{overdrawn.why_zh}。",
                    hint=f"Ask again in {wait} s.",
                    hint_zh=f"请在 {wait} 秒后再试。",
                ),
            )
            response.headers["Retry-After"] = str(wait)
            await response(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            self._accounts.leave(account, seen)


def counted(settings: Settings) -> bool:
    """Whether clients have accounts at all.

    On a service that only its own machine can reach, nobody has a share to take from others: there
    accounts are kept only where one of their settings is given.
    """
    given = settings.model_fields_set & {"client_query_s", "client_burst_s", "client_parallel"}
    reached = bool(settings.proxies) or not loopback(settings.host)
    return settings.client_query_s > 0 and bool(given or reached)
