"""`cetu restore`: what a backup holds, in place of what is there."""

from pathlib import Path
from typing import Annotated

import typer

from cetu.cli.speech import err, out, say
from cetu.pipeline.restore import restore_alone
from cetu.settings import load

EXAMPLE = "例 · Example: [bold]cetu restore cetu-2026-11-26.tar.gz --yes[/]"


def command(
    file: Annotated[
        Path,
        typer.Argument(exists=True, dir_okay=False, help="备份文件 · What `cetu backup` wrote."),
    ],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="不再询问 · Do not ask.")] = False,
) -> None:
    """Check FILE, and put what it holds in place of sources, graph and journal."""
    settings = load()
    if not yes:
        typer.confirm(
            say(
                f"将替换 {settings.root / 'data'} 中的来源、图谱和日志，继续吗？",
                f"Replace sources, graph and journal under {settings.root / 'data'}?",
            ),
            abort=True,
            err=True,
        )
    manifest = restore_alone(file, settings)
    out.print(manifest.digest, soft_wrap=True)
    count, last = len(manifest.files), manifest.number
    err.print(
        say(
            f"已还原 {manifest.made} 的备份：{count} 个文件，日志至第 {last} 条。",
            f"Restored the backup of {manifest.made}: {count} files, the journal to record {last}.",
        )
    )
