"""The rows of a document as tasks."""

from cetu.annotate.beneficiaries import beneficiaries
from cetu.annotate.candidates import candidates
from cetu.annotate.citations import citations
from cetu.annotate.clauses import clauses
from cetu.annotate.deadlines import deadlines
from cetu.annotate.lexicon import Lexicon
from cetu.annotate.mentions import mentions, places
from cetu.annotate.negation import standing
from cetu.annotate.parties import parties
from cetu.annotate.quantities import quantities, target_quantities
from cetu.annotate.unlisted import unlisted
from cetu.model.document import Document, Row
from cetu.model.task import Task


def annotate(document: Document, lexicon: Lexicon, place: str | None) -> tuple[Task, ...]:
    """Return the tasks of `document`, one a row; a row cut off in the source gives a bare task.

    `place` is the IRI of the document's jurisdiction, in which its short names are read; None where
    it is unknown, and then bodies stay unresolved.
    """
    raw, year = document.source.text, _year(document)
    return tuple(annotate_row(row, raw, lexicon, place, year) for row in document.rows)


def annotate_row(
    row: Row, raw: str, lexicon: Lexicon, place: str | None, year: int | None = None
) -> Task:
    """Return the task of one `row` of the `raw` text, read as in `annotate`.

    `year` is the year of the document, which a deadline such as 12月底前 leaves out.
    """
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
    unknown = candidates(cell, raw, lexicon, allowed)
    known = mentions(cell, raw, lexicon, allowed, "instruments")
    instruments = unlisted(unknown, known, lexicon)
    return Task(
        row=row,
        parties=parties(row.units, raw, lexicon, place),
        instruments=instruments,
        beneficiaries=beneficiaries(cell, raw, lexicon, allowed),
        quantities=quantities(cell, raw, lexicon, instruments)
        + target_quantities(row, raw, lexicon),
        clauses=clauses(cell, raw, lexicon, hits),
        citations=cited,
        programmes=mentions(cell, raw, lexicon, hits, "programmes"),
        places=places(cell, raw, lexicon, hits, place),
        deadlines=deadlines(row, raw, year),
        candidates=unknown,
    )


def _year(document: Document) -> int | None:
    about = document.metadata
    for stated in (about.written, about.published, about.in_force):
        if stated:
            return int(stated.value[:4])
    return None
