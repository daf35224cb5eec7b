"""`cetu backup`: the sources, the graph and the journal in one file."""

from pathlib import Path
from typing import Annotated

import typer

from cetu.cli.speech import err, out, say
from cetu.pipeline.backup import backup
from cetu.settings import load

EXAMPLE = "例 · Example: [bold]cetu backup cetu-2026-11-26.tar.gz[/]"


def command(
    file: Annotated[Path, typer.Argument(help="备份文件 · The file to write.")],
) -> None:
    """Write a backup to FILE, whole or not at all; a service may go on writing."""
    settings = load()
    manifest = backup(file, settings.root, settings.state_folder)
    out.print(file, soft_wrap=True)
    count, size, last = len(manifest.files), manifest.size >> 10, manifest.number
    err.print(
        say(
            f"{count} 个文件，{size} KiB，日志至第 {last} 条；不含密钥（keys.json）。",
            f"{count} files, {size} KiB, the journal up to record {last}; no keys (keys.json).",
        )
    )
