"""Class expressions, data ranges and lists, read from the triples that stand for them.

https://www.w3.org/TR/owl2-mapping-to-rdf/#Parsing_of_Expressions
"""

from dataclasses import dataclass
from typing import Final

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from cetu.errors import CheckFailed
from cetu.reason.expression import Expression, Part, Row

_QUANTIFIERS: Final = {OWL.someValuesFrom: "SomeValuesFrom", OWL.allValuesFrom: "AllValuesFrom"}
_COUNTS: Final = {
    OWL.minCardinality: "MinCardinality",
    OWL.maxCardinality: "MaxCardinality",
    OWL.cardinality: "ExactCardinality",
    OWL.minQualifiedCardinality: "MinCardinality",
    OWL.maxQualifiedCardinality: "MaxCardinality",
    OWL.qualifiedCardinality: "ExactCardinality",
}
_SETS: Final = {OWL.intersectionOf: "IntersectionOf", OWL.unionOf: "UnionOf"}


@dataclass(frozen=True, slots=True)
class Terms:
    """What a graph declares: properties by kind, and all terms together."""

    object_properties: frozenset[Node]
    data_properties: frozenset[Node]
    datatypes: frozenset[Node]
    silent: frozenset[Node]
    """Annotation properties and ontologies: what is said of them is for people."""
    declared: frozenset[Node]

    @classmethod
    def of(cls, graph: Graph) -> "Terms":
        """Return the declarations of `graph`."""

        def declared(kind: URIRef) -> frozenset[Node]:
            return frozenset(graph.subjects(RDF.type, kind))

        objects, data = declared(OWL.ObjectProperty), declared(OWL.DatatypeProperty)
        types = declared(RDFS.Datatype)
        silent = declared(OWL.AnnotationProperty) | declared(OWL.Ontology)
        everything = objects | data | types | silent | declared(OWL.Class)
        return cls(objects, data, types, silent, everything)


