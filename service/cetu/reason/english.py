"""Axioms in English."""

from collections.abc import Mapping
from typing import Final

from rdflib import URIRef
from rdflib.namespace import XSD

from cetu.reason.expression import Axiom, Expression, Part
from cetu.reason.speech import Speech, Teller, anything, facets, keys, kind

_TYPES: Final = {
    XSD.string: "text",
    XSD.integer: "a whole number",
    XSD.nonNegativeInteger: "a whole number from 0 up",
    XSD.positiveInteger: "a whole number from 1 up",
    XSD.decimal: "a number",
    XSD.boolean: "true or false",
    XSD.dateTime: "a moment in time",
    XSD.anyURI: "a web address",
}
_FACETS: Final = {
    XSD.minInclusive: "not below {}",
    XSD.maxInclusive: "not above {}",
    XSD.minExclusive: "above {}",
    XSD.maxExclusive: "below {}",
    XSD.pattern: "of the form {}",
    XSD.length: "of {} characters",
    XSD.minLength: "of {} characters at least",
    XSD.maxLength: "of {} characters at most",
}
_COUNTS: Final = {
    "MinCardinality": "at least",
    "MaxCardinality": "at most",
    "ExactCardinality": "exactly",
}
_PAIR: Final = 2


class English(Speech):
    """Says what an axiom says in English."""

    language = "en"

    def quoted(self, name: str) -> str:
        """Return “name”."""
        return f"“{name}”"

    def inverse(self, part: Expression) -> str:
        """Return the inverse of a property by its name."""
        return f"inverse {self.name(part.parts[0])}"

    def axiom(self, axiom: Axiom) -> str:
        """Return `axiom` as a sentence."""
        tell = self._axioms().get(kind(axiom))
        told = tell(axiom.parts) if tell else axiom.text
        return f"{told[0].upper()}{told[1:]}."

    def _axioms(self) -> Mapping[str, Teller]:
        name, noun, claim = self.name, self._noun, self._claim
        return {
            "SubClassOf": lambda p: f"{self._whatever(p[0])} {claim(p[1])}",
            "EquivalentClasses": lambda p: f"{noun(p[0])} means the same as {noun(p[1])}",
            "DisjointClasses": self._disjoint,
            "DisjointUnion": lambda p: (
                f"every {noun(p[0])} is just one of {self._listed(p[1:], 'classes', 'or')}"
            ),
            "SubPropertyOf": self._sub,
            "EquivalentProperties": lambda p: (
                f"{name(p[0])} and {name(p[1])} are the same relation"
            ),
            "DisjointProperties": lambda p: (
                f"between the same two, {self._listed(p, 'relations')} cannot hold at once"
            ),
            "InverseProperties": lambda p: (
                f"if one thing has another as {name(p[0])},"
                f" the other has the one as {name(p[1])}, and the other way round"
            ),
            "PropertyDomain": lambda p: f"whatever has {_article(name(p[0]))} {claim(p[1])}",
            "PropertyRange": lambda p: f"whatever is the {name(p[0])} of a thing {claim(p[1])}",
            "FunctionalProperty": lambda p: f"a thing has one {name(p[0])} at most",
            "InverseFunctionalProperty": lambda p: f"nothing is the {name(p[0])} of two things",
            "ReflexiveProperty": lambda p: f"everything has itself as {name(p[0])}",
            "IrreflexiveProperty": lambda p: f"nothing has itself as {name(p[0])}",
            "SymmetricProperty": lambda p: (
                f"if one thing has another as {name(p[0])}, the other has the one as that too"
            ),
            "AsymmetricProperty": lambda p: (
                f"if one thing has another as {name(p[0])}, the other cannot have the one as that"
            ),
            "TransitiveProperty": lambda p: (
                f"the {name(p[0])} of the {name(p[0])} of a thing"
                f" is {_article(name(p[0]))} of it too"
            ),
            "DatatypeDefinition": lambda p: f"{name(p[0])} is {noun(p[1])}",
            "ClassAssertion": lambda p: f"{name(p[1])} {claim(p[0])}",
            "PropertyAssertion": lambda p: f"{name(p[1])} has {name(p[2])} as {name(p[0])}",
            "NegativePropertyAssertion": lambda p: (
                f"{name(p[1])} does not have {name(p[2])} as {name(p[0])}"
            ),
            "HasKey": lambda p: (
                f"two of {noun(p[0])} that agree in {self._listed(keys(p), 'properties')} are one"
            ),
            "SameIndividual": lambda p: f"{' and '.join(map(name, p))} are one thing",
            "DifferentIndividuals": lambda p: f"{self._listed(p, 'things')} are all different",
        }

    def _noun(self, part: Part) -> str:
        """Return a class or data range as what is of it."""
        if not isinstance(part, Expression):
            known = _TYPES.get(part) if isinstance(part, URIRef) else None
            return known or self.name(part)
        tell = self._nouns().get(kind(part))
        return tell(part.parts) if tell else f"something that {self._claim(part)}"

    def _nouns(self) -> Mapping[str, Teller]:
        return {
            "UnionOf": lambda p: " or ".join(map(self._noun, p)),
            "OneOf": lambda p: f"one of {self._listed(p, 'things', 'or')}",
            "DatatypeRestriction": lambda p: f"{self._noun(p[0])} {self._facets(p)}",
        }

    def _facets(self, parts: tuple[Part, ...]) -> str:
        return " and ".join(
            _FACETS.get(facet, f"{self.name(facet)} {{}}").format(value)
            for facet, value in facets(parts)
        )

    def _claim(self, part: Part) -> str:
        """Return what is said of whatever is of a class."""
        if isinstance(part, Expression):
            if number := _COUNTS.get(kind(part)):
                of = "".join(map(self._that, part.parts[2:]))
                return f"has {number} {part.parts[0]} {self.name(part.parts[1])}{of}"
            if tell := self._claims().get(kind(part)):
                return tell(part.parts)
        return f"is {self._a(part)}"

    def _claims(self) -> Mapping[str, Teller]:
        name, noun = self.name, self._noun
        return {
            "SomeValuesFrom": lambda p: f"has some {name(p[0])}{self._that(p[1])}",
            "AllValuesFrom": lambda p: f"has nothing but {noun(p[1])} as {name(p[0])}",
            "HasValue": lambda p: f"has {name(p[1])} as {name(p[0])}",
            "HasSelf": lambda p: f"has itself as {name(p[0])}",
            "ComplementOf": lambda p: f"is not {self._a(p[0])}",
            "IntersectionOf": lambda p: " and ".join(map(self._claim, p)),
        }

    def _that(self, filler: Part) -> str:
        return "" if anything(filler) else f" that is {self._a(filler)}"

    def _a(self, part: Part) -> str:
        return _article(self.name(part)) if self._named(part) else self._noun(part)

    def _named(self, part: Part) -> bool:
        return isinstance(part, URIRef) and part not in _TYPES

    def _whatever(self, part: Part) -> str:
        return f"every {self.name(part)}" if self._named(part) else f"whatever {self._claim(part)}"

    def _listed(self, parts: tuple[Part, ...], counted: str, link: str = "and") -> str:
        told = self.chosen(parts)
        names = [self._noun(one) for one in told]
        if len(told) < len(parts):
            return f"{', '.join(names)} and the others of {len(parts)} {counted}"
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {link} {names[-1]}"

    def _disjoint(self, parts: tuple[Part, ...]) -> str:
        told = self.chosen(parts)
        if len(told) == _PAIR:
            return f"nothing is both {self._a(told[0])} and {self._a(told[1])}"
        return f"no two of {self._listed(parts, 'classes')} share a member"

    def _sub(self, parts: tuple[Part, ...]) -> str:
        lower, upper = parts
        over = _article(self.name(upper))
        if isinstance(lower, Expression) and lower.word == "ObjectPropertyChain":
            links = " of the ".join(map(self.name, reversed(lower.parts)))
            return f"the {links} of a thing is {over} of it"
        return f"{_article(self.name(lower))} of a thing is {over} of it too"

    def apart(self, axiom: Axiom) -> str:
        """Return that two things are different because their identifiers are."""
        pair = " and ".join(map(self.name, axiom.parts))
        return f"{pair} are two things, for one identifier names one thing."


def _article(quoted: str) -> str:
    return (
        f"an {quoted}" if quoted.strip("“")[:1].lower() in ("a", "e", "i", "o") else f"a {quoted}"
    )
