"""`cetu serve`: the pages and the SPARQL endpoint."""

import sys
from socket import (
    AF_INET,
    AF_INET6,
    IPPROTO_TCP,
    SO_REUSEADDR,
    SOL_SOCKET,
    TCP_NODELAY,
    socket,
)
from typing import Annotated, Any

import typer

from cetu import pipeline
from cetu.app import create_service
from cetu.cli.bar import bar
from cetu.cli.speech import err, say
from cetu.errors import AddressUnavailable
from cetu.settings import Settings, load
from cetu.traffic.logs import configure
from cetu.traffic.peers import loopback
from cetu.traffic.server import Server
from cetu.traffic.sink import Sink

EXAMPLE = (
    "例 · Examples:\n\n"
    "[bold]cetu serve[/]  http://127.0.0.1:8000/\n\n"
    "[bold]cetu serve --port 0[/]  任选空闲端口 · any free port\n\n"
    "[bold]CETU_PROXIES=127.0.0.1 cetu serve --log-format json[/]  代理之后 · behind a proxy\n\n"
    "[bold]kill -HUP PID[/]  重新构建后载入 · after a build, without dropping a request"
)


def command(
    host: Annotated[
        str | None, typer.Option(help="监听地址 · Address to bind.", show_default="127.0.0.1")
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            help="端口，0 任选 · Port to bind; 0: any.", min=0, max=65535, show_default="8000"
        ),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(help="查询进程数 · Query workers.", min=1, max=64, show_default="3"),
    ] = None,
    log_format: Annotated[
        str | None,
        typer.Option(
            help="日志格式 · Lines of the log: text, json.",
            metavar="text|json",
            show_default="text",
        ),
    ] = None,
) -> None:
    """Serve until interrupted; build the graph first where it is missing or stale."""
    given: dict[str, Any] = {
        "host": host,
        "port": port,
        "workers": workers,
        "log_format": log_format,
    }
    settings = load(**{name: value for name, value in given.items() if value is not None})
    listening = _bound(settings.host, settings.port)
    own = not settings.engine
    if own and pipeline.buildable(settings.root) and pipeline.stale(settings.root):
        with bar() as progress:
            pipeline.build(settings.root, progress)
    sink = Sink(sys.stderr)
    configure(settings.log_format, sink)
    service = create_service(settings)
    name = f"[{settings.host}]" if ":" in settings.host else settings.host
    address = f"http://{name}:{listening.getsockname()[1]}"
    try:
        Server(
            service.app,
            service.connections,
            ready=lambda: _announce(settings, address),
            renew=service.renew,
        ).run(sockets=[listening])
    finally:
        sink.close()


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


def _announce(settings: Settings, address: str) -> None:
    """Say where it is, now that it answers."""
    err.print(f"[bold]策图 cetu[/]  {address}/")
    for zh, en, path in (
        ("查询端点", "SPARQL", "sparql"),
        ("预设问题", "questions", "questions"),
        ("编辑器　", "editor", "editor"),
        ("就绪检查", "readiness", "readyz"),
    ):
        err.print(f"  {say(zh, f'{en:<10}')} {address}/{path}")
    if not loopback(settings.host) and not settings.proxies:
        err.print(
            say(
                "[yellow]注意：[/]其他机器可以直接访问本服务，且没有加密。"
                "公开服务请置于 TLS 反向代理之后，并设置 CETU_PROXIES（见 docs/operating.md）。",
                "[yellow]Note:[/] other machines can reach this directly, without encryption. For "
                "the public, put a TLS proxy in front and name it in CETU_PROXIES "
                "(docs/operating.md).",
            ),
            soft_wrap=True,
        )
    err.print(say("按 Ctrl-C 停止。", "Press Ctrl-C to stop."))
