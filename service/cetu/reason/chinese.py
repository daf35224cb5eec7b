"""Axioms in Chinese."""

from collections.abc import Mapping
from typing import Final

from rdflib import URIRef
from rdflib.namespace import XSD

from cetu.reason.expression import Axiom, Expression, Part
from cetu.reason.speech import Speech, Teller, anything, facets, keys, kind

_TYPES: Final = {
    XSD.string: "文字",
    XSD.integer: "整数",
    XSD.nonNegativeInteger: "非负整数",
    XSD.positiveInteger: "正整数",
    XSD.decimal: "数",
    XSD.boolean: "真假值",
    XSD.dateTime: "日期时间",
    XSD.anyURI: "网址",
}
_FACETS: Final = {
    XSD.minInclusive: "不小于 {}",
    XSD.maxInclusive: "不大于 {}",
    XSD.minExclusive: "大于 {}",
    XSD.maxExclusive: "小于 {}",
    XSD.pattern: "形如 {}",
    XSD.length: "长 {} 个字",
    XSD.minLength: "至少 {} 个字",
    XSD.maxLength: "至多 {} 个字",
}
_COUNTS: Final = {
    "MinCardinality": "至少有",
    "MaxCardinality": "至多有",
    "ExactCardinality": "恰有",
}
_PAIR: Final = 2


