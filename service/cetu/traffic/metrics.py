"""Numbers for Prometheus, at `/metrics` (https://prometheus.io/docs/instrumenting/exposition_formats/)."""

from collections.abc import Awaitable, Callable, Iterator
from time import time
from typing import Final, get_args

from anyio import to_thread
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from cetu.settings import Settings
from cetu.traffic import visit
from cetu.traffic.access import Passed
from cetu.traffic.peers import FORWARDING, loopback
from cetu.traffic.readings import Readings
from cetu.traffic.visit import Outcome

_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_ELSEWHERE: Final = "(none)"
"""The route of a request for what is not there: its path would be a label without bounds."""


class Metrics:
    """Counts requests that are over, and asks for readings when it is read."""

    def __init__(self, read: Callable[[], Readings]) -> None:
        """Keep what gives the readings; the numbers belong to this object alone."""
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "cetu_requests",
            "Requests answered, by the pattern of their path and by status.",
            ("route", "status"),
            registry=self.registry,
        )
        self._queries = Counter(
            "cetu_queries", "Queries, by how they ended.", ("outcome",), registry=self.registry
        )
        self._query_seconds = Histogram(
            "cetu_query_seconds",
            "Seconds that queries waited and ran.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._writes = Counter(
            "cetu_writes",
            "Writes: ok, or the error that refused them.",
            ("outcome",),
            registry=self.registry,
        )
        self._commit_seconds = Histogram(
            "cetu_commit_seconds",
            "Seconds until a write was checked, durable and seen.",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self._ended = Counter(
            "cetu_connections_ended",
            "Connections ended by the service, by reason.",
            ("reason",),
            registry=self.registry,
        )
        ProcessCollector(registry=self.registry)
        self.registry.register(_Gauges(read))
        self._by_place: dict[tuple[str, int], Counter] = {}
        # Named beforehand, so that each is 0, not absent, until it happens.
        self._by_outcome = {name: self._queries.labels(name) for name in get_args(Outcome)}
        for name in ("head", "body", "answer", "idle", "many"):
            self._ended.labels(name)

    def __call__(self, passed: Passed) -> None:
        """Count a request."""
        place = (passed.route or _ELSEWHERE, passed.status)
        if (counter := self._by_place.get(place)) is None:
            counter = self._by_place[place] = self._requests.labels(*place)
        counter.inc()
        seen = passed.seen
        if seen.outcome is None:
            return
        if seen.writes:
            self._writes.labels(seen.fault or seen.outcome).inc()
            if seen.outcome == "ok":
                self._commit_seconds.observe(seen.seconds)
            return
        self._by_outcome[seen.outcome].inc()
        self._query_seconds.observe(seen.seconds)

    def ended(self, reason: str) -> None:
        """Count a connection that was ended."""
        self._ended.labels(reason).inc()

    def door(self, settings: Settings) -> Callable[[Request], Awaitable[Response]]:
        """Return what answers `/metrics`, for those whom the settings let read it."""

        async def metrics(request: Request) -> Response:
            if not _may_read(request, settings):
                raise HTTPException(404)  # as for any path that is not there
            # In a thread: it takes some milliseconds.
            said = await to_thread.run_sync(generate_latest, self.registry)
            return Response(said, headers={"Content-Type": CONTENT_TYPE_LATEST})

        return metrics


def _may_read(request: Request, settings: Settings) -> bool:
    """Whether the metrics are for who asks.

    With `local`, the peer is on this machine, no proxy shows itself (whether we know it or not),
    and the request was addressed to this machine: a page that a browser here shows cannot ask
    either (a name of its own that leads to loopback gives it away).
    """
    if settings.metrics != "local":
        return settings.metrics == "open"
    forwarded = any(name in FORWARDING for name, _ in request.scope["headers"])
    return (
        loopback(visit.of(request.scope).peer)
        and not forwarded
        and loopback((request.url.hostname or "").strip("[]"))
    )


class _Gauges(Collector):
    """Turns readings into metrics when they are asked for."""

    def __init__(self, read: Callable[[], Readings]) -> None:
        self._read = read
        self._digest = ""
        self._since = time()

    def collect(self) -> Iterator[Metric]:
        """Yield one metric after the other."""
        now = self._read()
        yield GaugeMetricFamily("cetu_connections", "Open connections.", now.connections)
        if now.engine is None:
            return
        workers = GaugeMetricFamily("cetu_workers", "Query workers, by state.", labels=["state"])
        for state, count in (
            ("alive", now.engine.workers),
            ("idle", now.engine.idle),
            ("busy", now.engine.busy),
        ):
            workers.add_metric([state], count)
        yield workers
        yield GaugeMetricFamily("cetu_queue", "Queries waiting for a worker.", now.engine.waiting)
        restarts = CounterMetricFamily(
            "cetu_worker_restarts", "Workers replaced, by reason.", labels=["reason"]
        )
        for reason, count in now.engine.restarts.items():
            restarts.add_metric([reason], count)
        yield restarts
        cache = CounterMetricFamily(
            "cetu_cache", "Queries looked up in the cache of answers.", labels=["result"]
        )
        cache.add_metric(["hit"], now.engine.cache_hits)
        cache.add_metric(["miss"], now.engine.cache_misses)
        yield cache
        yield GaugeMetricFamily(
            "cetu_cache_bytes", "Bytes of answers kept.", now.engine.cache_bytes
        )
        yield GaugeMetricFamily(
            "cetu_snapshot_triples", "Different triples of the snapshot.", now.triples
        )
        yield GaugeMetricFamily(
            "cetu_snapshot_age_seconds", "Seconds since this snapshot took over.", self._age(now)
        )

    def _age(self, now: Readings) -> float:
        if now.digest != self._digest:
            self._digest, self._since = now.digest, time()
        return time() - self._since
