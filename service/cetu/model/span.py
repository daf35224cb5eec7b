"""A place in a source: what every finding points to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (half open) of the raw text, and the words that stand there.

    Where only facts of a text may be kept, words are withheld: `text` is empty, the place stays.

    Raises:
        ValueError: the offsets do not fit the words.
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse offsets that cannot be right."""
        fits = self.end - self.start == len(self.text)
        if self.start < 0 or not (fits or self.withheld):
            raise ValueError(f"span {self.start}–{self.end} cannot hold {self.text!r}")

    @property
    def withheld(self) -> bool:
        """Whether it has a place without its words."""
        return not self.text and self.end > self.start


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one table cell: pieces of the raw text, in order, none empty.

    A line break inside a cell separates two pieces; `text` joins them without it, so that words
    cut by the break read whole, and `span` finds the way back.
    """

    pieces: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The words without the line breaks between them."""
        return "".join(piece.text for piece in self.pieces)

    def __bool__(self) -> bool:
        """Whether the cell holds any words."""
        return bool(self.pieces)

    def span(self, start: int, end: int, raw: str) -> Span:
        """Return where characters `start` to `end` of `text` stand in the `raw` source.

        Raises:
            ValueError: the range is empty or outside the cell.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{start}–{end} is outside the cell")
        first, last, passed = -1, -1, 0
        for piece in self.pieces:
            length = len(piece.text)
            if first < 0 and start < passed + length:
                first = piece.start + start - passed
            if end <= passed + length:
                last = piece.start + end - passed
                break
            passed += length
        return Span(first, last, raw[first:last])
