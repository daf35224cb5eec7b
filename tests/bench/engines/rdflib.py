"""rdflib-endpoint, the common choice in Python, on an rdflib `Dataset` in memory."""

from pathlib import Path
from typing import Final

from tests.bench.engines.ours import Announced
from tests.bench.engines.server import Absent

_MOST: Final = 300_000
"""Quads that it can be asked about in reasonable time: it takes 0.2 GB and 4 s for 10^5."""


class Rdflib(Announced):
    """rdflib-endpoint; it keeps parsed queries between requests."""

    name = "rdflib"
    limit_s = 5.0  # each time it is too late, it has to be started afresh

    def __init__(self, folder: Path, data: Path, quads: int) -> None:
        """Keep the N-Quads that it serves."""
        super().__init__(folder)
        self._quads = quads
        self.command = (str(Path(__file__).parents[1] / "peer.py"), str(data))

    def prepare(self) -> None:
        """As `Server.prepare`."""
        if self._quads > _MOST:
            raise Absent(f"not asked about more than {_MOST:,} quads: minutes a query")
