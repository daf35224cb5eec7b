"""`cetu add`: documents, from files to the graph."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from cetu.cli.bar import bar
from cetu.cli.read import Format, place
from cetu.cli.speech import err, out, say
from cetu.errors import CetuError
from cetu.pipeline.add import Added, Terms, add
from cetu.pipeline.told import Told, told
from cetu.settings import load

EXAMPLE = (
    "例 · Example: [bold]cetu add 收文/[/]　[bold]cetu add plan.pdf --id yunxi-plan-2026[/]　"
    "[bold]cetu add 收文/ --facts --address https://example.gov.cn/plan[/]"
)
_OUTCOMES = {
    "added": ("已加入", "added"),
    "revised": ("新版本", "new version"),
    "unchanged": ("未变", "unchanged"),
    "refused": ("[red]被拒[/]", "[red]refused[/]"),
}
_SHOWN = 8
"""Doubts of one document that are told in full; the rest is counted."""


def command(  # noqa: PLR0913 - options of a command
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="文件或文件夹 · Files or folders.")
    ],
    *,
    identifier: Annotated[
        str, typer.Option("--id", help="文件标识；已有则为其新版本 · Its key.")
    ] = "",
    title_en: Annotated[str, typer.Option(help="英文标题 · English title.")] = "",
    address: Annotated[str, typer.Option(help="来源网址 · Where it was got (a URL).")] = "",
    received: Annotated[
        str, typer.Option(help="收到日期，默认今天 · Day received; default: today.")
    ] = "",
    known: Annotated[
        Path | None,
        typer.Option("--list", help="各文件的已知信息（CSV）· What is known of each file."),
    ] = None,
    facts: Annotated[
        bool, typer.Option("--facts", help="只存事实，不存原文 · Keep facts only, not the file.")
    ] = False,
    check: Annotated[bool, typer.Option(help="检查新加入的文件 · Check what was added.")] = True,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只读不写 · Read, and write nothing.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option("--jobs", "-j", min=1, help="进程数，默认全部 · Processes; default: all."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="格式 · Output format.")] = Format.text,
) -> None:
    """Add the documents at PATH…."""
    files = told(known) if known else {}
    about = Told(identifier, title_en=title_en, address=address, received=received)
    terms = Terms(about, files, facts, check, dry_run)
    root = load().root
    with bar() as progress:
        found = add(paths, root, terms, progress, jobs=jobs)
    if form is Format.json:
        sys.stdout.write(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=1))
        sys.stdout.write("\n")
    else:
        _print(found)
        if not dry_run:
            err.print(say("运行全部检查：cetu check", "To run every check: cetu check"))
    raise typer.Exit(1 if any(one.outcome == "refused" for one in found) else 0)


def _print(found: Sequence[Added]) -> None:
    table = Table(box=SIMPLE_HEAD, show_edge=False)
    # The words of a document in one column, one under the other: a terminal has 80 characters.
    table.add_column(say("文件", "Document"), overflow="fold")
    table.add_column(say("结果", "Outcome"), no_wrap=True)
    for zh, en in (
        ("任务", "Tasks"),
        ("单位", "Bodies"),
        ("未识别", "unknown"),
        ("存疑", "Doubts"),
        ("检查", "Findings"),
    ):
        table.add_column(say(zh, en), justify="right")
    for one in found:
        table.add_row(_names(one), say(*_OUTCOMES[one.outcome]), *_counts(one))
    out.print(table)
    for one in found:
        _look_at(one)
    counts = Counter(one.outcome for one in found)
    told = "，".join(f"{_OUTCOMES[k][0]} {n}" for k, n in counts.items())
    told_en = ", ".join(f"{n} {_OUTCOMES[k][1]}" for k, n in counts.items())
    err.print(say(f"共 {len(found)} 个文件：{told}。", f"{len(found)} files: {told_en}."))


def _names(one: Added) -> str:
    """What a document is called: its title, its key, its file."""
    title = one.record.title if one.record else ""
    if one.understood and (about := one.understood.document.metadata.title):
        title = about.value
    key = one.record.identifier if one.record else ""
    return escape("\n".join(filter(None, (title, key, one.path.name))))


def _counts(one: Added) -> list[str]:
    if not one.understood:
        return []
    document, parties = one.understood.document, _parties(one)
    resolved = sum(party.body is not None for party in parties)
    return [
        str(len(one.understood.tasks)),
        str(resolved),
        str(len(parties) - resolved),
        str(len(document.doubts)),
        str(len(one.findings)),
    ]


def _look_at(one: Added) -> None:
    """Print what a person should look at: refusals, doubts with place, findings, unknown bodies."""
    lines: list[str] = []
    if one.error:
        lines.append(_error(one.error))
    if one.understood:
        doubts = one.understood.document.doubts
        lines += [f"{say(d.zh, d.en)}{place(d.page, d.span)}" for d in doubts[:_SHOWN]]
        if more := len(doubts) - _SHOWN:
            lines += [say(f"另有存疑 {more} 处", f"{more} more doubts")] if more > 0 else []
        names = dict.fromkeys(p.span.text for p in _parties(one) if p.body is None and p.span.text)
        if names:
            words = "、".join(list(names)[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
            lines.append(say(f"未识别的单位：{words}", f"Unknown bodies: {words}"))
        lines += [say(f.zh, f.en) for f in one.findings[:_SHOWN]]
    if lines:
        out.print(f"\n[bold]{one.path.name}[/]")
        for line in lines:
            out.print("  ! ", end="", style="yellow")
            out.print(line, markup=False, soft_wrap=True)


def _parties(one: Added) -> list[Any]:
    tasks = one.understood.tasks if one.understood else ()
    return [party for task in tasks for party in task.parties]


def _error(error: CetuError) -> str:
    return say(f"{error.detail_zh} {error.hint_zh}", f"{error.detail} {error.hint}").strip()


def _plain(one: Added) -> dict[str, Any]:
    parties = _parties(one)
    document = one.understood.document if one.understood else None
    return {
        "path": str(one.path),
        "outcome": one.outcome,
        "identifier": one.record.identifier if one.record else None,
        "file": one.record.file if one.record else None,
        "title": document.title.text if document and document.title else None,
        "tasks": len(one.understood.tasks) if one.understood else 0,
        "resolved": sum(party.body is not None for party in parties),
        "unresolved": [party.span.text for party in parties if party.body is None],
        "doubts": [
            {"kind": d.kind, "zh": d.zh, "en": d.en, "page": d.page or None}
            for d in (document.doubts if document else ())
        ],
        "findings": [{"severity": f.severity, "zh": f.zh, "en": f.en} for f in one.findings],
        "error": {"zh": one.error.detail_zh, "en": one.error.detail} if one.error else None,
    }
