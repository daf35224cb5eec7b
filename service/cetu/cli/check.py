"""`cetu check`: every check, in one report; what is known and accepted counts no more."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from cetu import pipeline, report, store
from cetu.answer.rules import rules
from cetu.cli.accepting import grave, judged, listed, unfit
from cetu.cli.bar import bar
from cetu.cli.speech import err, language, out, say
from cetu.errors import CetuError, CheckFailed
from cetu.model.finding import Report, Severity
from cetu.pipeline.places import places
from cetu.pipeline.saved import save
from cetu.report.words import KINDS
from cetu.settings import load

EXAMPLE = (
    "例 · Examples:\n\n"
    "[bold]cetu check[/]　[bold]cetu check --document dongguan-techfin-2024-annex --full[/]\n\n"
    "[bold]cetu check -o check.sarif -o check.xml[/]　CI：终端显示文字，另写两个文件 · text on "
    "the terminal, and two files\n\n"
    "[bold]cetu check --baseline accepted.toml[/]　只有新的违反才算 · only new violations count\n\n"
    '[bold]cetu check --baseline accepted.toml --accept --reason "原文如此"[/]　'
    "接受现有的违反 · accept those there are"
)


class Format(StrEnum):
    """How to print the report."""

    text = "text"
    json = "json"
    turtle = "turtle"
    sarif = "sarif"
    junit = "junit"
    csv = "csv"


ENDINGS: Final = {
    ".txt": Format.text,
    ".json": Format.json,
    ".ttl": Format.turtle,
    ".sarif": Format.sarif,
    ".xml": Format.junit,
    ".csv": Format.csv,
}
"""The format of a file, by its ending."""


def command(  # noqa: PLR0913 - options of a command
    *,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="终端上的格式 · Format on the terminal.")
    ] = Format.text,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="另写入文件，格式由扩展名定（.txt .json .ttl .sarif .xml .csv），可多次给出 · "
            "Write a file, too, in the format of its ending; may be given several times.",
        ),
    ] = None,
    full: Annotated[
        bool,
        typer.Option(
            "--full", help="列出每一项及其全部依据 · Tell every finding with all it rests on."
        ),
    ] = False,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help=f"只看这些种类，可多次给出 · Only findings of these kinds: {', '.join(KINDS)}.",
        ),
    ] = None,
    floor: Annotated[
        Severity,
        typer.Option(
            "--severity",
            help="达到此程度退出码即为 1 · The least severity that gives exit code 1.",
        ),
    ] = "violation",
    known: Annotated[
        Path | None,
        typer.Option(
            "--baseline",
            "-b",
            metavar="FILE",
            help="已接受结果的清单（TOML），其中各项不算 · The list of accepted findings.",
        ),
    ] = None,
    accept: Annotated[
        bool,
        typer.Option(
            "--accept",
            help="将尚未接受的结果（达到 --severity 者）追加到清单 · "
            "Append what is not accepted yet (of --severity) to the list.",
        ),
    ] = False,
    reason: Annotated[
        str, typer.Option(help="接受的理由，--accept 时必填 · Why it is accepted.")
    ] = "",
    until: Annotated[
        str,
        typer.Option(
            metavar="DAY", help="接受到哪天为止，如 2027-06-30 · The last day it is accepted."
        ),
    ] = "",
    document: Annotated[
        str,
        typer.Option(
            metavar="ID",
            help="只检查这份文件（形状与一致性） · Check one document, by shapes and HermiT.",
        ),
    ] = "",
    keep: Annotated[
        bool,
        typer.Option(
            "--save",
            help="存为网页 /report 所示的报告 · Keep it as the report that the page /report shows.",
        ),
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, help="进程数，默认全部处理器 · Processes; default: all."
        ),
    ] = None,
) -> None:
    """Check the published graph."""
    root = load().root
    outputs, kinds = output or [], tuple(kind or ())
    try:
        accepted = listed(known, reason, until, accept=accept)
        _look_at(outputs, kinds)
        if keep and (document or kinds):
            raise unfit(
                "Only the report on the whole graph is kept: leave out --document and --kind.",
                "只保存全图的报告：请去掉 --document 和 --kind。",
            )
        with bar() as progress:
            found = pipeline.check(root, progress, jobs=jobs, document=document, full=full or keep)
        whole = not document and not kinds
        found = judged(_of_kinds(found, kinds), accepted, floor, whole=whole)
        _write(found, root, outputs, floor)
        if keep:
            place = save(root, found, places(root, found.findings))
            err.print(say(f"已存入 {place}", f"Kept in {place}"), soft_wrap=True)
    except OSError as error:
        raise unfit(
            f"{error.filename}: it cannot be written or read ({error.strerror}).",
            f"{error.filename}：无法读写（{error.strerror}）。",
        ) from error
    except CetuError as error:
        # Whatever kept a check from running has one exit code here: 2, as CI expects.
        raise CheckFailed(
            error.detail, error.detail_zh, hint=error.hint, hint_zh=error.hint_zh
        ) from error
    width = out.width if out.is_terminal and form is Format.text else 0
    sys.stdout.write(_told(found, form, root, floor, (full, width)))
    if _fails(found, floor) and found.conforms:
        err.print(
            say(
                f"有 {len(grave(found, floor))} 项达到 --severity {floor}。",
                f"{len(grave(found, floor))} reach --severity {floor}.",
            )
        )
    raise typer.Exit(1 if _fails(found, floor) else 0)


def _look_at(outputs: Sequence[Path], kinds: Sequence[str]) -> None:
    """Refuse files that could not be written, and kinds that there are not, before the check."""
    for one in kinds:
        if one not in KINDS:
            known = ", ".join(KINDS)
            raise unfit(
                f"There is no kind “{one}”; the kinds are {known}.",
                f"没有「{one}」这一种类；种类有 {known}。",
            )
    for path in outputs:
        if path.suffix.lower() not in ENDINGS:
            endings = ", ".join(ENDINGS)
            raise unfit(
                f"{path}: its ending says no format; write one of {endings}.",
                f"{path}：从扩展名看不出格式，可用 {endings}。",
            )
        if not path.parent.is_dir() or path.is_dir():
            raise unfit(
                f"{path} cannot be written: no such folder.", f"{path} 无法写入：没有此文件夹。"
            )


def _of_kinds(found: Report, kinds: Sequence[str]) -> Report:
    if not kinds:
        return found
    chosen = tuple(one for one in found.findings if one.kind in kinds)
    asked = found.consistent if "contradiction" in kinds else None
    return replace(found, findings=chosen, consistent=asked)


def _fails(found: Report, floor: Severity) -> bool:
    return not found.conforms or bool(grave(found, floor))


def _write(found: Report, root: Path, outputs: Sequence[Path], floor: Severity) -> None:
    for path in outputs:
        text = _told(found, ENDINGS[path.suffix.lower()], root, floor, (True, 0))
        store.write(path, text.encode())


def _told(found: Report, form: Format, root: Path, floor: Severity, how: tuple[bool, int]) -> str:
    """Write the report in a format; text with everything or not, for a width."""
    full, width = how
    if form is Format.json:
        return report.as_json(found, places(root, found.findings))
    if form is Format.turtle:
        return report.as_turtle(found)
    if form is Format.csv:
        return report.as_csv(found)
    if form is Format.junit:
        return report.as_junit(found, rules(root), floor=floor)
    if form is Format.sarif:
        return report.as_sarif(found, rules(root), places(root, found.findings))
    return report.as_text(found, language(), full=full, width=width)
