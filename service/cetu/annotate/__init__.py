"""Annotating: from rows to tasks, with everything found in their words and its place."""

from typing import TYPE_CHECKING

from cetu.lazy import face

if TYPE_CHECKING:
    from cetu.annotate.lexicon import Lexicon, load
    from cetu.annotate.rows import annotate, annotate_row
else:
    __getattr__ = face(
        __name__,
        {"Lexicon": "lexicon", "annotate": "rows", "annotate_row": "rows", "load": "lexicon"},
    )

__all__ = ["Lexicon", "annotate", "annotate_row", "load"]
