"""Bytes too many to hold in memory, in a file that has no name and ends with its last reader."""

import os
import tempfile
import weakref
from pathlib import Path


class Spool:
    """An unlinked temporary file (where `TMPDIR` says): written once, read by any number.

    It takes its room on the disk until nobody holds it any more, and leaves nothing behind even
    where the process is killed.
    """

    __slots__ = ("__weakref__", "_descriptor", "size")

    def __init__(self) -> None:
        """Make the file. Raises OSError where that cannot be done."""
        self.size = 0
        self._descriptor, name = tempfile.mkstemp(prefix="cetu-")
        weakref.finalize(self, os.close, self._descriptor)
        Path(name).unlink()

    def write(self, data: bytes | memoryview) -> None:
        """Add bytes at the end. Raises OSError where the disk has no room for them."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]
        self.size += len(data)

    def read(self, start: int, size: int) -> bytes:
        """Up to `size` bytes from `start` on; fewer only at the end. Any thread may call."""
        return os.pread(self._descriptor, size, start)
