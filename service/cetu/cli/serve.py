"""`cetu serve`: the pages and the SPARQL endpoint."""

from typing import Annotated

import typer
import uvicorn

from cetu import pipeline
from cetu.app import create_app
from cetu.cli.speech import err, say
from cetu.settings import Settings

HELP = "启动网页与 SPARQL 服务（仅本机） · Serve the pages and the SPARQL endpoint on loopback."
EXAMPLE = "例 · Example: [bold]cetu serve --port 8000[/]"


def command(
    host: Annotated[str | None, typer.Option(help="地址 · Address to bind.")] = None,
    port: Annotated[int | None, typer.Option(help="端口 · Port to bind.", min=0, max=65535)] = None,
) -> None:
    """Serve until interrupted; build the graph first where it is missing or stale."""
    settings = Settings()
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
    address = f"http://{settings.host}:{listening.getsockname()[1]}"
    err.print(f"[bold]策图 cetu[/]  {address}/")
    err.print(f"  SPARQL     {address}/sparql")
    err.print(f"  {say('问题', 'questions')}  {address}/questions")
    err.print(f"  {say('编辑器', 'editor')}    {address}/editor")
    err.print(say("按 Ctrl-C 停止。", "Press Ctrl-C to stop."))
    uvicorn.Server(config).run(sockets=[listening])
