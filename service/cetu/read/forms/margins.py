"""Where the text of a page stands: its margins, the size of its letters, how far its lines lie."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from cetu.read.forms.lines import Line

_SHARED: Final = 3.0
"""Points by which lines may differ that begin or end at one margin."""
_OFTEN: Final = 3
"""So many lines at one place make a margin, where there are many; one may hang out of it."""
_MANY: Final = 20


@dataclass(frozen=True, slots=True)
class Margins:
    """The left and right edge of running text, the size of its letters and its line pitch."""

    left: float
    right: float
    size: float
    pitch: float

    def indent(self, line: Line) -> float:
        """How far a line begins from the left edge, in characters."""
        return (line.left - self.left) / self.size

    def room(self, line: Line) -> float:
        """How much more would go into a line, in characters."""
        return (self.right - line.right) / self.size

    def centred(self, line: Line) -> bool:
        """Whether a line keeps the same distance, and not a small one, to both edges."""
        return line.left - self.left > line.size and self.balanced(line)

    def balanced(self, line: Line) -> bool:
        """Whether a line keeps the same distance to both edges, be it none."""
        return abs(line.left - self.left - self.right + line.right) <= 1.2 * line.size

    def beside(self, line: Line) -> bool:
        """Whether a line of small letters stands outside the edges: a note in the margin."""
        outside = line.left >= self.right - self.size or line.right <= self.left + self.size
        return outside and line.size < 0.85 * self.size


def body_size(lines: Iterable[Line]) -> float:
    """Return the size in which most characters of the lines are set; 12 without lines."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def margins(pages: Sequence[Sequence[Line]]) -> Margins:
    """Return the margins that pages of one shape share."""
    every = [line for page in pages for line in page]
    size = body_size(every)
    body = [line for line in every if abs(line.size - size) < 0.12 * size] or every
    if not body:
        return Margins(0, 0, size, size * 1.5)
    pitches = [
        below.top - above.top
        for page in pages
        for above, below in pairwise(page)
        if 0.8 * size < below.top - above.top < 3 * size
    ]
    return Margins(
        _edge([line.left for line in body], least=True),
        _edge([line.right for line in body], least=False),
        size,
        median(pitches) if pitches else size * 1.5,
    )


def _edge(places: list[float], *, least: bool) -> float:
    """Return the outermost place at which several lines begin or end."""
    enough = _OFTEN if len(places) > _MANY else min(_OFTEN - 1, len(places))
    for place in sorted(places, reverse=not least):
        if sum(abs(other - place) <= _SHARED for other in places) >= enough:
            return place
    return min(places) if least else max(places)
