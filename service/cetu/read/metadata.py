"""Metadata: what a document says of itself, with the words that say it."""

from cetu.model.document import Metadata, Stated
from cetu.model.layout import Layout, Paragraph


def metadata(layout: Layout) -> Metadata:
    """Return title, number, issuers, dates, kind, jurisdiction, parent and draft mark."""
    lines = [block.words for block in layout.blocks if isinstance(block, Paragraph) and block.words]
    if not lines:
        return Metadata()
    span = lines[-1].pieces[0]
    return Metadata(title=Stated(span.text, span))
