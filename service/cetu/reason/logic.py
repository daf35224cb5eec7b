"""What of a graph OWL reasons over: its axioms and its facts, without the words for people.

HermiT is slower for every label it reads and stops at a literal it cannot take, so annotations,
statements with undeclared properties and ill-formed literals are kept from it; the last are
reported instead.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import product
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, XSD
from rdflib.term import Node

UNIQUE_NAME: Final = URIRef("urn:cetu:unique-name")
"""Functional property that gives each individual its own IRI as a string.

Two individuals that OWL would make one then have two of it, which is a contradiction: one IRI names
one thing. It says what `owl:AllDifferent` says, at a cost that grows with the individuals and not
with their pairs.
"""

SHARED_KEY: Final = URIRef("urn:cetu:shared-key")
"""Inverse-functional property from a thing to a node that stands for the values of its key.

It takes the place of `owl:hasKey`, for which HermiT compares every pair of things: on the first
document that is 40 seconds against 4. Like a key, it holds of named things only.
"""

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_PICTURES: Final = 0x2400
"""Where the pictures of control characters begin: U+240C is that of a form feed."""

_HEADER: Final = URIRef("urn:cetu:checked")
# XSD names the facets of a datatype restriction, which are properties there.
_OWN_WORDS: Final = (str(OWL), str(RDF), str(RDFS), str(XSD))
_LEFT_OUT: Final = frozenset(
    {
        RDFS.label,
        RDFS.comment,
        RDFS.isDefinedBy,
        RDFS.seeAlso,
        OWL.versionInfo,
        OWL.versionIRI,
        OWL.imports,
        OWL.hasKey,
    }
)
_TERMS: Final = (
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.Ontology,
    RDFS.Datatype,
)

# https://www.w3.org/TR/owl2-syntax/#Datatype_Maps, as far as rdflib can tell well-formed from not.
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

Row = tuple[Node, Node, Node]


def terms(graph: Graph) -> frozenset[Node]:
    """Return what `graph` declares as a class, property, datatype or ontology."""
    return frozenset(term for kind in _TERMS for term in graph.subjects(RDF.type, kind))


def ill_typed(graph: Graph) -> Iterator[Row]:
    """Yield facts whose literal is ill-formed, or of a datatype that OWL 2 does not know."""
    declared = frozenset(graph.subjects(RDF.type, OWL.DatatypeProperty))
    for row in graph:
        if row[1] in declared and isinstance(row[2], Literal) and not _well_typed(row[2]):
            yield row


def schema(graph: Graph) -> Graph:
    """Return what `graph` says of its terms: the axioms, without the facts about things.

    What is declared as `owl:NamedIndividual` (a value of an enumeration) belongs to the ontology;
    things of the data are not so declared.
    """
    declared = terms(graph) | frozenset(graph.subjects(RDF.type, OWL.NamedIndividual))
    axioms = Graph()
    for row in graph:
        if row[0] in declared or not isinstance(row[0], URIRef):
            axioms.add(row)
    return axioms


def logical(graph: Graph) -> Graph:
    """Return the axioms and facts of `graph` as one OWL 2 ontology, its individuals kept apart."""
    declared = terms(graph)
    properties = frozenset(
        term
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in graph.subjects(RDF.type, kind)
    )
    silent = frozenset(graph.subjects(RDF.type, OWL.AnnotationProperty)) | frozenset(
        graph.subjects(RDF.type, OWL.Ontology)
    )
    kept = Graph()
    individuals: set[Node] = set()
    for row in graph:
        subject, predicate, value = row
        if subject in silent or predicate in _LEFT_OUT:
            continue
        if predicate not in properties and not str(predicate).startswith(_OWN_WORDS):
            continue
        if predicate in properties and isinstance(value, Literal) and not _well_typed(value):
            continue
        kept.add((subject, predicate, _readable(value)))
        individuals.update(_individuals(row, properties, declared))
    for individual in individuals:
        kept.add((individual, RDF.type, OWL.NamedIndividual))
        kept.add((individual, UNIQUE_NAME, Literal(str(individual), datatype=XSD.string)))
    for row in _keys(graph):
        kept.add(row)
    kept.add((SHARED_KEY, RDF.type, OWL.ObjectProperty))
    kept.add((SHARED_KEY, RDF.type, OWL.InverseFunctionalProperty))
    kept.add((UNIQUE_NAME, RDF.type, OWL.DatatypeProperty))
    kept.add((UNIQUE_NAME, RDF.type, OWL.FunctionalProperty))
    kept.add((_HEADER, RDF.type, OWL.Ontology))
    return kept


def _readable(value: Node) -> Node:
    """Return a string whose control characters have become pictures of them, one for one.

    The form feed at the end of a page is no character of an xsd:string, and HermiT stops at it:
    https://www.w3.org/TR/xml11/#charsets
    """
    if not isinstance(value, Literal) or not _CONTROL.search(value):
        return value
    words = _CONTROL.sub(lambda found: chr(_PICTURES + ord(found[0])), value)
    return Literal(words, lang=value.language, datatype=value.datatype)


def _individuals(
    row: Row, properties: frozenset[Node], declared: frozenset[Node]
) -> Iterator[Node]:
    subject, predicate, value = row
    if subject not in declared and (predicate in properties or value in declared):
        yield from (node for node in (subject,) if isinstance(node, URIRef))
    if predicate in properties and isinstance(value, URIRef) and value not in declared:
        yield value


def _keys(graph: Graph) -> Iterator[Row]:
    for top, head in graph.subject_objects(OWL.hasKey):
        members = {
            member
            for kind in graph.transitive_subjects(RDFS.subClassOf, top)
            for member in graph.subjects(RDF.type, kind)
        }
        for member in members:
            for values in product(*(graph.objects(member, key) for key in Collection(graph, head))):
                text = "\0".join([str(top), *(str(value) for value in values)])
                key = sha256(text.encode()).hexdigest()
                yield member, SHARED_KEY, URIRef(f"urn:cetu:key:{key}")


def _well_typed(literal: Literal) -> bool:
    if literal.datatype is None:
        return True
    return literal.datatype in _DATATYPES and not literal.ill_typed
