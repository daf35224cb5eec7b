"""Answers that pages asked for lately, read and ready: a page that is opened again asks nothing."""

import re
import threading
from collections import OrderedDict
from typing import Final

from cetu.answer.asking import Asks
from cetu.model.result import Table

_MOST: Final = 200_000
"""Cells that are kept, of all answers together: some tens of megabytes."""


_CHANGING: Final = re.compile(r"(?:now|rand|uuid)\s*[(#]|service", re.IGNORECASE)


def lasting(query: str) -> bool:
    """Whether a query gives the same answer as long as the snapshot is the same.

    One that may call NOW, RAND, UUID or another server need not.
    """
    return not _CHANGING.search(query)


class Remembered:
    """What answers stand on, with a memory: the same question of the same state is read once.

    Any thread may ask; two that ask the same at once may both go to the engine.
    """

    def __init__(self, engine: Asks, most: int = _MOST) -> None:
        """Ask `engine`, and keep at most `most` cells."""
        self._engine = engine
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Table] = OrderedDict()
        self._cells = 0
        self._state = ""

    @property
    def digest(self) -> str:
        """The identity of the published snapshot."""
        return self._engine.digest

    def select(self, text: str) -> Table:
        """Return the rows of `text`. Raises as the engine does."""
        state = self._engine.digest
        with self._lock:
            if state != self._state:
                self._kept.clear()
                self._cells, self._state = 0, state
            if (known := self._kept.get(text)) is not None:
                self._kept.move_to_end(text)
                return known
        found = self._engine.select(text)
        cells = _cells(found)
        with self._lock:
            # An answer of a state that came meanwhile is given, but not kept under the one before.
            if (
                state == self._state == self._engine.digest
                and cells <= self._most // 4
                and lasting(text)
            ):
                if (before := self._kept.pop(text, None)) is not None:
                    self._cells -= _cells(before)
                self._kept[text] = found
                self._cells += cells
                while self._cells > self._most:
                    _, oldest = self._kept.popitem(last=False)
                    self._cells -= _cells(oldest)
        return found


def _cells(table: Table) -> int:
    return 1 + len(table) * len(table.variables)
