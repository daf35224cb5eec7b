"""What the graphs hold, counted once for each snapshot and kept while it is the current one."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from anyio import to_thread

from cetu.answer import counts
from cetu.api import standing
from cetu.engine import Queries
from cetu.model.counts import Counts
from cetu.namespaces import PROLOGUE

_TRIES: Final = 3

Label = tuple[str, str | None]
"""Words and their language."""

_LABELS: Final = f"""{PROLOGUE}PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>
SELECT DISTINCT ?graph ?label WHERE {{ ?graph a sd:NamedGraph ; rdfs:label ?label }}"""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What one snapshot holds: the default graph, each named graph, what the graphs are called."""

    digest: str
    whole: Counts
    each: Mapping[str, Counts]
    labels: Mapping[str, tuple[Label, ...]]


class Ledger:
    """Counts what an engine holds, when somebody asks."""

    def __init__(self, engine: Queries) -> None:
        """Keep the engine; nothing is counted yet."""
        self._engine = engine
        self._turn = asyncio.Lock()
        self._known: Holdings | None = None

    async def now(self) -> Holdings:
        """Return what the current snapshot holds.

        Raises:
            CetuError: as `Queries.select`.
        """
        async with self._turn:  # whoever comes meanwhile waits for what is being counted
            current = await standing.digest(self._engine)
            if self._known is None or self._known.digest != current:
                self._known = await to_thread.run_sync(self._count)
            return self._known

    async def of(self, graph: str) -> Counts:
        """Return the counts of one named graph, with its classes and properties.

        Raises:
            CetuError: as `Queries.select`.
        """
        return await to_thread.run_sync(counts.of, self._engine, graph)

    def _count(self) -> Holdings:
        """Count until nothing is written meanwhile, so that all numbers are of one snapshot."""
        for _ in range(_TRIES):
            found = self._count_once()
            if found.digest == self._engine.digest:
                break
        return found

    def _count_once(self) -> Holdings:
        engine, digest = self._engine, self._engine.digest
        labels: dict[str, set[Label]] = {}
        for row in engine.select(_LABELS):
            label = (row["label"].value, row["label"].language)
            labels.setdefault(row["graph"].value, set()).add(label)
        each = dict.fromkeys(engine.graphs, Counts(0, 0, 0, 0)) | counts.each(engine)
        return Holdings(
            digest,
            counts.of(engine),
            dict(sorted(each.items())),
            {graph: tuple(sorted(known, key=str)) for graph, known in labels.items()},
        )
