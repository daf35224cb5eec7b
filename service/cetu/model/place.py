"""Where something stands in a file of the project."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters `start` up to `end` of a text; lines and columns count from 1, as editors do."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Stretch":
        """Return where the characters `start` up to `end` of `text` stand.

        Raises:
            ValueError: `text` has no such characters.
        """
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"no characters {start} up to {end} in {len(text)}")
        before, within = text[:start], text[:end]
        return cls(
            start,
            end,
            before.count("\n") + 1,
            start - before.rfind("\n"),
            within.count("\n") + 1,
            end - within.rfind("\n"),
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A file, by its path under the root with slashes; where in it, if it is text and known."""

    file: str
    stretch: Stretch | None = None
