"""Annotating: from rows to tasks, with everything found in their words and its place."""

from cetu.annotate.beneficiaries import beneficiaries
from cetu.annotate.clauses import clauses
from cetu.annotate.lexicon import Lexicon, load
from cetu.annotate.mentions import citations, mentions, places
from cetu.annotate.negation import standing
from cetu.annotate.parties import parties
from cetu.annotate.quantities import quantities
from cetu.model.document import Document, Row
from cetu.model.task import Task

__all__ = ["Lexicon", "annotate", "annotate_row", "load"]


def annotate(document: Document, lexicon: Lexicon, place: str | None) -> tuple[Task, ...]:
    """Return the tasks of `document`, one a row; a row cut off in the source gives a bare task.

    `place` is the IRI of the document's jurisdiction, in which its short names are read; None where
    it is unknown, and then bodies stay unresolved.
    """
    return tuple(annotate_row(row, document.source.text, lexicon, place) for row in document.rows)


def annotate_row(row: Row, raw: str, lexicon: Lexicon, place: str | None) -> Task:
    """Return the task of one `row` of the `raw` text, read as in `annotate`."""
    cell = row.task
    hits = lexicon.find(cell.text)
    cited = citations(cell, raw, lexicon, hits)
    # What stands in a title is the title's: 省级科技保险产品推荐目录 is a list and no insurance.
    titles = {place for mention in cited for place in range(mention.span.start, mention.span.end)}
    allowed = [
        hit
        for hit in standing(cell.text, hits, lexicon)
        if cell.span(hit.start, hit.end, raw).start not in titles
    ]
    instruments = mentions(cell, raw, lexicon, allowed, "instruments")
    return Task(
        row=row,
        parties=parties(row.parties, raw, lexicon, place),
        instruments=instruments,
        beneficiaries=beneficiaries(cell, raw, lexicon, allowed),
        quantities=quantities(cell, raw, lexicon, instruments),
        clauses=clauses(cell, raw, lexicon, hits),
        citations=cited,
        programmes=mentions(cell, raw, lexicon, hits, "programmes"),
        places=places(cell, raw, lexicon, hits, place),
    )
