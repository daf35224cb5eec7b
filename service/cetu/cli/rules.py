"""`cetu rules`: what the checks look for."""

import json
import sys
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from cetu.answer.rules import rules
from cetu.cli.speech import out, say
from cetu.errors import ParameterInvalid
from cetu.report.words import KINDS, LAYERS, ONE
from cetu.settings import load

EXAMPLE = (
    "例 · Example: [bold]cetu rules[/]　[bold]cetu rules --layer check[/]　"
    "[bold]cetu rules --format json[/]"
)


class Format(StrEnum):
    """How to print the rules."""

    text = "text"
    json = "json"


def command(
    layer: Annotated[
        str,
        typer.Option(
            metavar="LAYER", help=f"只列这一层 · Only those of a layer: {', '.join(LAYERS)}."
        ),
    ] = "",
    form: Annotated[
        Format, typer.Option("--format", "-f", help="格式 · Output format.")
    ] = Format.text,
) -> None:
    """List the rules: name, layer, severity, kind, and what each says."""
    if layer and layer not in LAYERS:
        known = ", ".join(LAYERS)
        raise ParameterInvalid(
            f"There is no layer “{layer}”; the layers are {known}.",
            f"没有「{layer}」这一层；各层是 {known}。",
        )
    found = [one for one in rules(load().root) if not layer or one.layer == layer]
    if form is Format.json:
        sys.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
        sys.stdout.write("\n")
        return
    place = 0 if say("zh", "en") == "zh" else 1
    table = Table(box=SIMPLE_HEAD, show_edge=False)
    for zh, en in (
        ("规则", "Rule"),
        ("层次、程度、种类", "Layer, severity, kind"),
        ("内容", "Says"),
    ):
        table.add_column(say(zh, en), overflow="fold")
    for one in found:
        sort = [LAYERS[one.layer][place], ONE[one.severity][place]]
        sort += [KINDS[one.kind][place]] if one.kind else []
        told = say(f"{one.zh}{one.advice_zh}", f"{one.en} {one.advice_en}".strip())
        table.add_row(escape(one.name), say("，", ", ").join(sort), escape(told))
    out.print(table)
    out.print(say(f"共 {len(found)} 条规则。", f"{len(found)} rules."))