class Structure:
    """Reads expressions from one graph, and notes in `rows` the triples it has read."""

    def __init__(self, graph: Graph, terms: Terms) -> None:
        """Read `graph`, whose declarations are `terms`."""
        self._graph = graph
        self._terms = terms
        self.rows: list[Row] = []

    def members(self, head: Node) -> list[Node]:
        """Return what the list that begins at `head` holds.

        Raises:
            CheckFailed: it is no list, or has no end.
        """
        found: list[Node] = []
        seen: set[Node] = set()
        while head != RDF.nil:
            if head in seen:
                raise _unreadable(head)
            seen.add(head)
            found.append(self._one(head, RDF.first))
            head = self._one(head, RDF.rest)
        return found

    def a_class(self, node: Node) -> Part:
        """Return the class expression that `node` stands for.

        Raises:
            CheckFailed: its triples are no class expression.
        """
        if isinstance(node, URIRef):
            return node
        if self._has(node, OWL.onProperty):
            return self._restriction(node)
        for predicate, word in _SETS.items():
            if self._has(node, predicate):
                parts = map(self.a_class, self._list(node, predicate))
                return Expression(f"Object{word}", tuple(parts))
        if self._has(node, OWL.complementOf):
            inner = self.a_class(self._one(node, OWL.complementOf))
            return Expression("ObjectComplementOf", (inner,))
        if self._has(node, OWL.oneOf):
            parts = map(self.individual, self._list(node, OWL.oneOf))
            return Expression("ObjectOneOf", tuple(parts))
        raise _unreadable(node)

    def a_range(self, node: Node) -> Part:
        """Return the data range that `node` stands for.

        Raises:
            CheckFailed: its triples are no data range.
        """
        if isinstance(node, URIRef):
            return node
        for predicate, word in _SETS.items():
            if self._has(node, predicate):
                parts = map(self.a_range, self._list(node, predicate))
                return Expression(f"Data{word}", tuple(parts))
        if self._has(node, OWL.datatypeComplementOf):
            inner = self.a_range(self._one(node, OWL.datatypeComplementOf))
            return Expression("DataComplementOf", (inner,))
        if self._has(node, OWL.oneOf):
            values = map(self.value, self._list(node, OWL.oneOf))
            return Expression("DataOneOf", tuple(values))
        if self._has(node, OWL.onDatatype):
            return self._facets(node)
        raise _unreadable(node)

    def a_property(self, node: Node) -> Part:
        """Return the property, or the inverse of one, that `node` stands for.

        Raises:
            CheckFailed: its triples are no property expression.
        """
        if isinstance(node, URIRef):
            return node
        return Expression("ObjectInverseOf", (self.a_property(self._one(node, OWL.inverseOf)),))

    def individual(self, node: Node) -> Part:
        """Return `node`, which is a thing.

        Raises:
            CheckFailed: it is a literal.
        """
        if isinstance(node, URIRef | BNode):
            return node
        raise _unreadable(node)

    def value(self, node: Node) -> Part:
        """Return `node`, which is a literal.

        Raises:
            CheckFailed: it is none.
        """
        if isinstance(node, Literal):
            return node
        raise _unreadable(node)

    def only(self, subject: Node, predicate: Node) -> Node:
        """Return the one object of `predicate`, and note the triple.

        Raises:
            CheckFailed: there is none, or more than one.
        """
        return self._one(subject, predicate)

    def _restriction(self, node: Node) -> Expression:
        named = self._one(node, OWL.onProperty)
        of_values = named in self._terms.data_properties
        kind, over = ("Data" if of_values else "Object"), self.a_property(named)
        fill = self.a_range if of_values else self.a_class
        for predicate, word in _QUANTIFIERS.items():
            if self._has(node, predicate):
                filler = fill(self._one(node, predicate))
                return Expression(f"{kind}{word}", (over, filler))
        if self._has(node, OWL.hasValue):
            value = self._one(node, OWL.hasValue)
            part = self.value(value) if of_values else self.individual(value)
            return Expression(f"{kind}HasValue", (over, part))
        if self._has(node, OWL.hasSelf):
            self._one(node, OWL.hasSelf)
            return Expression("ObjectHasSelf", (over,))
        for predicate, word in _COUNTS.items():
            if self._has(node, predicate):
                return self._count(node, predicate, Expression(f"{kind}{word}", (over,)))
        raise _unreadable(node)

    def _count(self, node: Node, predicate: Node, begun: Expression) -> Expression:
        number = self._one(node, predicate)
        if not isinstance(number, Literal) or not str(number).isdecimal():
            raise _unreadable(node)
        parts: tuple[Part, ...] = (int(str(number)), *begun.parts)
        if self._has(node, OWL.onClass):
            parts = (*parts, self.a_class(self._one(node, OWL.onClass)))
        elif self._has(node, OWL.onDataRange):
            parts = (*parts, self.a_range(self._one(node, OWL.onDataRange)))
        return Expression(begun.word, parts)

    def _facets(self, node: Node) -> Expression:
        parts = [self.a_range(self._one(node, OWL.onDatatype))]
        for facet in self._list(node, OWL.withRestrictions):
            for _, predicate, value in sorted(self._graph.triples((facet, None, None))):
                self.rows.append((facet, predicate, value))
                parts += [self.individual(predicate), self.value(value)]
        return Expression("DatatypeRestriction", tuple(parts))

    def _list(self, node: Node, predicate: Node) -> list[Node]:
        return self.members(self._one(node, predicate))

    def _has(self, node: Node, predicate: Node) -> bool:
        return (node, predicate, None) in self._graph

    def _one(self, subject: Node, predicate: Node) -> Node:
        found = list(self._graph.objects(subject, predicate))
        if len(found) != 1:
            raise _unreadable(subject)
        self.rows.append((subject, predicate, found[0]))
        return found[0]


def _unreadable(node: Node) -> CheckFailed:
    return CheckFailed(
        f"What is said of {node.n3()} is no expression of OWL 2.",
        f"关于 {node.n3()} 的三元组不构成 OWL 2 表达式。",
    )
