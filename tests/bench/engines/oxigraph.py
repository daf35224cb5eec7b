"""The Oxigraph server, in memory and on disk: the package `oxigraph` is its binary."""

import http.client
import shutil
import subprocess
import sys
from pathlib import Path

from tests.bench.client import Address
from tests.bench.engines.server import Absent, Server, free_port


class Oxigraph(Server):
    """The server with everything in memory; the union of the graphs is the default graph."""

    name = "oxigraph"

    def __init__(self, folder: Path, data: Path) -> None:
        """Keep the N-Quads that it serves."""
        super().__init__(folder)
        self.data = data

    def start(self) -> None:
        """As `Server.start`; what is in memory is loaded over HTTP."""
        port = free_port()
        self.launch(self.serve(port))
        self.answers(Address(port, "/query"))
        self.fill(port)

    def serve(self, port: int) -> list[str | Path]:
        """Return the command that serves."""
        return [binary(), "serve", "--union-default-graph", "--bind", f"127.0.0.1:{port}"]

    def fill(self, port: int) -> None:
        """Send the data."""
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        try:
            with self.data.open("rb") as file:
                headers = {"Content-Type": "application/n-quads"}
                line.request("POST", "/store", file, headers)
                status = line.getresponse().status
        finally:
            line.close()
        if status >= http.client.BAD_REQUEST:
            raise RuntimeError(f"{self.name} did not take the data: HTTP {status}")


class OxigraphDisk(Oxigraph):
    """The server on files, read only."""

    name = "oxigraph disk"

    def prepare(self) -> None:
        """Load the files."""
        subprocess.run(  # noqa: S603 - a fixed command
            [binary(), "load", "--location", self.folder / "db", "--file", self.data],
            check=True,
            capture_output=True,
        )

    def serve(self, port: int) -> list[str | Path]:
        """Return the command that serves."""
        bind = ["--bind", f"127.0.0.1:{port}"]
        files: list[str | Path] = ["--location", self.folder / "db"]
        return [binary(), "serve-read-only", *files, "--union-default-graph", *bind]

    def fill(self, port: int) -> None:
        """Everything is there already."""


def binary() -> Path:
    """Return the server's binary.

    Raises:
        Absent: it is not installed.
    """
    beside = Path(sys.executable).with_name("oxigraph")
    found = beside if beside.exists() else shutil.which("oxigraph")
    if not found:
        raise Absent("the package oxigraph is not installed")
    return Path(found)
