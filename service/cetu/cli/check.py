"""`cetu check`: every check, in one report."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from cetu import pipeline, report
from cetu.cli.bar import bar
from cetu.cli.speech import language
from cetu.errors import CetuError, CheckFailed
from cetu.settings import load

EXAMPLE = (
    "例 · Example: [bold]cetu check[/]　[bold]cetu check --format turtle > report.ttl[/]　"
    "[bold]cetu check --document dongguan-techfin-2024-annex[/]"
)


class Format(StrEnum):
    """How to print the report."""

    text = "text"
    json = "json"
    turtle = "turtle"


def command(
    form: Annotated[
        Format, typer.Option("--format", "-f", help="格式 · Output format.")
    ] = Format.text,
    document: Annotated[
        str,
        typer.Option(
            metavar="ID",
            help="只检查这份文件（形状与一致性） · Check one document, by shapes and HermiT.",
        ),
    ] = "",
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, help="进程数，默认全部处理器 · Processes; default: all."
        ),
    ] = None,
) -> None:
    """Check the published graph."""
    root = load().root
    try:
        with bar() as progress:
            found = pipeline.check(root, progress, jobs=jobs, document=document)
    except CetuError as error:
        # Whatever kept a check from running has one exit code here: 2, as CI expects.
        raise CheckFailed(
            error.detail, error.detail_zh, hint=error.hint, hint_zh=error.hint_zh
        ) from error
    if form is Format.json:
        sys.stdout.write(report.as_json(found))
    elif form is Format.turtle:
        sys.stdout.write(report.as_turtle(found))
    else:
        sys.stdout.write(report.as_text(found, language()))
    raise typer.Exit(0 if found.conforms else 1)
