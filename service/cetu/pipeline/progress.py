"""Telling how far a long step has come."""

from typing import Protocol


class Progress(Protocol):
    """Called at the start of each step, and again as its parts are done."""

    def __call__(self, zh: str, en: str, /, done: int = 0, total: int = 0) -> None:
        """Take the name of the step in Chinese and English, and how many of its parts are done."""
        ...


def silent(_zh: str, _en: str, /, done: int = 0, total: int = 0) -> None:
    """Tell nobody."""
    del done, total