class Chinese(Speech):
    """Says what an axiom says in Chinese."""

    language = "zh"

    def quoted(self, name: str) -> str:
        """Return 「name」."""
        return f"「{name}」"

    def inverse(self, part: Expression) -> str:
        """Return the inverse of a property by its name."""
        return f"（反向的{self.name(part.parts[0])}）"

    def axiom(self, axiom: Axiom) -> str:
        """Return `axiom` as a sentence."""
        tell = self._axioms().get(kind(axiom))
        return f"{tell(axiom.parts) if tell else axiom.text}。"

    def _axioms(self) -> Mapping[str, Teller]:
        name, noun, claim = self.name, self._noun, self._claim
        return {
            "SubClassOf": lambda p: f"凡{noun(p[0])}，{claim(p[1])}",
            "EquivalentClasses": lambda p: f"{noun(p[0])}即{noun(p[1])}",
            "DisjointClasses": self._disjoint,
            "DisjointUnion": lambda p: (
                f"{noun(p[0])}恰分为{self._listed(p[1:], '类')}，各类互不相容"
            ),
            "SubPropertyOf": self._sub,
            "EquivalentProperties": lambda p: f"{name(p[0])}与{name(p[1])}是同一种关系",
            "DisjointProperties": lambda p: f"甲与乙之间，{self._listed(p, '种关系')}不能同时成立",
            "InverseProperties": lambda p: f"甲的{name(p[0])}是乙，即乙的{name(p[1])}是甲",
            "PropertyDomain": lambda p: f"凡有{name(p[0])}的，{claim(p[1])}",
            "PropertyRange": lambda p: f"{name(p[0])}的值，{claim(p[1])}",
            "FunctionalProperty": lambda p: f"一个事物至多有一个{name(p[0])}",
            "InverseFunctionalProperty": lambda p: f"同一个事物不能是两个事物的{name(p[0])}",
            "ReflexiveProperty": lambda p: f"每个事物的{name(p[0])}都有它自己",
            "IrreflexiveProperty": lambda p: f"没有事物的{name(p[0])}是它自己",
            "SymmetricProperty": lambda p: f"甲的{name(p[0])}是乙，乙的{name(p[0])}就是甲",
            "AsymmetricProperty": lambda p: f"甲的{name(p[0])}是乙，乙的{name(p[0])}就不能是甲",
            "TransitiveProperty": lambda p: (
                f"甲的{name(p[0])}是乙，乙的{name(p[0])}是丙，甲的{name(p[0])}就是丙"
            ),
            "DatatypeDefinition": lambda p: f"{name(p[0])}即{noun(p[1])}",
            "ClassAssertion": lambda p: f"{name(p[1])}{claim(p[0], every=False)}",
            "PropertyAssertion": lambda p: f"{name(p[1])}的{name(p[0])}是{name(p[2])}",
            "NegativePropertyAssertion": lambda p: f"{name(p[1])}的{name(p[0])}不是{name(p[2])}",
            "HasKey": lambda p: f"{''.join(map(name, keys(p)))}都相同的两个{noun(p[0])}就是同一个",
            "SameIndividual": lambda p: f"{'与'.join(map(name, p))}是同一个事物",
            "DifferentIndividuals": lambda p: f"{self._listed(p, '项')}各不相同",
        }

    def _noun(self, part: Part) -> str:
        """Return a class or data range as what is of it."""
        if not isinstance(part, Expression):
            known = _TYPES.get(part) if isinstance(part, URIRef) else None
            return known or self.name(part)
        tell = self._nouns().get(kind(part))
        return tell(part.parts) if tell else f"{self._claim(part, every=False)}的事物"

    def _nouns(self) -> Mapping[str, Teller]:
        return {
            "UnionOf": lambda p: "或".join(map(self._noun, p)),
            "OneOf": lambda p: f"{self._listed(p, '项')}之一",
            "DatatypeRestriction": lambda p: f"{self._facets(p)}的{self._noun(p[0])}",
        }

    def _facets(self, parts: tuple[Part, ...]) -> str:
        return "、".join(
            _FACETS.get(facet, f"{self.name(facet)} {{}}").format(value)
            for facet, value in facets(parts)
        )

    def _claim(self, part: Part, *, every: bool = True) -> str:
        """Return what is said of a thing, or of `every` one, that is of a class."""
        each = "都" if every else ""
        if isinstance(part, Expression):
            if number := _COUNTS.get(kind(part)):
                of = "".join(map(self._of, part.parts[2:]))
                return f"其{of}{self.name(part.parts[1])}{number} {part.parts[0]} 个"
            if tell := self._claims(each).get(kind(part)):
                return tell(part.parts)
        return f"{each}是{self._noun(part)}"

    def _claims(self, each: str) -> Mapping[str, Teller]:
        name, noun = self.name, self._noun
        return {
            "SomeValuesFrom": lambda p: f"{each}有{self._of(p[1])}{name(p[0])}",
            "AllValuesFrom": lambda p: f"其{name(p[0])}只能是{noun(p[1])}",
            "HasValue": lambda p: f"其{name(p[0])}是{name(p[1])}",
            "HasSelf": lambda p: f"其{name(p[0])}是它自己",
            "ComplementOf": lambda p: f"{each}不是{noun(p[0])}",
            "IntersectionOf": lambda p: "，且".join(
                self._claim(one, every=bool(each)) for one in p
            ),
        }

    def _of(self, filler: Part) -> str:
        return "" if anything(filler) else f"属于{self._noun(filler)}的"

    def _listed(self, parts: tuple[Part, ...], counted: str) -> str:
        told = self.chosen(parts)
        names = "".join(map(self._noun, told))
        return names if len(told) == len(parts) else f"{names}等 {len(parts)} {counted}"

    def _disjoint(self, parts: tuple[Part, ...]) -> str:
        told = self.chosen(parts)
        if len(told) == _PAIR:
            return f"没有事物既是{self._noun(told[0])}，又是{self._noun(told[1])}"
        return f"{self._listed(parts, '类')}两两没有共同的成员"

    def _sub(self, parts: tuple[Part, ...]) -> str:
        lower, upper = parts
        if isinstance(lower, Expression) and lower.word == "ObjectPropertyChain":
            links = "的".join(map(self.name, lower.parts))
            return f"一个事物的{links}，就是它的{self.name(upper)}"
        return f"一个事物的{self.name(lower)}，也是它的{self.name(upper)}"

    def apart(self, axiom: Axiom) -> str:
        """Return that two things are different because their identifiers are."""
        pair = "与".join(map(self.name, axiom.parts))
        return f"{pair}是两个事物，因为一个标识只指一个事物。"
