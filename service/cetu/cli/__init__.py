"""The command `cetu`: one verb a file, no logic of its own."""

from typing import Annotated

import typer
from typer.core import TyperGroup

import cetu
from cetu.cli import (
    add,
    ask,
    backup,
    build,
    candidates,
    check,
    diff,
    explain,
    journal,
    key,
    load,
    query,
    read,
    remove,
    restore,
    serve,
)
from cetu.cli.speech import out, speak_error
from cetu.errors import CetuError

__all__ = ["app", "run"]


class Speaking(TyperGroup):
    """A command group that tells its errors in a sentence and ends with their exit code."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]  # typer hides its base
        """Run the chosen command."""
        try:
            return super().invoke(ctx)
        except CetuError as error:
            speak_error(error)
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:
            # The reader of our output has gone (`cetu … | head`); there is nobody to tell.
            raise typer.Exit(0) from None


app = typer.Typer(
    cls=Speaking,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="策图：中国政府政策知识图谱 · A knowledge graph of Chinese government policy.\n\n"
    "语言 · Language: CETU_LANG=zh|en.",
    epilog="例 · Example: [bold]cetu ask tasks-of-body[/]",
)

for _verb in (
    read,
    add,
    remove,
    diff,
    candidates,
    build,
    check,
    ask,
    query,
    explain,
    load,
    serve,
    backup,
    restore,
):
    app.command(_verb.__name__.rpartition(".")[2], help=_verb.HELP, epilog=_verb.EXAMPLE)(
        _verb.command
    )

for _group in (key, journal):
    app.add_typer(_group.app, name=_group.__name__.rpartition(".")[2])


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
