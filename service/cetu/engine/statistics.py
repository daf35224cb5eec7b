"""How an engine stands, for metrics."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Statistics:
    """Numbers of one moment; counts are since the engine was made."""

    workers: int
    """Alive, as far as is known: one that died while idle is found at the next look."""
    idle: int
    busy: int
    """Workers, alive or not, that run a query or are being replaced after one."""
    waiting: int
    """Queries in the line."""
    restarts: Mapping[str, int]
    """Workers replaced, by reason: timeout, memory, crash, cancelled, renewed (a new snapshot)."""
    cache_hits: int
    cache_misses: int
    cache_bytes: int
