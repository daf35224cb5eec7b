"""`cetu read`: what a document says."""

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table

from cetu import pipeline
from cetu.cli.speech import err, out, say
from cetu.model.span import Span
from cetu.settings import load

EXAMPLE = "例 · Example: [bold]cetu read data/source/000_094825ea34a464ce.txt --format json[/]"
_FORMS = {
    "text": "纯文本",
    "html": "网页",
    "docx": "Word 文档",
    "xlsx": "Excel 表格",
    "csv": "CSV 表格",
    "json": "JSON 数据",
    "pdf": "PDF",
    "scan": "扫描件（文字为识别所得）",
}
_ROLES = {"lead": ("牵头", "lead"), "support": ("配合", "support"), "listed": ("", "")}


class Format(StrEnum):
    """How to print a reading."""

    text = "text"
    json = "json"


def command(
    file: Annotated[
        Path,
        typer.Argument(
            help="文件（docx、pdf、扫描件、html、xlsx、csv、txt、json） · The document."
        ),
    ],
    form: Annotated[
        Format | None,
        typer.Option("--format", help="格式；默认终端用 text，管道用 json · Output format."),
    ] = None,
) -> None:
    """Print the reading of FILE."""
    understood = pipeline.understand_file(file, load().root)
    reading = understood.reading()
    chosen = form or (Format.text if sys.stdout.isatty() else Format.json)
    if chosen is Format.json:
        sys.stdout.write(json.dumps(reading, ensure_ascii=False, indent=2) + "\n")
    else:
        layout = understood.document.layout
        _print(reading, layout.source.form, len(layout.pages))
    for doubt in understood.document.doubts:
        err.print("[yellow]![/] ", end="")
        words = f"{say(doubt.zh, doubt.en)}{place(doubt.page, doubt.span)}"
        err.print(words, markup=False, soft_wrap=True)


def place(page: int, span: Span | None) -> str:
    """Return where a doubt is, in brackets: its page and characters, as far as they are known."""
    told = [say(f"第 {page} 页", f"page {page}")] if page else []
    told += (
        [say(f"字符 {span.start}–{span.end}", f"characters {span.start}–{span.end}")]
        if span
        else []
    )
    return say(f"（{'，'.join(told)}）", f" ({', '.join(told)})") if told else ""


def _print(reading: dict[str, Any], form: str, pages: int) -> None:
    document, tasks = reading["document"], reading["tasks"]
    out.print(f"[bold]{document['title'] or say('（无标题）', '(no title)')}[/]", soft_wrap=True)
    told = [say(_FORMS[form], form)]
    told += [say(f"{pages} 页", f"{pages} pages")] if pages else []
    told.append(say(f"{len(tasks)} 项任务", f"{len(tasks)} tasks"))
    about = (document["docNumber"], "、".join(document["issuer"] or ()), document["date"])
    told += [words for words in about if words]
    out.print("　".join(told), markup=False, soft_wrap=True)
    titles = {m["number"]: m["title"] for m in reading["measures"]}
    table, current = _table(), None
    for task in tasks:
        if task["measure"] != current:
            current = task["measure"]
            title = titles.get(current, "")
            head = current if title in {"", current} else f"{current}、{title}"
            table.add_row("", f"[bold]{head}[/]", "", "", "", "")
        table.add_row(*_row(task))
    if tasks:
        out.print(table)


def _table() -> Table:
    table = Table(box=SIMPLE_HEAD, show_edge=False)
    for zh, en, ratio in (
        ("序号", "No.", None),
        ("任务", "Task", 5),
        ("责任单位", "Responsible", 3),
        ("政策工具", "Instruments", 2),
        ("受益对象", "Beneficiaries", 2),
        ("时限", "Deadline", 1),
    ):
        table.add_column(say(zh, en), overflow="fold", ratio=ratio)
    return table


def _row(task: dict[str, Any]) -> list[str]:
    agencies = []
    for agency in task["agencies"]:
        role = say(*_ROLES[agency["role"]])
        agencies.append(agency["as_written"] + (f"（{role}）" if role else ""))
    return [
        task["number"] or "",
        task["text"] or say("（来源中缺失）", "(missing in the source)"),
        "\n".join(agencies),
        "\n".join(dict.fromkeys(m["surface"] for m in task["instruments"])),
        "\n".join(dict.fromkeys(m["surface"] for m in task["beneficiaries"])),
        task["deadline"] or "",
    ]
