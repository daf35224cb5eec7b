"""Printing the answer of a query in the format asked for."""

import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Final

from cetu import pipeline
from cetu.answer.lookup import Finder
from cetu.answer.services import Services
from cetu.cli.speech import err, language, out, say
from cetu.cli.table import shown
from cetu.engine import Formats, Queries, rows
from cetu.engine.gate import Filled
from cetu.model.result import Table
from cetu.settings import load


class Format(StrEnum):
    """How to print an answer; `turtle` is for graphs, the others for rows."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    turtle = "turtle"


_FORMATS: Final = {
    Format.table: Formats(),
    Format.csv: Formats("text/csv", graph=None),
    Format.tsv: Formats("text/tab-separated-values", graph=None),
    Format.json: Formats("application/sparql-results+json", graph=None),
    Format.xml: Formats("application/sparql-results+xml", graph=None),
    Format.turtle: Formats(rows=None, graph="text/turtle"),
}


def engine() -> Queries:
    """Return the engine that is set up, with one worker; use it with `with`."""
    settings = load().model_copy(update={"workers": 1})
    return pipeline.engine(settings)


def table(text: str) -> Table:
    """Return the rows of the query `text`."""
    with engine() as running:
        return rows(running.query(Filled(text), formats=_FORMATS[Format.table]).body)


def answer(text: str, form: Format, heading: Callable[[str], str] = str) -> None:
    """Run the query `text` and print its answer; `heading` names the columns of a table.

    As a table, a graph (CONSTRUCT, DESCRIBE) prints as Turtle.

    Raises:
        NotAcceptable: the format is for rows and the answer a graph, or the other way round.
    """
    with engine() as running:
        filled = Services(Finder(running), running.settings).fill(text)
        found = running.query(filled, formats=_FORMATS[form])
    if form is not Format.table or found.kind == "graph":
        sys.stdout.buffer.write(found.body)
    elif found.kind == "boolean":
        out.print(say("是", "yes") if b"true" in found.body else say("否", "no"))
    else:
        read = rows(found.body)
        out.print(shown(read, out.width, language(), heading))
        err.print(say(f"{len(read)} 行", f"{len(read)} rows"))
