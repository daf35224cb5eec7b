"""`cetu mcp`: the graph as tools for an assistant."""

import importlib.util
from typing import Annotated

import typer

from cetu import pipeline, queries
from cetu.cli.speech import err, say
from cetu.errors import NotOffered
from cetu.settings import load

EXAMPLE = (
    "例 · Example: [bold]cetu mcp[/]　[bold]cetu mcp --http --port 8001[/]　"
    '[dim]{"command": "cetu", "args": ["mcp"]}[/]'
)


def command(
    *,
    http: Annotated[
        bool, typer.Option("--http", help="经 HTTP 提供，而非标准输入输出 · Over HTTP, not stdio.")
    ] = False,
    host: Annotated[str, typer.Option(help="监听地址 · Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="端口 · Port.", min=0, max=65535)] = 8001,
) -> None:
    """Offer the tools over the Model Context Protocol until the client goes."""
    if importlib.util.find_spec("mcp") is None:
        raise NotOffered(
            "The extra `mcp` is not installed.",
            "未安装附加组件 mcp。",
            hint="Install it: pip install 'cetu[mcp]'.",
            hint_zh="请安装：pip install 'cetu[mcp]'。",
        )
    from cetu.mcp.server import server  # noqa: PLC0415 - the extra may be missing
    from cetu.mcp.tools import Tools  # noqa: PLC0415 - only with it

    settings = load()
    with pipeline.engine(settings.model_copy(update={"workers": 2})) as engine:
        made = server(Tools(engine, queries.load(settings.root)))
        if not http:
            made.run("stdio")
            return
        err.print(
            say(
                f"http://{host}:{port}/mcp，按 Ctrl-C 停止。",
                f"http://{host}:{port}/mcp, Ctrl-C stops.",
            )
        )
        made.run("streamable-http", host=host, port=port)
