"""Entries to write."""

from collections.abc import Callable

import pytest

from cetu.model.change import Delta
from cetu.model.record import Entry


@pytest.fixture(scope="session")
def entry() -> Callable[..., Entry]:
    """An entry that adds one statement, told apart by its words."""

    def made(words: str = "甲", base: str = "0" * 64) -> Entry:
        line = (
            f'<https://example.org/s> <https://example.org/p> "{words}" <https://example.org/g> .\n'
        )
        return Entry(
            key="k1",
            request="r1",
            operation="update",
            mode="strict",
            body="b" * 64,
            graphs=("https://example.org/g",),
            delta=Delta(added=line),
            base=base,
            before=base,
        )

    return made
