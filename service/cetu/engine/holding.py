"""What a remote server holds, as it was when it was looked at."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cetu.engine.address import Address
from cetu.engine.line import closing
from cetu.errors import CetuError, SettingInvalid
from cetu.model.result import Table
from cetu.namespaces import GRAPH

RECORD: Final = (
    f"SELECT ?digest {{ GRAPH <{GRAPH['metadata']}> "
    f"{{ <{GRAPH['metadata']}> <http://purl.org/dc/terms/identifier> ?digest }} }}"
)
"""What `cetu load` recorded of the snapshot it loaded."""
DIFFERENT: Final = (
    "SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } } }"
)
"""How many different triples the graphs hold together."""
_GRAPHS: Final = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_ANY: Final = (
    "SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } FILTER(isIRI(?s) && isIRI(?o)) } LIMIT 1"
)
_FRESH_S: Final = 30.0
"""Seconds for which what the server holds is taken to be what it held."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What the server held when it was looked at: its graphs, and an identity of all of it."""

    graphs: frozenset[str]
    digest: str
    seen: float


class Known:
    """What is known of what a server holds; looked at again when that is older than half a minute.

    Any thread may ask: one looks, and the others go on with what is known.
    """

    def __init__(self, address: Address, ask: Callable[[str], Table]) -> None:
        """`ask` answers a SELECT from the server at `address`."""
        self._address = address
        self._ask = ask
        self._holding: Holding | None = None

    def now(self) -> Holding:
        """What the server holds. Raises as `ask`; and EngineBusy before the first look."""
        holding = self._holding
        if holding is None:
            raise closing()
        if time.monotonic() - holding.seen > _FRESH_S:
            # Seen is set first: whoever comes while this looks goes on with what is known.
            self._holding = Holding(holding.graphs, holding.digest, time.monotonic())
            try:
                holding = self.look()
            except CetuError:
                self._holding = holding
                raise
        return holding

    def look(self) -> Holding:
        """Look at the server now. Raises as `ask`."""
        counted = sorted((row["g"].value, row["n"].value) for row in self._ask(_GRAPHS))
        recorded = sorted(row["digest"].value for row in self._ask(RECORD))
        known: list[object] = [self._address.url, counted, recorded]
        if not recorded:
            known.append(time.time())
        digest = hashlib.sha256(json.dumps(known).encode()).hexdigest()
        self._holding = Holding(frozenset(graph for graph, _ in counted), digest, time.monotonic())
        return self._holding

    def must_unite(self) -> None:
        """Make sure that the default graph is the union of the graphs.

        Raises:
            SettingInvalid: it is not.
        """
        for row in self._ask(_ANY):
            s, p, o = (f"<{row[name].value}>" for name in "spo")
            if not self._ask(f"SELECT ?p WHERE {{ {s} ?p {o} FILTER(?p = {p}) }} LIMIT 1"):
                raise SettingInvalid(
                    "The SPARQL server does not answer from the union of its graphs.",
                    "该 SPARQL 服务器的默认图不是各命名图的并集。",
                    hint="Set it up so (Oxigraph: --union-default-graph), as docs/engines.md says; "
                    "or set CETU_DEFAULT_GRAPH=own.",
                    hint_zh="请按 docs/engines.md 配置（Oxigraph：--union-default-graph），"
                    "或设 CETU_DEFAULT_GRAPH=own。",
                )
