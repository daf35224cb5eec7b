"""Connections: none may stall, trickle, or send heads without end; and nobody has them all.

The server's own protocol has no limit of time for a head or a body that begins and does not end,
none for an answer that is not read, and none of size for a head. A sweep of all connections twice
a second keeps them, so that a request costs no timer of its own.
"""

import asyncio
import contextlib
import resource
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from uvicorn.config import Config
from uvicorn.server import ServerState

from cetu.traffic.connection import Connection
from cetu.traffic.rules import Rules, Unsound

_SWEEP_S: Final = 0.5
_FILES: Final = 65_536
_OTHER_FILES: Final = 256
"""Descriptors that are no connections: of workers, files and libraries, with room to spare."""

Complain = Callable[[Unsound], bytes]
"""Makes the whole answer to what is no sound request."""
Tell = Callable[[str, str], None]
"""Hears of a connection that is ended here: the reason, and the address of its client."""

_STOPPING_S: Final = 1.0
"""Once the service stops: seconds that a stalled client, and one between requests, still has."""


class Connections:
    """All connections of a server. Give `protocol` to uvicorn as its HTTP protocol."""

    def __init__(self, rules: Rules, complain: Complain, tell: Tell) -> None:
        """Keep the rules, how what is no sound request is answered, and who hears of it."""
        self.rules = rules
        self.complain = complain
        self.tell = tell
        self.stopping = False
        self._open: set[Connection] = set()
        self._of: Counter[str] = Counter()
        self._sweeping: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        """How many are open."""
        return len(self._open)

    @property
    def stall_s(self) -> float:
        """How long a client may stall now."""
        return min(_STOPPING_S, self.rules.stall_s) if self.stopping else self.rules.stall_s

    def protocol(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> Connection:
        """Return the protocol of a new connection, as the server calls for one."""
        return Connection(self, config, server_state, app_state, _loop)

    def enter(self, connection: Connection) -> bool:
        """Count a new connection; return whether it may stay."""
        self._open.add(connection)
        if self._sweeping is None:
            self._sweeping = connection.loop.call_later(_SWEEP_S, self._sweep, connection.loop)
        self._of[connection.site] += 1
        if len(self._open) > self.rules.altogether:
            return False
        few = self._of[connection.site] <= self.rules.per_client
        return few or self.rules.exempt(connection.host)

    def leave(self, connection: Connection) -> None:
        """Forget a connection."""
        self._open.discard(connection)
        self._of[connection.site] -= 1
        if not self._of[connection.site]:
            del self._of[connection.site]

    def _sweep(self, loop: asyncio.AbstractEventLoop) -> None:
        now = loop.time()
        for connection in tuple(self._open):
            connection.look(now)
        self._sweeping = loop.call_later(_SWEEP_S, self._sweep, loop) if self._open else None


def possible() -> int:
    """Return how many connections there can be, after asking the system for as many as it gives."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return _FILES
    most = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
    if soft < most:
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
            soft = most
    return max(_OTHER_FILES, soft - _OTHER_FILES)
