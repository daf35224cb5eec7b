"""`cetu ask`: a stored question by name, or a question in Chinese."""

from typing import Annotated

import typer
from rich.table import Table

from cetu import queries
from cetu.answer.lookup import Finder
from cetu.answer.reconcile import Shelf
from cetu.answer.understand import Asker, Grammar, reply
from cetu.cli.answers import Format, answer, engine
from cetu.cli.speech import err, language, out, say
from cetu.errors import ParameterInvalid
from cetu.model.question import Question
from cetu.settings import load
from cetu.web.columns import heading

EXAMPLE = (
    "例 · Example: [bold]cetu ask 东莞的风险补偿由谁负责？[/]　"
    "[bold]cetu ask tasks-of-body --param body=body/441900-caizhengju[/]　"
    "[bold]cetu ask limits --format csv[/]"
)


def command(
    question: Annotated[
        str | None, typer.Argument(help="问题名称，或一句中文 · A question's name, or a sentence.")
    ] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="参数 · name=value; may repeat.")
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="格式 · Output format.")
    ] = Format.table,
) -> None:
    """Run QUESTION, a stored one or a sentence in Chinese, and print its rows."""
    questions = queries.load(load().root)
    if question is None:
        _list(questions)
        return
    if question not in questions and not question.isascii():
        _understand(question, form)
        return
    chosen = queries.pick(questions, question)
    bound = queries.bind(chosen, _pairs(param or []))
    err.print(f"[bold]{say(chosen.summary_zh, chosen.summary_en)}[/]")
    answer(bound, form, lambda variable: heading(variable, language()))
    if lacks := say(chosen.lacks_zh, chosen.lacks_en):
        err.print(f"[yellow]![/] {lacks}")


def _understand(sentence: str, form: Format) -> None:
    """Say how a sentence is understood, print its rows, then the words that prove them."""
    settings = load()
    with engine() as running:
        asker = Asker(Shelf(running, Finder(running)), Grammar.load(settings.root))
        found = reply(running, asker, sentence)
    meant = found.understood
    err.print(
        say(f"我理解为：[bold]{meant.reading_zh}[/]", f"Understood: [bold]{meant.reading_en}[/]")
    )
    err.print(meant.sparql, style="dim", markup=False, highlight=False)
    answer(meant.sparql, form, lambda variable: heading(variable, language()))
    if not len(found.table):
        err.print(
            say("图谱里没有写明，不作推测。", "The graph does not state it; nothing is guessed.")
        )
    for one in found.evidence if form is Format.table else ():
        where = one.document.label(language()) if one.document else ""
        row = say(f"第 {one.row} 行", f"row {one.row}") if one.row else ""
        out.print(f"{where} {row}".strip(), style="bold", markup=False)
        for words in one.words:
            out.print(f"  “{words}”", markup=False, highlight=False)


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = {}
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals:
            raise ParameterInvalid(
                f"--param takes name=value, not “{pair}”.",
                f"--param 的形式是 name=value，而不是“{pair}”。",
            )
        pairs[name] = value
    return pairs


def _list(questions: dict[str, Question]) -> None:
    table = Table(box=None)
    table.add_column("", justify="right")
    table.add_column(say("名称", "name"), style="bold", no_wrap=True)
    table.add_column(say("问题", "question"), overflow="fold")
    table.add_column(say("参数", "parameters"), style="dim", overflow="fold")
    for asked in questions.values():
        table.add_row(
            str(asked.number),
            asked.name,
            asked.summary_en if language() == "en" else asked.summary_zh,
            " ".join(parameter.name for parameter in asked.parameters),
        )
    out.print(table)
