"""Printing the answer of a query in the format asked for."""

import sys
from enum import StrEnum

from cetu.cli.speech import err, out, say
from cetu.cli.table import shown
from cetu.engine import Engine, Formats
from cetu.settings import load
from cetu.store import snapshot


class Format(StrEnum):
    """How to print an answer; `turtle` is for graphs, the others for rows."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    turtle = "turtle"


_ROWS = {
    Format.csv: "text/csv",
    Format.tsv: "text/tab-separated-values",
    Format.json: "application/sparql-results+json",
    Format.xml: "application/sparql-results+xml",
}


def engine() -> Engine:
    """Return an engine with one worker over the published snapshot; use it with `with`."""
    settings = load().model_copy(update={"workers": 1})
    return Engine(snapshot(settings.root), settings)


def answer(text: str, form: Format) -> None:
    """Run the query `text` and print its answer.

    A graph (CONSTRUCT, DESCRIBE) prints as Turtle whatever the format; `turtle` on rows is refused
    by nobody: rows then print as a table.
    """
    with engine() as running:
        if form in _ROWS:
            found = running.query(text, formats=Formats(rows=_ROWS[form]))
            sys.stdout.buffer.write(found.body)
            return
        found = running.query(text)
        if found.kind == "graph":
            sys.stdout.buffer.write(found.body)
        elif found.kind == "boolean":
            out.print(say("是", "yes") if b"true" in found.body else say("否", "no"))
        else:
            table = running.select(text)
            out.print(shown(table, out.width))
            err.print(say(f"{len(table)} 行", f"{len(table)} rows"))
