"""`cetu export`: one document in the words of another vocabulary."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cetu import queries
from cetu.answer.exports import export, pick
from cetu.cli.answers import engine
from cetu.cli.speech import err, say
from cetu.namespaces import ID
from cetu.settings import load

EXAMPLE = (
    "例 · Example: [bold]cetu export dongguan-techfin-2024-annex --as eli[/]　"
    "[bold]cetu export wenzhou-ai-plan --as schema -f jsonld -o page.jsonld[/]"
)


class Form(StrEnum):
    """How the graph is written."""

    turtle = "turtle"
    jsonld = "jsonld"
    ntriples = "ntriples"
    rdfxml = "rdfxml"


_MEDIA_TYPES = {
    Form.turtle: "text/turtle",
    Form.jsonld: "application/ld+json",
    Form.ntriples: "application/n-triples",
    Form.rdfxml: "application/rdf+xml",
}


def command(
    document: Annotated[str, typer.Argument(help="文件的标识 · The document's ID or IRI.")],
    profile: Annotated[
        str, typer.Option("--as", help="描述方式 · cpsv-ap, eli, schema, dcat.", metavar="PROFILE")
    ],
    form: Annotated[
        Form, typer.Option("--format", "-f", help="格式 · Output format.")
    ] = Form.turtle,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="写入文件 · Write to this file.")
    ] = None,
) -> None:
    """Print DOCUMENT as the vocabulary of PROFILE describes it."""
    chosen = pick(queries.profiles(load().root), profile)
    iri = document if "://" in document else f"{ID}document/{document}"
    with engine() as running:
        found = export(running, chosen, iri, _MEDIA_TYPES[form])
    if output is None:
        sys.stdout.buffer.write(found)
        return
    output.write_bytes(found)
    err.print(say(f"已写入 {output}。", f"Written to {output}."))
