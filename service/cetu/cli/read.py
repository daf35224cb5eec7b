"""`cetu read`: what a document says."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from cetu import pipeline
from cetu.cli.speech import err, out, say
from cetu.settings import load

HELP = "读出一份文件：措施、任务、责任单位、政策工具、额度 · Read a document."
EXAMPLE = "例 · Example: [bold]cetu read data/source/000_094825ea34a464ce.txt --format json[/]"


class Format(StrEnum):
    """How to print a reading."""

    text = "text"
    json = "json"


def command(
    file: Annotated[Path, typer.Argument(help="文件 · The document (UTF-8 text).")],
    form: Annotated[
        Format | None,
        typer.Option("--format", help="格式；默认终端用 text，管道用 json · Output format."),
    ] = None,
) -> None:
    """Print the reading of FILE."""
    reading = pipeline.read_document(file, load().root)
    chosen = form or (Format.text if sys.stdout.isatty() else Format.json)
    if chosen is Format.json:
        sys.stdout.write(json.dumps(reading, ensure_ascii=False, indent=2) + "\n")
    else:
        _print(reading)
    for doubt in reading["doubts"]:
        err.print(f"[yellow]![/] {say(doubt['zh'], doubt['en'])}")


def _print(reading: dict[str, Any]) -> None:
    table = Table(title=reading["document"]["title"], show_lines=True)
    for zh, en in (
        ("序号", "No."),
        ("任务", "Task"),
        ("责任单位", "Responsible"),
        ("政策工具", "Instruments"),
        ("受益对象", "Beneficiaries"),
    ):
        table.add_column(say(zh, en), overflow="fold")
    titles = {m["number"]: m["title"] for m in reading["measures"]}
    current = None
    for task in reading["tasks"]:
        if task["measure"] != current:
            current = task["measure"]
            table.add_row("", f"[bold]{current}、{titles.get(current, '')}[/]", "", "", "")
        table.add_row(
            task["number"],
            task["text"] or say("（来源中缺失）", "(missing in the source)"),
            "\n".join(agency["as_written"] for agency in task["agencies"]),
            "\n".join(dict.fromkeys(m["surface"] for m in task["instruments"])),
            "\n".join(dict.fromkeys(m["surface"] for m in task["beneficiaries"])),
        )
    out.print(table)
