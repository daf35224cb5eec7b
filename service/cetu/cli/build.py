"""`cetu build`: the graph, from the documents."""

from typing import Annotated

import typer

from cetu import pipeline
from cetu.cli.bar import bar
from cetu.cli.speech import err, out, say
from cetu.errors import SettingInvalid
from cetu.settings import load

EXAMPLE = "例 · Example: [bold]cetu build[/]　[bold]cetu build --if-stale[/]"


def command(
    *,
    if_stale: Annotated[
        bool, typer.Option("--if-stale", help="仅在输入有变化时构建 · Only when an input changed.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, help="进程数，默认全部处理器 · Processes; default: all."
        ),
    ] = None,
) -> None:
    """Build what changed, showing how far it is."""
    root = load().root
    if not pipeline.buildable(root):
        raise SettingInvalid(
            f"No graph can be built under {root}: it lacks data/sources.csv, may not be written, "
            "or lies within the installed package.",
            f"无法在 {root} 下构建图谱：缺少 data/sources.csv、不可写，或位于已安装的软件包内。",
            hint="Set CETU_ROOT to the folder of a checkout.",
            hint_zh="请将 CETU_ROOT 设为源码所在的文件夹。",
        )
    if if_stale and not pipeline.stale(root):
        err.print(say("图谱已是最新。", "The graph is up to date."))
        return
    with bar() as progress:
        built = pipeline.build(root, progress, jobs=jobs)
    for file in built:
        if file.changed:
            name = file.path.relative_to(root)
            out.print(f"{name}  {file.triples:>6}  {say('已更新', 'changed')}")
    changed = sum(file.changed for file in built)
    err.print(
        say(
            f"共 {len(built)} 个文件，更新 {changed} 个。",
            f"{len(built)} files, {changed} of them changed.",
        )
    )
