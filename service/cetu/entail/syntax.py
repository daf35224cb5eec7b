"""Axioms in OWL 2 functional syntax (https://www.w3.org/TR/owl2-syntax/)."""

import re
from typing import Final

from pyoxigraph import BlankNode, NamedNode

from cetu.entail import axioms as ax
from cetu.entail.axioms import Axioms
from cetu.entail.rule import Term
from cetu.namespaces import ID, PREFIXES

_LOCAL: Final = re.compile(r"[A-Za-z_][\w.-]*")
_PREFIXES: Final = PREFIXES | {"id": str(ID)}
_MAKERS: Final = {
    ax.ALL_OF: "ObjectIntersectionOf",
    ax.ANY_OF: "ObjectUnionOf",
    ax.ONE_OF: "ObjectOneOf",
    ax.SOME: "SomeValuesFrom",
    ax.ONLY: "AllValuesFrom",
    ax.VALUE: "HasValue",
}


class Syntax:
    """Writes axioms; terms are abbreviated where a prefix is known."""

    def __init__(self, axioms: Axioms) -> None:
        """Keep the axioms, which say what anonymous classes are made of."""
        self._axioms = axioms
        self._kinds = {
            "Data": axioms.members(ax.DATA),
            "Annotation": axioms.members(ax.ANNOTATION),
        }

    def of_classes(self, kind: str, *classes: Term) -> str:
        """Write an axiom about classes, such as `SubClassOf`."""
        return f"{kind}({' '.join(map(self.name, classes))})"

    def of_property(self, kind: str, node: Term, *others: Term) -> str:
        """Write an axiom about a property; `%s` in `kind` is where its sort goes."""
        names = " ".join(map(self.name, (node, *others)))
        return f"{kind % self.sort(node)}({names})"

    def of_chain(self, chain: tuple[Term, ...], whole: Term) -> str:
        """Write the axiom that properties one after another give a whole one."""
        steps = " ".join(map(self.name, chain))
        return f"SubObjectPropertyOf(ObjectPropertyChain({steps}) {self.name(whole)})"

    def made(self, node: Term) -> str:
        """Write the axiom that a class with a name has, that says itself what it is made of."""
        return f"EquivalentClasses({self.name(node)} {self._expression(node, ())})"

    def sort(self, node: Term) -> str:
        """Return the sort of a property: `Object`, `Data` or `Annotation`."""
        return next((sort for sort, held in self._kinds.items() if node in held), "Object")

    def name(self, node: Term) -> str:
        """Write a term, or what an anonymous one is made of."""
        if isinstance(node, NamedNode):
            return _short(node)
        if isinstance(node, BlankNode):
            return self._expression(node, ())
        return str(node)

    def _expression(self, node: Term, above: tuple[Term, ...]) -> str:
        made = self._axioms.made(node)
        if node in above:
            return str(node)
        if made is None:
            inverse = self._axioms.value(node, ax.INVERSE)
            return str(node) if inverse is None else f"ObjectInverseOf({self.name(inverse)})"
        maker, value = made

        def written(part: Term) -> str:
            if isinstance(part, BlankNode):
                return self._expression(part, (*above, node))
            return self.name(part)

        if maker in {ax.ALL_OF, ax.ANY_OF, ax.ONE_OF}:
            parts = self._axioms.list(value)
            return f"{_MAKERS[maker]}({' '.join(map(written, parts))})"
        on = self._axioms.value(node, ax.ON)
        if on is None:
            return str(node)
        return f"{self.sort(on)}{_MAKERS[maker]}({written(on)} {written(value)})"


def _short(node: NamedNode) -> str:
    for prefix, namespace in _PREFIXES.items():
        local = node.value.removeprefix(namespace)
        if local != node.value and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return str(node)
