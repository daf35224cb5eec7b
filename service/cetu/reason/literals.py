"""Literals that OWL 2 can take, and those that it cannot.

https://www.w3.org/TR/owl2-syntax/#Datatype_Maps, as far as rdflib can tell well-formed from not.
"""

import re
from collections.abc import Iterator
from typing import Final

from rdflib import Graph, Literal
from rdflib.namespace import OWL, RDF, XSD

from cetu.reason.expression import Row

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_PICTURES: Final = 0x2400
"""Where the pictures of control characters begin: U+240C is that of a form feed."""

_DATATYPES: Final = frozenset(
    {
        XSD.anyURI,
        XSD.base64Binary,
        XSD.boolean,
        XSD.byte,
        XSD.dateTime,
        XSD.dateTimeStamp,
        XSD.decimal,
        XSD.double,
        XSD.float,
        XSD.hexBinary,
        XSD.int,
        XSD.integer,
        XSD.language,
        XSD.long,
        XSD.Name,
        XSD.NCName,
        XSD.negativeInteger,
        XSD.NMTOKEN,
        XSD.nonNegativeInteger,
        XSD.nonPositiveInteger,
        XSD.normalizedString,
        XSD.positiveInteger,
        XSD.short,
        XSD.string,
        XSD.token,
        XSD.unsignedByte,
        XSD.unsignedInt,
        XSD.unsignedLong,
        XSD.unsignedShort,
        RDF.langString,
        RDF.XMLLiteral,
    }
)


def ill_typed(graph: Graph) -> Iterator[Row]:
    """Yield facts whose literal is ill-formed, or of a datatype that OWL 2 does not know."""
    declared = frozenset(graph.subjects(RDF.type, OWL.DatatypeProperty))
    for row in graph:
        if row[1] in declared and isinstance(row[2], Literal) and not well_typed(row[2]):
            yield row


def well_typed(literal: Literal) -> bool:
    """Return whether OWL 2 knows the datatype of `literal`, and it is written as that asks."""
    if literal.datatype is None:
        return True
    return literal.datatype in _DATATYPES and not literal.ill_typed


def readable(literal: Literal) -> Literal:
    """Return `literal` with pictures in place of its control characters, one for one.

    The form feed at the end of a page is no character of an xsd:string, and HermiT stops at it:
    https://www.w3.org/TR/xml11/#charsets
    """
    if not _CONTROL.search(literal):
        return literal
    words = _CONTROL.sub(lambda found: chr(_PICTURES + ord(found[0])), literal)
    return Literal(words, lang=literal.language, datatype=literal.datatype)
