"""Rules made of axioms: OWL 2 RL with the terms of the ontology filled in.

An anonymous class is taken for what it is made of, so that rules name no blank node: membership in
it is put together from other statements (the rules cls-int1, cls-uni, cls-svf1, cls-svf2, cls-hv2,
cls-oo), and gives others (cls-int2, cls-avf, cls-hv1). Left out are the rules that equate things
(eq-*, prp-fp, prp-ifp, prp-key, cls-max*2…4), since one IRI names one thing here, those whose
conclusion is that something is wrong, and those whose conclusion is about terms (scm-*), of which
the rules of single axioms, one after the other, already give what they say of things.
"""

from collections.abc import Iterable, Iterator
from itertools import count, pairwise, product
from typing import Final, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, Variable

from cetu.entail import axioms as ax
from cetu.entail.axioms import Axioms
from cetu.entail.rule import TYPE, Atom, Row, Rule, Slot, Term
from cetu.entail.syntax import Syntax

_X: Final = Variable("x")
_NAMES: Final = "xyzuvw"


class _Way(NamedTuple):
    """A way of being in a class, or something that being in it gives.

    `body` is what must hold besides, `head` what it gives (of a way in: nothing), and `values` what
    variables must be.
    """

    names: tuple[str, ...] = ()
    body: tuple[Atom, ...] = ()
    values: tuple[tuple[Variable, Term], ...] = ()
    head: Atom | None = None


def compiled(rows: Iterable[Row | Triple], *, anonymous: bool = False) -> tuple[Rule, ...]:
    """Return the rules that the axioms among `rows` give, in an order of their own.

    With `anonymous` there are rules for the membership in anonymous classes, too.
    """
    found: dict[tuple[Atom, tuple[Atom, ...]], Rule] = {}
    written = (rule for made in _Compiler(Axioms(rows), anonymous).rules() for rule in _tidy(made))
    for rule in sorted(written, key=lambda rule: (rule.axiom, rule.names, str(rule))):
        found.setdefault((rule.head, rule.body), rule)
    return tuple(found.values())


