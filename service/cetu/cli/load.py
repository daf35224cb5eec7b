"""`cetu load`: the built graph, into a remote SPARQL server."""

import time
from typing import Annotated

import typer

from cetu.cli.bar import bar
from cetu.cli.speech import err, say
from cetu.pipeline.load import load as load_graph
from cetu.settings import load as load_settings

EXAMPLE = (
    "例 · Example: [bold]CETU_ENGINE=sparql+http://127.0.0.1:7878/query cetu load[/]　"
    "[bold]cetu load --replace[/]"
)


def command(
    *,
    store: Annotated[
        str, typer.Option(metavar="URL", help="图存储地址 · Its Graph Store, if not known.")
    ] = "",
    update: Annotated[
        str, typer.Option(metavar="URL", help="改用 SPARQL Update · Use SPARQL Update, at URL.")
    ] = "",
    replace: Annotated[
        bool, typer.Option("--replace", help="覆盖已有的图 · Write over graphs it has.")
    ] = False,
) -> None:
    """Load every graph; go on where an earlier load broke off."""
    began = time.monotonic()
    with bar() as progress:
        done = load_graph(
            load_settings(), progress, to_store=store, to_update=update, replace=replace
        )
    if done.already:
        err.print(say("服务器已有这份图谱。", "The server has this graph already."))
        return
    seconds = time.monotonic() - began
    err.print(
        say(
            f"载入 {done.graphs} 个图，本次写入 {done.triples} 条陈述，用时 {seconds:.1f} 秒。",
            f"{done.graphs} graphs loaded, {done.triples} statements written now, "
            f"in {seconds:.1f} s.",
        )
    )
    if done.resumed:
        err.print(say("从上次中断处继续。", "It went on where it broke off."))
    if done.dropped:
        err.print(say(f"删除 {done.dropped} 个旧图。", f"{done.dropped} old graphs dropped."))
