"""Text that a file holds twice: a page printed beside itself, a copy for small screens."""

from collections.abc import Iterable
from typing import Final

from cetu.model.layout import Grid, Paragraph

_BLOCKS: Final = 3
_CHARACTERS: Final = 200
"""So many blocks with so many characters, again in the same order, are a copy."""


def once(blocks: Iterable[Paragraph | Grid]) -> list[Paragraph | Grid]:
    """Return `blocks` without runs that repeat an earlier run, word for word."""
    every = list(blocks)
    words = [_words(block) for block in every]
    first: dict[str, int] = {}
    kept: list[Paragraph | Grid] = []
    place = 0
    while place < len(every):
        before = first.get(words[place])
        length = _alike(words, before, place) if before is not None else 0
        if length:
            place += length
            continue
        first.setdefault(words[place], place)
        kept.append(every[place])
        place += 1
    return kept


def _alike(words: list[str], before: int, place: int) -> int:
    """How many blocks from `place` on repeat those from `before` on; 0 where too few."""
    length = 0
    while place + length < len(words) and before + length < place:
        if words[before + length] != words[place + length]:
            break
        length += 1
    enough = sum(map(len, words[place : place + length])) >= _CHARACTERS
    return length if length >= _BLOCKS and enough else 0


def _words(block: Paragraph | Grid) -> str:
    if isinstance(block, Paragraph):
        return block.words.text
    return "\t".join(cell.text for row in block.rows for cell in row if cell)
