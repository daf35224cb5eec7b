"""The command `cetu`: one verb a file, no logic of its own."""

from typing import Annotated

import typer

import cetu
from cetu.cli.speech import out
from cetu.cli.verbs import VERBS, Verbs

__all__ = ["app", "run"]

app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="策图：中国政府政策知识图谱 · A knowledge graph of Chinese government policy.\n\n"
    "语言 · Language: CETU_LANG=zh|en.",
    epilog="例 · Example: [bold]cetu ask tasks-of-body[/]",
)


def _listed() -> None:
    """Stand for a verb in the list; `Verbs` runs the verb itself."""


for _verb, _help in VERBS.items():
    app.command(_verb, help=_help)(_listed)


def _version(*, wanted: bool) -> None:
    if wanted:
        out.print(f"cetu {cetu.__version__}")
        raise typer.Exit


@app.callback()
def _main(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=lambda value: _version(wanted=value),
            is_eager=True,
            help="版本 · Print the version.",
        ),
    ] = False,
) -> None:
    pass


def run() -> None:
    """Run the command line."""
    app()
