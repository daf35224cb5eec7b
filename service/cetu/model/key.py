"""Keys: eight hex digits that stand for words, the same for the same words.

A row number is not an identity, since revisions renumber: a task is keyed by its words.
"""

import hashlib
import re

from cetu.model.document import Measure, Row


def key(*words: str) -> str:
    """Return eight hex digits that stand for `words`, white space aside."""
    bare = "\0".join(re.sub(r"\s", "", word) for word in words)
    return hashlib.sha256(bare.encode()).hexdigest()[:8]


def task_key(row: Row) -> str:
    """Return the key of the task in `row`; a row without words is keyed by measure and number."""
    if row.key:
        return row.key
    return key(row.task.text) if row.task else key(row.title, row.numeral)


def measure_key(found: Measure) -> str:
    """Return the key of a measure, which stands for its title."""
    return found.key or key(found.title)
