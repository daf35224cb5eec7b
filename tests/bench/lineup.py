"""Who is compared: the engines by name, started and stopped together."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from tests.bench.engines.ours import Cached, Cetu, Null
from tests.bench.engines.oxigraph import Oxigraph, OxigraphDisk
from tests.bench.engines.rdflib import Rdflib
from tests.bench.engines.server import Absent, Server
from tests.bench.engines.virtuoso import Virtuoso
from tests.bench.report import Running

ENGINES: Final = ("cetu", "cetu-cached", "oxigraph", "oxigraph-disk", "virtuoso", "rdflib")


def start(
    names: Sequence[str],
    places: tuple[Path, Path, Path],
    quads: int,
    stack: ExitStack,
    step: Callable[[str], None],
) -> tuple[list[Server], list[Running]]:
    """Start the engines of these names; `places` are the root, its N-Quads, a folder to write in.

    Returns those that run, which `stack` stops, and those that are absent, with the reason.
    """
    root, data, folder = places
    make: dict[str, Callable[[], Server]] = {
        "cetu": lambda: Cetu(folder, root),
        "cetu-cached": lambda: Cached(folder, root),
        "oxigraph": lambda: Oxigraph(folder, data),
        "oxigraph-disk": lambda: OxigraphDisk(folder, data),
        "virtuoso": lambda: Virtuoso(folder, data),
        "rdflib": lambda: Rdflib(folder, data, quads),
    }
    running: list[Server] = []
    absent: list[Running] = []
    for name in names:
        step(f"start {name}")
        try:
            running.append(stack.enter_context(make[name]()))
        except Absent as reason:
            absent.append(Running(name, absent=str(reason)))
    return running, absent


def null(folder: Path, stack: ExitStack) -> Server:
    """Start the server that does nothing."""
    return stack.enter_context(Null(folder))
