"""`cetu build`: the graph, from the documents."""

from typing import Annotated

import typer

from cetu import pipeline
from cetu.cli.speech import err, out, say
from cetu.errors import SettingInvalid
from cetu.settings import load

HELP = "由来源文件构建图谱 data/graph/*.trig · Build the graph; the same bytes every time."
EXAMPLE = "例 · Example: [bold]cetu build[/]　[bold]cetu build --if-stale[/]"


def command(
    *,
    if_stale: Annotated[
        bool, typer.Option("--if-stale", help="仅在输入有变化时构建 · Only when an input changed.")
    ] = False,
) -> None:
    """Build, showing each step."""
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
    with err.status("…") as status:
        built = pipeline.build(root, lambda zh, en: status.update(say(zh, en)))
    for file in built:
        mark = say("已更新", "changed") if file.changed else say("未变", "unchanged")
        out.print(f"{file.path.relative_to(root)}  {file.triples:>6}  {mark}")
