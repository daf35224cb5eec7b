"""`cetu journal`: what was written, by whom, and whether it still says so."""

from enum import StrEnum
from itertools import dropwhile
from typing import Annotated

import typer

from cetu import journal
from cetu.cli.speech import out, say
from cetu.model.record import Record
from cetu.settings import load

EXAMPLE = "例 · Example: [bold]cetu journal verify[/]　[bold]cetu journal show --since 120[/]"

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode="rich", epilog=EXAMPLE
)


class Listing(StrEnum):
    """How records are shown; JSON: as they stand, one a line."""

    text = "text"
    json = "json"


@app.command(help="显示写入记录 · Show the records.")
def show(
    since: Annotated[int, typer.Option(min=1, help="从第几条起 · From this record on.")] = 1,
    form: Annotated[
        Listing, typer.Option("--format", "-f", help="格式 · Output format.")
    ] = Listing.text,
) -> None:
    """Show the records from number SINCE on, each checked as it is read."""
    found = journal.records(load().state_folder / "journal")
    for record in dropwhile(lambda record: record.number < since, found):
        if form is Listing.json:
            typer.echo(record.line().decode(), nl=False)
        else:
            out.print(_line(record), markup=False, soft_wrap=True)


@app.command(help="校验整条散列链 · Check the whole chain of hashes.")
def verify() -> None:
    """Check the whole journal."""
    chain = journal.verify(load().state_folder / "journal")
    out.print(
        say(
            f"完好：{chain.number} 条，末条散列 {chain.head}",
            f"Sound: {chain.number} records, the last with hash {chain.head}",
        ),
        soft_wrap=True,
    )


def _line(record: Record) -> str:
    entry, delta = record.entry, record.entry.delta
    added, removed = delta.added.count("\n"), delta.removed.count("\n")
    graphs = " ".join(f"<{graph}>" if graph else "<>" for graph in entry.graphs)
    who = entry.key or "-"
    return (
        f"{record.number:>6}  {record.time}  {entry.operation:<7}  {who}  "
        f"+{added} -{removed}  {graphs}  → {record.after[:12]}"
    )
