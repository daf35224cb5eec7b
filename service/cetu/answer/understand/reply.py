"""A question in Chinese with its answer: how it is understood, the rows, the words of proof."""

from dataclasses import dataclass
from typing import Final

from cetu.answer.asking import Asks
from cetu.answer.citing import Cited, cited
from cetu.answer.understand.meaning import Asker, Declined, Understood
from cetu.errors import QuestionUnclear
from cetu.model.result import Table

CITED: Final = 12
"""Tasks whose words are quoted beside the rows."""
_TASKS: Final = ("task", "example")
"""Columns of tasks: of a row that counts tasks, one of them."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What was asked, all rows, and the words of the first tasks among them."""

    understood: Understood
    table: Table
    evidence: tuple[Cited, ...]


def reply(engine: Asks, asker: Asker, text: str) -> Reply:
    """Answer `text`, a question of one sentence.

    Raises:
        QuestionUnclear: not every word of it is understood; nothing is guessed.
    """
    meant = asker.understand(text)
    if isinstance(meant, Declined):
        raise unclear(meant)
    found = engine.select(meant.sparql)
    tasks = dict.fromkeys(row[c].value for row in found for c in _TASKS if c in row)
    return Reply(meant, found, cited(engine, list(tasks)[:CITED]))


def unclear(declined: Declined) -> QuestionUnclear:
    """Return the error that says why a sentence was declined, and what can be asked."""
    return QuestionUnclear(declined.reason_en, declined.reason_zh, declined.nearest)
