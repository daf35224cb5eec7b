"""Where lines of the log go: written by a thread, so that whoever reads them cannot stop us."""

import atexit
from collections import deque
from threading import Event, Thread
from typing import Final, TextIO

_KEPT: Final = 10_000
"""Lines kept for a reader that is slow, such as a pipe nobody empties."""
_GATHER_S: Final = 0.02
_END_S: Final = 2.0


class Sink:
    """A text stream that never blocks its writer; of more lines than it keeps, the oldest go."""

    def __init__(self, stream: TextIO) -> None:
        """Write to `stream`."""
        self._stream = stream
        self._lines: deque[str] = deque(maxlen=_KEPT)
        self._lost = 0
        self._some = Event()
        self._ending = False
        self._thread = Thread(target=self._run, name="log", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def write(self, text: str) -> int:
        """Take `text`, to be written soon."""
        if len(self._lines) == _KEPT:
            self._lost += 1
        self._lines.append(text)
        if not self._some.is_set():
            self._some.set()
        return len(text)

    def flush(self) -> None:
        """Do nothing: the thread writes within some hundredths of a second."""

    def isatty(self) -> bool:
        """Whether a person reads it."""
        return self._stream.isatty()

    def close(self) -> None:
        """Write what is left, unless nobody takes it within two seconds."""
        atexit.unregister(self.close)
        self._ending = True
        self._some.set()
        self._thread.join(_END_S)

    def _run(self) -> None:
        pause = Event()
        while not self._ending or self._lines:
            self._some.wait()
            if not self._ending:
                pause.wait(_GATHER_S)  # what comes in meanwhile is written at once with it
            self._some.clear()
            lines = [self._lines.popleft() for _ in range(len(self._lines))]
            if lost := self._lost:
                self._lost = 0
                lines.append(f"({lost} lines of the log were lost: nobody took them)\n")
            try:
                self._stream.write("".join(lines))
                self._stream.flush()
            except (OSError, ValueError):  # its reader is gone, or it is closed
                return
