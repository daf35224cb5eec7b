"""`cetu serve`: the pages and the SPARQL endpoint."""

from socket import IPPROTO_TCP, TCP_NODELAY, socket
from typing import Annotated

import typer
import uvicorn

from cetu import pipeline
from cetu.app import create_app
from cetu.cli.speech import err, say
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
    if pipeline.buildable(settings.root) and pipeline.stale(settings.root):
        with err.status("…") as status:
            pipeline.build(settings.root, lambda zh, en: status.update(say(zh, en)))
    config = uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        timeout_keep_alive=15,
        server_header=False,
    )
    listening = config.bind_socket()
    # asyncio leaves Nagle's algorithm on for a socket that is not named TCP, as uvicorn's is not:
    # most answers would wait 40 ms for the client's acknowledgement of their headers.
    listening.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
    address = f"http://{settings.host}:{listening.getsockname()[1]}"
    Announced(config, address).run(sockets=[listening])


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
