"""`cetu remove`: a document, out of the list and the graph."""

from typing import Annotated

import typer

from cetu.cli.bar import bar
from cetu.cli.speech import err, out, say
from cetu.pipeline.remove import remove
from cetu.settings import load

EXAMPLE = "例 · Example: [bold]cetu remove yunxi-plan-2026[/]　[bold]… --source[/]"


def command(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="文件标识 · Its key.")],
    *,
    source: Annotated[
        bool, typer.Option("--source", help="连同原文件一并删除 · Delete its files, too.")
    ] = False,
) -> None:
    """Remove the document ID."""
    with bar() as progress:
        gone = remove(identifier, load().root, progress, source=source)
    for record in gone:
        kept = say("已删除", "deleted") if source else say("原文件保留", "the file stays")
        out.print(f"{record.identifier}  data/{record.file}  {kept}")
    err.print(say(f"已移除 {len(gone)} 个版本。", f"{len(gone)} versions removed."))
