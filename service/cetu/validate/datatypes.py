"""Shapes for data as the engine keeps it, which knows one type of whole numbers.

It keeps `"5"^^xsd:nonNegativeInteger` as the integer 5 (and xsd:dateTimeStamp as xsd:dateTime), so
that a shape that asks for the narrower type would find it broken in all that is written. What is
narrower about it becomes a bound on the value (https://www.w3.org/TR/xmlschema11-2/#integer).
"""

from typing import Final

from rdflib import SH, XSD, Graph, Literal, Node

_NARROWER: Final[dict[Node, tuple[int | None, int | None]]] = {
    XSD.nonNegativeInteger: (0, None),
    XSD.positiveInteger: (1, None),
    XSD.nonPositiveInteger: (None, 0),
    XSD.negativeInteger: (None, -1),
    XSD.long: (-(2**63), 2**63 - 1),
    XSD.int: (-(2**31), 2**31 - 1),
    XSD.short: (-(2**15), 2**15 - 1),
    XSD.byte: (-(2**7), 2**7 - 1),
    XSD.unsignedLong: (0, 2**64 - 1),
    XSD.unsignedInt: (0, 2**32 - 1),
    XSD.unsignedShort: (0, 2**16 - 1),
    XSD.unsignedByte: (0, 2**8 - 1),
}
"""The types derived from xsd:integer, with their least and greatest value."""


def for_kept(shapes: Graph) -> Graph:
    """Return `shapes` with the datatypes that the engine keeps."""
    kept = Graph()
    for shape, link, value in shapes:
        if link != SH.datatype or value not in {*_NARROWER, XSD.dateTimeStamp}:
            kept.add((shape, link, value))
        elif value == XSD.dateTimeStamp:
            kept.add((shape, link, XSD.dateTime))
        else:
            kept.add((shape, link, XSD.integer))
            for bound, number in zip(
                (SH.minInclusive, SH.maxInclusive), _NARROWER[value], strict=True
            ):
                if number is not None and shapes.value(shape, bound) is None:
                    kept.add((shape, bound, Literal(number)))
    return kept
