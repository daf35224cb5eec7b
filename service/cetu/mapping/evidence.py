"""Evidence: a quote with its place, one node for one place.

Follows the Web Annotation selectors, https://www.w3.org/TR/annotation-model/#text-quote-selector
and #text-position-selector: offsets count characters of the raw text from 0. A place on a picture
of a page is a media fragment, https://www.w3.org/TR/media-frags/#naming-space, in points.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cetu.mapping.sheet import Sheet, count
from cetu.model.layout import Box, Layout
from cetu.model.span import Span
from cetu.namespaces import ID

_CONTEXT = 12
_ID = str(ID)


@dataclass(frozen=True, slots=True)
class Witness:
    """Writes evidence of one version of a document on `sheet`.

    `path` is the document's key and the version's, which the IRIs of quotes and parts share: the
    same place in another version holds other words. Words that are withheld are not quoted.
    """

    sheet: Sheet
    path: str
    layout: Layout
    version: str
    reader: str
    placed: set[str] = field(default_factory=set)

    def evidence(self, span: Span, part: str = "") -> str:
        """Return the evidence node for `span`, which stands in `part` of the document.

        Without a part it stands in the text as a whole, unless it is known to stand in a part.
        Words of a merged cell stand in the part of every row that it covers.
        """
        node = f"{_ID}evidence/{self.path}/{span.start}-{span.end}"
        sheet, raw = self.sheet, self.layout.source.text
        sheet.kind(node, "Evidence")
        if not span.withheld:
            sheet.say(node, "exactQuote", span.text)
        sheet.say(node, "startOffset", count(span.start))
        sheet.say(node, "endOffset", count(span.end))
        sheet.link(node, "fromVersion", self.version)
        if part or node not in self.placed:
            sheet.link(node, "inPart", part or self.text())
            self.placed.add(node)
        sheet.link(node, "readBy", self.reader)
        if page := self.layout.page(span.start):
            sheet.say(node, "page", count(page))
        for region in _regions(self.layout.boxes, span):
            sheet.say(node, "pageRegion", region)
        before = raw[max(0, span.start - _CONTEXT) : span.start].split("\n")[-1].lstrip("\t")
        after = raw[span.end : span.end + _CONTEXT].split("\n")[0]
        if before:
            sheet.say(node, "quotePrefix", before)
        if after:
            sheet.say(node, "quoteSuffix", after)
        return node

    def part(self, kind: str, key: str, cls: str) -> str:
        """Return the part of the version that is a `kind` (`row`, `heading`) called `key`."""
        node = f"{_ID}part/{self.path}/{kind}-{key}"
        self.sheet.kind(node, cls)
        self.sheet.link(node, "partOf", self.version)
        return node

    def text(self) -> str:
        """Return the part that is the whole text: what stands in no row and no heading is in it."""
        node = self.part("text", "whole", "WholeText")
        self.sheet.label(node, "全文", "whole text")
        return node


def _regions(boxes: tuple[Box, ...], span: Span) -> Iterator[str]:
    """Yield, a page, the rectangle around the recognised words of `span`."""
    over = [box for box in boxes if box.start < span.end and span.start < box.end]
    for page in sorted({box.page for box in over}):
        here = [box for box in over if box.page == page]
        left, top = min(box.left for box in here), min(box.top for box in here)
        width = max(box.right for box in here) - left
        height = max(box.bottom for box in here) - top
        yield f"page={page}&xywh={left:.0f},{top:.0f},{width:.0f},{height:.0f}"
