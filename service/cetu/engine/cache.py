"""Answers kept while the snapshot they are from is the current one."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cachetools import LRUCache

if TYPE_CHECKING:  # the host imports this package too, and stays small
    from collections.abc import Hashable

    from cetu.model.result import Answer

_LARGEST: Final = 4
"""An answer larger than this part of the cache is not kept: it would drive out all others."""
_FILES: Final = 64
"""Answers in files that may be kept: each holds a descriptor."""
_OVERHEAD: Final = 1024
"""Bytes that an entry takes beside its answer and its text, near enough."""


class Cache:
    """Answers by request, those least lately asked for dropped first. Any thread may call.

    Answers held in a file count like the others: the bytes are those of the disk then.
    """

    def __init__(self, size: int) -> None:
        """Keep up to `size` bytes."""
        self._lock = threading.Lock()
        self._size = size
        self._digest = ""
        self._answers: LRUCache[Hashable, tuple[Answer, int]] = LRUCache(
            size, getsizeof=lambda entry: entry[1]
        )
        self.hits = 0
        self.misses = 0

    def get(self, digest: str, key: Hashable) -> Answer | None:
        """The answer to a request on the snapshot `digest`; those from another are let go."""
        with self._lock:
            if digest != self._digest:
                self._answers.clear()
                self._digest = digest
            entry = self._answers.get(key)
            if entry is None:
                self.misses += 1
                return None
            self.hits += 1
        return entry[0]

    def put(self, key: Hashable, text: str, answer: Answer) -> None:
        """Keep an answer to the query `text`, unless it is too large or from an older snapshot."""
        size = answer.size + 4 * len(text) + _OVERHEAD
        if not isinstance(answer.content, bytes):
            size = max(size, self._size // _FILES)
        with self._lock:
            if answer.digest == self._digest and size <= self._size // _LARGEST:
                kept = replace(answer, waited=0.0, ran=0.0, cached=True)
                self._answers[key] = (kept, size)

    @property
    def bytes(self) -> int:
        """What is kept now."""
        return int(self._answers.currsize)
