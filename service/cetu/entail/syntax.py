"""Axioms in OWL 2 functional syntax (https://www.w3.org/TR/owl2-syntax/)."""

from typing import Final

from pyoxigraph import BlankNode

from cetu.entail import axioms as ax
from cetu.entail.axioms import Axioms
from cetu.entail.rule import Term

_MAKERS: Final = {
    ax.ALL_OF: "ObjectIntersectionOf",
    ax.ANY_OF: "ObjectUnionOf",
    ax.ONE_OF: "ObjectOneOf",
    ax.SOME: "SomeValuesFrom",
    ax.ONLY: "AllValuesFrom",
    ax.VALUE: "HasValue",
}


class Syntax:
    """Writes axioms, every IRI in full."""

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
        return self._expression(node, ()) if isinstance(node, BlankNode) else str(node)

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
