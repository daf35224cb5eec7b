"""The server: it says when it is ready, reloads when told to, and ends without cutting answers."""

import asyncio
import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from socket import socket
from typing import Final

import structlog
import uvicorn
from starlette.types import ASGIApp

from cetu.errors import CetuError
from cetu.traffic.connections import Connections
from cetu.traffic.install import IDLE_S
from cetu.traffic.notify import notify

_ENDING_S: Final = 5
"""Seconds that answers under way have at the end."""


class Server(uvicorn.Server):
    """Serves an application on a socket.

    SIGTERM and SIGINT end it: no more connections are taken, what runs is answered for some
    seconds, and the process goes on to its own end. SIGHUP calls `renew` in a thread.
    """

    def __init__(
        self,
        app: ASGIApp,
        connections: Connections,
        *,
        ready: Callable[[], None],
        renew: Callable[[], None],
    ) -> None:
        """Keep what to serve, and whom to tell."""
        super().__init__(
            uvicorn.Config(
                app,
                http=connections.protocol,  # type: ignore[arg-type] # called like the class it makes
                ws="none",
                loop="auto",  # uvloop, where there is one
                lifespan="on",
                log_config=None,
                access_log=False,
                proxy_headers=False,  # we know better whom to believe
                server_header=False,
                timeout_keep_alive=IDLE_S,
                timeout_graceful_shutdown=_ENDING_S,
                backlog=2048,
            )
        )
        self._connections = connections
        self._ready = ready
        self._renew = renew
        self._renewing = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        notify("ready")
        self._ready()

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """End: who is between two requests has a second more, since one may be on its way."""
        notify("stopping")
        self._connections.stopping = True
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Handle signals while it serves; none is raised again, so that the process ends well."""
        if threading.current_thread() is not threading.main_thread():
            yield  # signals are the main thread's
            return
        loop = asyncio.get_running_loop()
        ends = (signal.SIGTERM, signal.SIGINT)
        for number in ends:
            loop.add_signal_handler(number, self.handle_exit, number, None)
        loop.add_signal_handler(signal.SIGHUP, self._begin_renewal)
        try:
            yield
        finally:
            for number in (*ends, signal.SIGHUP):
                loop.remove_signal_handler(number)

    def _begin_renewal(self) -> None:
        task = asyncio.ensure_future(self._renew_alone())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _renew_alone(self) -> None:
        async with self._renewing:
            notify("reloading")
            try:
                await asyncio.to_thread(self._renew)
            except CetuError as error:
                structlog.get_logger().error(
                    "the graph could not be loaded again", reason=error.detail
                )
            except Exception:  # noqa: BLE001 - what is served goes on being served
                structlog.get_logger().exception("the graph could not be loaded again")
            notify("ready")
