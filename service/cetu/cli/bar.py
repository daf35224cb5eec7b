"""A progress bar on standard error, told what the pipeline tells."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
from rich.progress import Progress as Bar

from cetu.cli.speech import err, say
from cetu.pipeline import Progress


@contextmanager
def bar() -> Iterator[Progress]:
    """Show a bar while in the block; it goes when done, and is nothing where no terminal is."""
    shown = Bar(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    with shown:
        task = shown.add_task("…", total=None)

        def tell(zh: str, en: str, /, done: int = 0, total: int = 0) -> None:
            shown.update(task, description=say(zh, en), completed=done, total=total or None)

        yield tell
