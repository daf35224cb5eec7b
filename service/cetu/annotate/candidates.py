"""Candidates: words that look like an instrument by their form and are in no vocabulary."""

from collections.abc import Sequence

from cetu.annotate.lexicon import Hit, Lexicon
from cetu.model.span import Cell
from cetu.model.task import Candidate


def candidates(
    cell: Cell, raw: str, lexicon: Lexicon, hits: Sequence[Hit]
) -> tuple[Candidate, ...]:
    """Return the candidates of a task."""
    del cell, raw, lexicon, hits
    return ()
