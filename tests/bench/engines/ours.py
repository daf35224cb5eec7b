"""This service as `cetu serve` runs it, and the server that does nothing."""

import re
import sys
import time
from pathlib import Path
from typing import Final

from tests.bench.client import Address
from tests.bench.engines.server import Server

_ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:(\d+)")


class Announced(Server):
    """A server of Python code that prints its address."""

    command: tuple[str, ...] = ()
    env: dict[str, str] = {}  # noqa: RUF012 - read only

    def start(self) -> None:
        """As `Server.start`."""
        self.launch([sys.executable, *self.command], self.env)
        begin = time.perf_counter()
        while not (found := _ADDRESS.search(self.said())):
            self.alive(begin)
            time.sleep(0.02)
        self.answers(Address(int(found[1]), "/sparql"))


class Cetu(Announced):
    """This service without its cache of answers."""

    name = "cetu"
    cache = "0"

    def __init__(self, folder: Path, root: Path) -> None:
        """Keep the root of its graph. A client here may ask as fast as it can."""
        super().__init__(folder)
        self.command = ("-m", "cetu", "serve", "--host", "127.0.0.1", "--port", "0")
        self.env = {
            "CETU_ROOT": str(root),
            "CETU_STATE": str(self.folder / "state"),
            "CETU_CACHE_BYTES": self.cache,
            "CETU_QUERY_TIMEOUT_S": "60",
            "CETU_CLIENT_QUERY_S": "0",
            "CETU_CLIENT_PARALLEL": "64",
        }


class Cached(Cetu):
    """This service with its cache of answers, which the round before those counted fills."""

    name = "cetu cached"
    cache = str(64 << 20)


class Null(Announced):
    """The server that does nothing."""

    name = "null"
    command = (str(Path(__file__).parents[1] / "null.py"),)
