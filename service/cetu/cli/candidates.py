"""`cetu candidates`: instruments that no vocabulary has."""

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table

from cetu.cli.read import Format
from cetu.cli.speech import err, out, say
from cetu.errors import ParameterInvalid
from cetu.pipeline.candidates import Found, accept, candidates
from cetu.settings import load

EXAMPLE = (
    "例 · Example: [bold]cetu candidates[/]　"
    "[bold]cetu candidates --accept 云溪贷 --under loan-product --en 'Yunxi loan'[/]"
)
_CONTEXTS = 3


def command(
    *,
    accepted: Annotated[
        str, typer.Option("--accept", metavar="WORDS", help="收入词表的词语 · Words to accept.")
    ] = "",
    under: Annotated[
        str, typer.Option(metavar="CONCEPT", help="上位概念 · The concept above it.")
    ] = "",
    en: Annotated[str, typer.Option(help="英文名称 · English name.")] = "",
    source: Annotated[str, typer.Option(help="出处 · Where the words were read.")] = "",
    form: Annotated[
        Format, typer.Option("--format", "-f", help="格式 · Output format.")
    ] = Format.text,
) -> None:
    """List the candidates, or accept one."""
    root = load().root
    if bool(accepted) != bool(under):
        raise ParameterInvalid(
            "--accept and --under go together.", "--accept 与 --under 须同时给出。"
        )
    if accepted:
        concept = accept(root, accepted, under, en=en, source=source)
        out.print(str(concept), markup=False, soft_wrap=True)
        err.print(say("再运行 cetu build 即可识别。", "Run cetu build to have it found."))
        return
    found = candidates(root)
    if form is Format.json:
        json.dump([asdict(one) for one in found], sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        _print(found)


def _print(found: tuple[Found, ...]) -> None:
    table = Table(box=SIMPLE_HEAD, show_edge=False)
    table.add_column(say("词语", "Words"), overflow="fold")
    table.add_column(say("词尾", "Head"))
    table.add_column(say("次数", "Count"), justify="right")
    table.add_column(say("出处", "Where"), overflow="fold", ratio=1)
    for one in found:
        places = []
        for context in one.contexts[:_CONTEXTS]:
            task = say(f"任务 {context.task}", f"task {context.task}")
            name = context.title or context.document.rpartition("/")[2]
            places.append(f"{name} {task} [{context.start}–{context.end}] {context.words}")
        if len(one.contexts) > _CONTEXTS:
            places.append("…")
        table.add_row(one.surface, one.head, str(len(one.contexts)), "\n".join(places))
    if found:
        out.print(table)
    err.print(say(f"共 {len(found)} 个候选词语。", f"{len(found)} candidates."))