class _Compiler:
    """Makes rules; a variable is used in one of them only, but for `_X`."""

    def __init__(self, axioms: Axioms, anonymous: bool) -> None:
        self._axioms = axioms
        self._anonymous = anonymous
        self._syntax = Syntax(axioms)
        self._numbers = count()

    def rules(self) -> Iterator[Rule]:
        """Yield the rules of all axioms; some may say nothing, or the same."""
        for sub, whole in self._axioms.pairs(ax.SUB_CLASS):
            yield from self._class("cax-sco", "SubClassOf", sub, whole)
        for one, other in self._axioms.pairs(ax.SAME_CLASS):
            yield from self._class("cax-eqc1", "EquivalentClasses", one, other)
            yield from self._class("cax-eqc2", "EquivalentClasses", other, one)
        for maker in ax.MAKERS:
            for node, _ in self._axioms.pairs(maker):
                yield from self._made(node)
        for name, kind, predicate in (
            ("prp-dom", "%sPropertyDomain", ax.DOMAIN),
            ("prp-rng", "%sPropertyRange", ax.RANGE),
        ):
            for node, within in self._axioms.pairs(predicate):
                text = self._syntax.of_property(kind, node, within)
                if link := self._link(node, *self._ends(last=predicate == ax.RANGE)):
                    for way in self._out(within, _X, ()):
                        yield from _rule((name, *way.names), text, way.head, (link, *way.body))
        yield from self._properties()

    def _ends(self, *, last: bool) -> tuple[Variable, Variable]:
        return (self._variable(), _X) if last else (_X, self._variable())

    def _class(self, name: str, kind: str, sub: Term, whole: Term) -> Iterator[Rule]:
        """What is in `sub` is in `whole`."""
        pair = (whole, sub) if name == "cax-eqc2" else (sub, whole)
        text = self._syntax.of_classes(kind, *pair)
        for inward in self._in(sub, _X, ()):
            for outward in self._out(whole, _X, ()):
                names = (*inward.names, name, *outward.names)
                yield from _joined(names, text, inward, outward)

    def _made(self, node: Term) -> Iterator[Rule]:
        """A class that is made of something without an axiom in between."""
        member = Atom(_X, TYPE, node)
        if isinstance(node, BlankNode):
            if self._anonymous:
                text = self._syntax.name(node)
                for way in self._in(node, _X, ()):
                    yield from _joined(way.names, text, way, _Way(head=member))
            return
        text = self._syntax.made(node)
        for way in self._making(node, _X, ()):
            yield from _joined(way.names, text, way, _Way(head=member))
        for way in self._giving(node, _X, ()):
            yield from _joined(way.names, text, _Way(body=(member,)), way)

    def _properties(self) -> Iterator[Rule]:
        x, y, z = _X, Variable("y"), Variable("z")
        axioms, syntax = self._axioms, self._syntax
        for sub, whole in axioms.pairs(ax.SUB_PROPERTY):
            text = syntax.of_property("Sub%sPropertyOf", sub, whole)
            yield from self._implied("prp-spo1", text, (sub, x, y), (whole, x, y))
        for one, other in axioms.pairs(ax.SAME_PROPERTY):
            text = syntax.of_property("Equivalent%sProperties", one, other)
            yield from self._implied("prp-eqp1", text, (one, x, y), (other, x, y))
            yield from self._implied("prp-eqp2", text, (other, x, y), (one, x, y))
        for one, other in axioms.pairs(ax.INVERSE):
            if isinstance(one, BlankNode):  # no axiom: it is what `one` is made of
                continue
            text = syntax.of_classes("InverseObjectProperties", one, other)
            yield from self._implied("prp-inv1", text, (one, x, y), (other, y, x))
            yield from self._implied("prp-inv2", text, (other, x, y), (one, y, x))
        for node in sorted(axioms.members(ax.SYMMETRIC), key=str):
            text = syntax.of_classes("SymmetricObjectProperty", node)
            yield from self._implied("prp-symp", text, (node, x, y), (node, y, x))
        for node in sorted(axioms.members(ax.TRANSITIVE), key=str):
            text = syntax.of_classes("TransitiveObjectProperty", node)
            first, second, third = (self._link(node, *ends) for ends in ((x, y), (y, z), (x, z)))
            if first and second and third:
                yield from _rule(("prp-trp",), text, third, (first, second))
        for node, head in axioms.pairs(ax.CHAIN):
            yield from self._chain(node, axioms.list(head))

    def _implied(
        self, name: str, text: str, one: tuple[Term, Slot, Slot], other: tuple[Term, Slot, Slot]
    ) -> Iterator[Rule]:
        given, found = self._link(*one), self._link(*other)
        if given and found:
            yield from _rule((name,), text, found, (given,))

    def _chain(self, node: Term, steps: tuple[Term, ...]) -> Iterator[Rule]:
        places = [self._variable() for _ in range(len(steps) + 1)]
        body = [self._link(step, *ends) for step, ends in zip(steps, pairwise(places), strict=True)]
        whole = self._link(node, places[0], places[-1])
        if whole and body and None not in body:
            text = self._syntax.of_chain(steps, node)
            yield from _rule(("prp-spo2",), text, whole, tuple(filter(None, body)))

    def _in(self, node: Term, at: Variable, above: tuple[Term, ...]) -> Iterator[_Way]:
        """Yield the ways to be in the class `node`."""
        if isinstance(node, BlankNode):
            yield from self._making(node, at, above)
        elif isinstance(node, NamedNode):
            yield _Way(body=(Atom(at, TYPE, node),))

    def _making(self, node: Term, at: Variable, above: tuple[Term, ...]) -> Iterator[_Way]:
        made = self._axioms.made(node)
        if made is None or node in above:
            return
        maker, value = made
        above = (*above, node)
        if maker in {ax.SOME, ax.VALUE}:
            yield from self._restricting(node, made, at, above)
        elif maker == ax.ONE_OF:
            for one in self._axioms.list(value):
                yield _Way(("cls-oo",), values=((at, one),))
        elif maker == ax.ANY_OF:
            for part in self._axioms.list(value):
                for way in self._in(part, at, above):
                    yield way._replace(names=(*way.names, "cls-uni"))
        elif maker == ax.ALL_OF:
            parts = [part for part in self._axioms.list(value) if part != ax.THING]
            for ways in product(*(tuple(self._in(part, at, above)) for part in parts)):
                yield _Way(
                    (*(name for way in ways for name in way.names), "cls-int1"),
                    tuple(atom for way in ways for atom in way.body),
                    tuple(one for way in ways for one in way.values),
                )

    def _restricting(
        self, node: Term, made: tuple[NamedNode, Term], at: Variable, above: tuple[Term, ...]
    ) -> Iterator[_Way]:
        maker, value = made
        other = value if maker == ax.VALUE else self._variable()
        link = self._link(self._axioms.value(node, ax.ON), at, other)
        if link is None:
            return
        if maker == ax.VALUE:
            yield _Way(("cls-hv2",), (link,))
        elif value == ax.THING:
            yield _Way(("cls-svf2",), (link,))
        elif isinstance(other, Variable):
            for way in self._in(value, other, above):
                yield _Way((*way.names, "cls-svf1"), (link, *way.body), way.values)

    def _out(self, node: Term, at: Variable, above: tuple[Term, ...]) -> Iterator[_Way]:
        """Yield what being in the class `node` gives."""
        if isinstance(node, BlankNode):
            if self._anonymous:
                yield _Way(head=Atom(at, TYPE, node))
            yield from self._giving(node, at, above)
        elif isinstance(node, NamedNode):
            yield _Way(head=Atom(at, TYPE, node))

    def _giving(self, node: Term, at: Variable, above: tuple[Term, ...]) -> Iterator[_Way]:
        made = self._axioms.made(node)
        if made is None or node in above:
            return
        maker, value = made
        above = (*above, node)
        if maker == ax.ALL_OF:
            for part in self._axioms.list(value):
                for way in self._out(part, at, above):
                    yield way._replace(names=("cls-int2", *way.names))
        elif maker == ax.VALUE:
            if link := self._link(self._axioms.value(node, ax.ON), at, value):
                yield _Way(("cls-hv1",), head=link)
        elif maker == ax.ONLY:
            other = self._variable()
            if link := self._link(self._axioms.value(node, ax.ON), at, other):
                for way in self._out(value, other, above):
                    yield _Way(("cls-avf", *way.names), (link, *way.body), head=way.head)

    def _link(self, node: Term | None, subject: Slot, value: Slot) -> Atom | None:
        found = self._axioms.property(node)
        if found is None:
            return None
        name, turned = found
        return Atom(value, name, subject) if turned else Atom(subject, name, value)

    def _variable(self) -> Variable:
        return Variable(f"v{next(self._numbers)}")


