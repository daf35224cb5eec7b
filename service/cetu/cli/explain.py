"""`cetu explain`: why the statements about a thing hold."""

from typing import Annotated

import typer

from cetu.answer.explain import Explanation, Reason, explain_all
from cetu.cli.answers import engine
from cetu.cli.speech import language, out, say
from cetu.cli.table import short
from cetu.namespaces import BASE, ID

EXAMPLE = "例 · Example: [bold]cetu explain body/441900-jinrongban[/]"


def command(
    iri: Annotated[
        str, typer.Argument(help="IRI，或 id/ 之后的部分 · An IRI, or what follows id/.")
    ],
) -> None:
    """Print each statement about IRI with its reasons."""
    whole = iri if "://" in iri else BASE + iri if iri.startswith("id/") else str(ID[iri])
    with engine() as running:
        for explanation in explain_all(running, whole):
            _print(explanation)


def _print(explanation: Explanation) -> None:
    statement = explanation.statement
    value = statement.thing.label(language()) if statement.thing else statement.value.value
    out.print(f"[bold]{statement.predicate.label(language())}[/] → ", end="")
    out.print(value or short(statement.value.value), markup=False, soft_wrap=True)
    for reason in explanation.reasons:
        out.print("   ", _ground(reason), markup=False, soft_wrap=True)
        for words in reason.words:
            row = say(f"第 {words.row} 行", f"row {words.row}") if words.row else ""
            document = words.document.label(language()) if words.document else ""
            place = f"{words.quote.start}–{words.quote.end}"
            out.print(
                f"      {document} {row} [{place}]「{words.quote.words}」",
                markup=False,
                soft_wrap=True,
            )


def _ground(reason: Reason) -> str:
    if reason.ground == "rule":
        return reason.rule.label(language())
    if reason.ground == "read":
        return say("读自原文", "read from the document")
    return reason.source.label(language())
