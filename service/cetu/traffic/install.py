"""All of it around an application, in its order."""

from dataclasses import dataclass
from typing import Final

import structlog
from starlette.applications import Starlette

from cetu.settings import Settings
from cetu.traffic.access import Access, AccessLog, Passed, Refuse
from cetu.traffic.caps import BodyCap, caps
from cetu.traffic.connections import Connections, possible
from cetu.traffic.fairness import Accounts, FairUse, counted
from cetu.traffic.headers import SecurityHeaders
from cetu.traffic.identity import Holder, Identity
from cetu.traffic.metrics import Metrics
from cetu.traffic.peers import Peers, loopback
from cetu.traffic.rules import Rules, complaint

IDLE_S: Final = 15
"""Seconds that a connection is kept for the next request."""

_HEAD_BYTES: Final = 96 << 10  # an address of up to 64 KiB, and headers
_HEAD_FIELDS: Final = 100


@dataclass(frozen=True, slots=True)
class Doors:
    """What traffic needs to know of the doors behind it."""

    queries: frozenset[str]
    """Paths where the body of who has no key is a query."""
    counted: frozenset[str]
    """Paths whose clients have accounts."""
    backups: frozenset[str]
    """Paths where a whole backup is sent."""
    refuse: Refuse
    """Makes the answer that tells of an error."""
    holder: Holder
    """Knows the keys."""


def install(app: Starlette, settings: Settings, doors: Doors, metrics: Metrics) -> None:
    """Put the middleware around `app`: what is added first stands innermost.

    Raises:
        SettingInvalid: CETU_PROXIES cannot be read.
    """
    log = AccessLog(settings.slow_query_s)

    def tell(passed: Passed) -> None:
        log(passed)
        metrics(passed)

    refuse = doors.refuse
    app.add_middleware(BodyCap, cap=caps(settings, doors.queries, doors.backups), refuse=refuse)
    if counted(settings):
        app.add_middleware(FairUse, accounts=Accounts(settings), paths=doors.counted, refuse=refuse)
    app.add_middleware(Access, tell=tell, refuse=refuse)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Identity, peers=Peers(settings.proxies), holder=doors.holder)


def watch(settings: Settings, doors: Doors, metrics: Metrics) -> Connections:
    """Return what watches the connections of a server."""
    peers = Peers(settings.proxies)
    rules = Rules(
        stall_s=settings.client_timeout_s,
        idle_s=IDLE_S,
        head_bytes=_HEAD_BYTES,
        head_fields=_HEAD_FIELDS,
        per_client=settings.client_connections,
        altogether=possible(),
        # Others share these addresses: whoever is behind a proxy, or on this machine.
        exempt=lambda host: loopback(host) or peers.trusted(host),
    )
    log = structlog.get_logger()

    def tell(reason: str, client: str) -> None:
        metrics.ended(reason)
        log.info("connection ended", reason=reason, client=client)

    return Connections(rules, complaint(doors.refuse), tell)
