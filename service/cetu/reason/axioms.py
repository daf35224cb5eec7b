"""A graph as OWL 2 axioms, each with the triples that state it.

https://www.w3.org/TR/owl2-mapping-to-rdf/#Parsing_of_Axioms. Declarations, annotations and
statements with undeclared properties are no axioms. Nor is a fact whose literal is ill-formed:
HermiT stops at it, and `literals` reports it.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from cetu.errors import CheckFailed
from cetu.reason.expression import Axiom, Expression, Part, Row, written
from cetu.reason.literals import readable, well_typed
from cetu.reason.structure import Structure, Terms

_CHARACTERISTICS: Final = {
    OWL.FunctionalProperty: "Functional{}Property",
    OWL.InverseFunctionalProperty: "InverseFunctionalObjectProperty",
    OWL.ReflexiveProperty: "ReflexiveObjectProperty",
    OWL.IrreflexiveProperty: "IrreflexiveObjectProperty",
    OWL.SymmetricProperty: "SymmetricObjectProperty",
    OWL.AsymmetricProperty: "AsymmetricObjectProperty",
    OWL.TransitiveProperty: "TransitiveObjectProperty",
}
_OF_CLASSES: Final = {
    RDFS.subClassOf: "SubClassOf",
    OWL.equivalentClass: "EquivalentClasses",
    OWL.disjointWith: "DisjointClasses",
}
_OF_PROPERTIES: Final = {
    RDFS.subPropertyOf: "Sub{}PropertyOf",
    OWL.equivalentProperty: "Equivalent{}Properties",
    OWL.propertyDisjointWith: "Disjoint{}Properties",
}
_OF_THINGS: Final = {OWL.sameAs: "SameIndividual", OWL.differentFrom: "DifferentIndividuals"}
# A thing is of a class; these classes are the language's own.
_NO_CLASSES: Final = (str(OWL), str(RDF), str(RDFS))


def axioms(graph: Graph) -> tuple[Axiom, ...]:
    """Return the axioms of `graph`, those about terms first, each once, in a stable order.

    Raises:
        CheckFailed: triples that begin an axiom do not make one.
    """
    reader = _Axioms(graph)
    found: dict[Axiom, Axiom] = {}
    try:
        for axiom in reader.all():
            found.setdefault(axiom, axiom)
    except RecursionError as error:
        raise CheckFailed(
            "A class expression contains itself.", "有类表达式包含其自身。"
        ) from error
    return tuple(sorted(found.values(), key=lambda axiom: (axiom.is_fact, axiom.text)))


class _Axioms:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._terms = Terms.of(graph)
        self._begin: dict[Node, Callable[[Row, Structure], Axiom | None]] = {
            RDF.type: self._typed,
            OWL.disjointUnionOf: self._disjoint_union,
            OWL.propertyChainAxiom: self._chain,
            OWL.inverseOf: self._inverse,
            OWL.hasKey: self._key,
            RDFS.domain: self._domain,
            RDFS.range: self._range,
            **dict.fromkeys(_OF_CLASSES, self._of_classes),
            **dict.fromkeys(_OF_PROPERTIES, self._of_properties),
            **dict.fromkeys(_OF_THINGS, self._of_things),
        }

    def all(self) -> Iterator[Axiom]:
        """Yield each axiom as its first triple is met."""
        silent, facts = self._terms.silent, self._terms
        for row in self._graph:
            subject, predicate, value = row
            if subject in silent:
                continue
            if predicate in facts.object_properties:
                if not isinstance(value, Literal):
                    yield _fact("ObjectPropertyAssertion", (predicate, subject, value), row)
            elif predicate in facts.data_properties:
                if isinstance(value, Literal) and well_typed(value):
                    value = readable(value)
                    yield _fact("DataPropertyAssertion", (predicate, subject, value), row)
            elif begin := self._begin.get(predicate):
                structure = Structure(self._graph, self._terms)
                if axiom := begin(row, structure):
                    rows = tuple(dict.fromkeys((row, *structure.rows)))
                    yield Axiom(axiom.word, axiom.parts, rows)

    def _typed(self, row: Row, structure: Structure) -> Axiom | None:
        subject, _, kind = row
        if name := _CHARACTERISTICS.get(kind):  # type: ignore[call-overload]
            return self._characteristic(name, subject, structure)
        if kind in (OWL.AllDisjointClasses, OWL.AllDisjointProperties, OWL.AllDifferent):
            return self._all(subject, kind, structure)
        if kind == OWL.NegativePropertyAssertion:
            return self._negative(subject, structure)
        if isinstance(kind, URIRef) and str(kind).startswith(_NO_CLASSES):
            return None
        return Axiom("ClassAssertion", (structure.a_class(kind), structure.individual(subject)))

    def _characteristic(self, name: str, subject: Node, structure: Structure) -> Axiom | None:
        kind = self._kind(subject)
        if not kind or (kind == "Data" and "{}" not in name):
            return None
        return Axiom(name.format(kind), (structure.a_property(subject),))

    def _all(self, subject: Node, kind: Node, structure: Structure) -> Axiom:
        listing = OWL.members
        if kind == OWL.AllDifferent and (subject, OWL.distinctMembers, None) in self._graph:
            listing = OWL.distinctMembers
        members = structure.members(structure.only(subject, listing))
        if kind == OWL.AllDisjointClasses:
            return Axiom("DisjointClasses", _sorted(structure.a_class(one) for one in members))
        if kind == OWL.AllDifferent:
            things = (structure.individual(one) for one in members)
            return Axiom("DifferentIndividuals", _sorted(things))
        of_values = any(one in self._terms.data_properties for one in members)
        word = f"Disjoint{'Data' if of_values else 'Object'}Properties"
        return Axiom(word, _sorted(structure.a_property(one) for one in members))

    def _negative(self, subject: Node, structure: Structure) -> Axiom:
        thing = structure.individual(structure.only(subject, OWL.sourceIndividual))
        over = structure.a_property(structure.only(subject, OWL.assertionProperty))
        if (subject, OWL.targetValue, None) in self._graph:
            value = structure.value(structure.only(subject, OWL.targetValue))
            return Axiom("NegativeDataPropertyAssertion", (over, thing, value))
        other = structure.individual(structure.only(subject, OWL.targetIndividual))
        return Axiom("NegativeObjectPropertyAssertion", (over, thing, other))

    def _of_classes(self, row: Row, structure: Structure) -> Axiom:
        subject, predicate, value = row
        if predicate == OWL.equivalentClass and subject in self._terms.datatypes:
            return Axiom(
                "DatatypeDefinition", (structure.a_range(subject), structure.a_range(value))
            )
        parts = (structure.a_class(subject), structure.a_class(value))
        word = _OF_CLASSES[URIRef(str(predicate))]
        return Axiom(word, parts if word == "SubClassOf" else _sorted(parts))

    def _of_properties(self, row: Row, structure: Structure) -> Axiom | None:
        subject, predicate, value = row
        kind = self._kind(subject)
        if not kind:
            return None
        parts = (structure.a_property(subject), structure.a_property(value))
        word = _OF_PROPERTIES[URIRef(str(predicate))].format(kind)
        return Axiom(word, parts if word.startswith("Sub") else _sorted(parts))

    def _of_things(self, row: Row, structure: Structure) -> Axiom:
        parts = (structure.individual(row[0]), structure.individual(row[2]))
        return Axiom(_OF_THINGS[URIRef(str(row[1]))], _sorted(parts))

    def _disjoint_union(self, row: Row, structure: Structure) -> Axiom:
        parts = tuple(structure.a_class(one) for one in structure.members(row[2]))
        return Axiom("DisjointUnion", (structure.a_class(row[0]), *parts))

    def _chain(self, row: Row, structure: Structure) -> Axiom:
        links = tuple(structure.a_property(one) for one in structure.members(row[2]))
        chain = Expression("ObjectPropertyChain", links)
        return Axiom("SubObjectPropertyOf", (chain, structure.a_property(row[0])))

    def _inverse(self, row: Row, structure: Structure) -> Axiom | None:
        if not isinstance(row[0], URIRef):
            return None  # a property expression, not an axiom
        parts = (structure.a_property(row[0]), structure.a_property(row[2]))
        return Axiom("InverseObjectProperties", _sorted(parts))

    def _key(self, row: Row, structure: Structure) -> Axiom:
        members = structure.members(row[2])
        values = [one for one in members if one in self._terms.data_properties]
        things = [structure.a_property(one) for one in members if one not in values]
        lists = (
            Expression("", tuple(things)),
            Expression("", tuple(map(structure.a_property, values))),
        )
        return Axiom("HasKey", (structure.a_class(row[0]), *lists))

    def _domain(self, row: Row, structure: Structure) -> Axiom | None:
        kind = self._kind(row[0])
        if not kind:
            return None
        parts = (structure.a_property(row[0]), structure.a_class(row[2]))
        return Axiom(f"{kind}PropertyDomain", parts)

    def _range(self, row: Row, structure: Structure) -> Axiom | None:
        kind = self._kind(row[0])
        if not kind:
            return None
        inner = structure.a_range(row[2]) if kind == "Data" else structure.a_class(row[2])
        return Axiom(f"{kind}PropertyRange", (structure.a_property(row[0]), inner))

    def _kind(self, node: Node) -> str:
        """Return whether `node` is a property of things or of values; "" where it is neither."""
        if node in self._terms.object_properties:
            return "Object"
        if node in self._terms.data_properties:
            return "Data"
        return "Object" if (node, OWL.inverseOf, None) in self._graph else ""


def _fact(word: str, parts: tuple[Node, ...], row: Row) -> Axiom:
    return Axiom(word, parts, (row,))


def _sorted(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=written))
