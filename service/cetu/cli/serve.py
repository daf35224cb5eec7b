"""`cetu serve`: the pages and the SPARQL endpoint."""

from socket import (
    AF_INET,
    AF_INET6,
    IPPROTO_TCP,
    SO_REUSEADDR,
    SOL_SOCKET,
    TCP_NODELAY,
    socket,
)
from typing import Annotated

import typer
import uvicorn

from cetu import pipeline
from cetu.app import create_app
from cetu.cli.bar import bar
from cetu.cli.speech import err, say
from cetu.errors import AddressUnavailable
from cetu.settings import load

HELP = "启动网页与 SPARQL 服务（仅本机） · Serve the pages and the SPARQL endpoint on loopback."
EXAMPLE = "例 · Example: [bold]cetu serve --port 8000[/]"


def command(
    host: Annotated[str | None, typer.Option(help="地址 · Address to bind.")] = None,
    port: Annotated[int | None, typer.Option(help="端口 · Port to bind.", min=0, max=65535)] = None,
) -> None:
    """Serve until interrupted; build the graph first where it is missing or stale."""
    settings = load()
    settings = settings.model_copy(
        update={"host": host or settings.host, "port": settings.port if port is None else port}
    )
    listening = _bound(settings.host, settings.port)
    own = not settings.engine
    if own and pipeline.buildable(settings.root) and pipeline.stale(settings.root):
        with bar() as progress:
            pipeline.build(settings.root, progress)
    config = uvicorn.Config(
        create_app(settings),
        log_level="warning",
        timeout_keep_alive=15,
        # Ctrl-C waits this long for answers under way; a client that sends nothing would hold it.
        timeout_graceful_shutdown=3,
        server_header=False,
    )
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{host}:{listening.getsockname()[1]}"
    Announced(config, address).run(sockets=[listening])


def _bound(host: str, port: int) -> socket:
    """Return a socket bound to the address, not yet listening.

    Raises:
        AddressUnavailable: the port is taken, or the host is none of this machine's.
    """
    listening = socket(AF_INET6 if ":" in host else AF_INET)
    listening.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    # asyncio leaves Nagle's algorithm on for a socket that is not named TCP, as this one is not:
    # most answers would wait 40 ms for the client's acknowledgement of their headers.
    listening.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
    try:
        listening.bind((host, port))
    except (OSError, UnicodeError) as error:
        listening.close()
        reason = error.strerror if isinstance(error, OSError) else "no name of a host"
        raise AddressUnavailable(
            f"The service cannot listen at {host}, port {port}: {reason}.",
            f"服务无法监听 {host} 的端口 {port}：{reason}。",
            hint="Choose another with --port (0 picks a free one) or --host.",
            hint_zh="请用 --port（0 表示任选空闲端口）或 --host 另选。",
        ) from error
    return listening


class Announced(uvicorn.Server):
    """A server that gives its addresses when it is ready to answer, not before."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        """Keep the address to give."""
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """Start, then say where."""
        await super().startup(sockets)
        err.print(f"[bold]策图 cetu[/]  {self._address}/")
        for zh, en, path in (
            ("查询端点", "SPARQL", "sparql"),
            ("预设问题", "questions", "questions"),
            ("编辑器　", "editor", "editor"),
        ):
            err.print(f"  {say(zh, f'{en:<10}')} {self._address}/{path}")
        err.print(say("按 Ctrl-C 停止。", "Press Ctrl-C to stop."))