def _joined(names: tuple[str, ...], text: str, inward: _Way, outward: _Way) -> Iterator[Rule]:
    """The rule that who comes in by one way gets what the other gives."""
    values: dict[Slot, Slot] = {}
    for variable, value in inward.values:
        if values.setdefault(variable, value) != value:
            return
    if outward.head:
        body = tuple(atom.put(values) for atom in (*inward.body, *outward.body))
        yield from _rule(names, text, outward.head.put(values), body)


def _rule(
    names: tuple[str, ...], text: str, head: Atom | None, body: tuple[Atom, ...]
) -> Iterator[Rule]:
    if head:
        yield Rule(names, text, head, body)


def _tidy(rule: Rule) -> Iterator[Rule]:
    """Yield the rule with its variables named in their order, if it says something."""
    body = tuple(dict.fromkeys(rule.body))
    head = rule.head
    bound = {slot for atom in body for slot in (atom.subject, atom.object)}
    if (
        head in body
        or (head.predicate == TYPE and head.object == ax.THING)
        or any(isinstance(atom.subject, Literal) for atom in (head, *body))
        or any(isinstance(s, Variable) and s not in bound for s in (head.subject, head.object))
    ):
        return
    names: dict[Slot, Slot] = {}
    for atom in body:
        for slot in (atom.subject, atom.object):
            if isinstance(slot, Variable) and slot not in names:
                at = len(names)
                names[slot] = Variable(_NAMES[at] if at < len(_NAMES) else f"v{at}")
    yield Rule(rule.names, rule.axiom, head.put(names), tuple(atom.put(names) for atom in body))
