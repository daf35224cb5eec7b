"""How many lookups a second an engine answers when several clients ask at once.

One thread drives all connections; each sends its next query when the last is answered. Engines are
asked in turns of a few seconds, several times round.
"""

import selectors
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median

from tests.bench.asked import Asked
from tests.bench.client import Failed, Reply, connect
from tests.bench.engines.server import JSON, Server

_READ = 1 << 18


@dataclass(slots=True)
class Pace:
    """Answers a second in each turn, or why there is none."""

    rates: list[float] = field(default_factory=list)
    failure: str = ""

    @property
    def median(self) -> float | None:
        """The median of the turns."""
        return median(self.rates) if self.rates and not self.failure else None


@dataclass(slots=True)
class _Client:
    sock: socket.socket
    next: int
    reply: Reply = field(default_factory=Reply)


def run(
    servers: Sequence[Server],
    mix: Sequence[Asked],
    options: tuple[int, float, int],
    step: Callable[[str], None],
) -> dict[str, Pace]:
    """Ask each server in turn; `options` are clients, seconds of a turn, and turns."""
    clients, seconds, turns = options
    paces = {server.name: Pace() for server in servers}
    for number in range(turns):
        at = number % len(servers)
        for server in (*servers[at:], *servers[:at]):
            step(server.name)
            pace = paces[server.name]
            if pace.failure:
                continue
            requests = [server.address.request(one.text, JSON) for one in mix]
            try:
                pace.rates.append(_turn(server.address.port, requests, clients, seconds))
            except (Failed, OSError) as error:
                pace.failure = str(error)
    return paces


def _turn(port: int, requests: Sequence[bytes], clients: int, seconds: float) -> float:
    """Return the answers a second of one turn; each client begins at another query of the mix."""
    with selectors.DefaultSelector() as chosen:
        for number in range(clients):
            client = _Client(connect(port), number)
            chosen.register(client.sock, selectors.EVENT_READ, client)
            client.sock.sendall(requests[number % len(requests)])
        try:
            return _drive(chosen, requests, seconds)
        finally:
            for key in list(chosen.get_map().values()):
                key.data.sock.close()


def _drive(chosen: selectors.BaseSelector, requests: Sequence[bytes], seconds: float) -> float:
    done, begin = 0, time.perf_counter()
    while (spent := time.perf_counter() - begin) < seconds:
        for key, _ in chosen.select(timeout=seconds):
            client = key.data
            data = client.sock.recv(_READ)
            if not data:
                raise Failed("connection lost")
            if not client.reply.feed(data):
                continue
            if client.reply.status != 200:
                raise Failed(f"HTTP {client.reply.status}")
            done += 1
            client.next += 1
            client.reply = Reply()
            client.sock.sendall(requests[client.next % len(requests)])
    return done / spent
