"""Writing the transcript of a file that is not plain text, and keeping where everything stands."""

from collections.abc import Iterable

from cetu.model.span import Cell, Span


class Transcript:
    """Text that grows: every piece written comes back as the span where it stands."""

    def __init__(self) -> None:
        """Begin with no text."""
        self._parts: list[str] = []
        self._length = 0
        self.pages: list[int] = []

    @property
    def text(self) -> str:
        """Everything written so far."""
        return "".join(self._parts)

    def page(self) -> None:
        """Begin a page: a form feed before every one but the first."""
        if self.pages:
            self.feed()
        self.pages.append(self._length)

    def feed(self) -> None:
        """Write a form feed: what follows stands on a sheet of its own."""
        self._write("\f")

    def cell(self, lines: Iterable[str], end: str = "\n") -> Cell:
        """Write lines, a line feed between them, then `end`; return them without outer space."""
        pieces: list[Span] = []
        for index, line in enumerate(lines):
            if index:
                self._write("\n")
            words = line.strip()
            if words:
                start = self._length + line.index(words)
                pieces.append(Span(start, start + len(words), words))
            self._write(line)
        self._write(end)
        return Cell(tuple(pieces))

    def _write(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)
