"""The files of the journal: JSON Lines, a record a line, numbered in the order they were begun."""

from pathlib import Path
from typing import Final

from cetu.model.record import segments, whole

_DIGITS: Final = 8


def named(number: int) -> str:
    """Return the name of the file with this number, from 1."""
    return f"{number:0{_DIGITS}}.jsonl"


def following(folder: Path) -> Path:
    """Return the path of the next file to begin."""
    last = segments(folder)
    return folder / named(int(last[-1].stem) + 1 if last else 1)


def extents(folder: Path) -> dict[Path, int]:
    """Return how many bytes of each file are whole records."""
    found = {path: path.stat().st_size for path in segments(folder)}
    if found:
        last = max(found)
        found[last] = len(whole(last.read_bytes()))
    return found
