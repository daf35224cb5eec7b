"""Evidence: a quote with its place, one node for one place.

Follows the Web Annotation selectors, https://www.w3.org/TR/annotation-model/#text-quote-selector
and #text-position-selector: offsets count characters of the raw text from 0.
"""

from dataclasses import dataclass

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import XSD

from cetu.model.span import Span
from cetu.namespaces import CETU, ID

_CONTEXT = 12


@dataclass(frozen=True, slots=True)
class Witness:
    """Writes evidence of one version of a document into `graph`.

    `path` is the document's key and the version's, which the IRIs of quotes and parts share: the
    same place in another version holds other words.
    """

    graph: Graph
    path: str
    raw: str
    version: URIRef
    reader: URIRef

    def evidence(self, span: Span, part: URIRef) -> URIRef:
        """Return the evidence node for `span`, which stands in `part` of the document."""
        node = ID[f"evidence/{self.path}/{span.start}-{span.end}"]
        add = self.graph.add
        add((node, RDF.type, CETU.Evidence))
        add((node, CETU.exactQuote, Literal(span.text)))
        add((node, CETU.startOffset, _count(span.start)))
        add((node, CETU.endOffset, _count(span.end)))
        add((node, CETU.fromVersion, self.version))
        add((node, CETU.inPart, part))
        add((node, CETU.readBy, self.reader))
        before = self.raw[max(0, span.start - _CONTEXT) : span.start].split("\n")[-1].lstrip("\t")
        after = self.raw[span.end : span.end + _CONTEXT].split("\n")[0]
        if before:
            add((node, CETU.quotePrefix, Literal(before)))
        if after:
            add((node, CETU.quoteSuffix, Literal(after)))
        return node


def _count(number: int) -> Literal:
    return Literal(number, datatype=XSD.nonNegativeInteger)
