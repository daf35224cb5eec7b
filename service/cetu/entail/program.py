"""Rules laid out to be run: which of them a statement may set off, and what else they need."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from pyoxigraph import Literal, NamedNode, Variable

from cetu.entail.facts import Facts
from cetu.entail.rule import Atom, Row, Rule, Slot, Term


@dataclass(frozen=True, slots=True)
class _Step:
    """A rule as one of its premises sets it off: that premise, and the others in a good order.

    `ends` are subject and object of what it gives, where that needs no other premise: 0 stands for
    the subject of the premise, 1 for its object.
    """

    rule: Rule
    atom: Atom
    rest: tuple[Atom, ...]
    ends: tuple[int | Slot, int | Slot] | None

    @classmethod
    def of(cls, rule: Rule, atom: Atom) -> Self:
        """Lay out `rule` as set off by its premise `atom`."""
        rest = tuple(one for one in rule.body if one is not atom)
        places: dict[Slot, int | Slot] = {atom.object: 1, atom.subject: 0}
        head = rule.head
        ends = places.get(head.subject, head.subject), places.get(head.object, head.object)
        alone = not rest and isinstance(atom.subject, Variable) and len(places) == 2  # noqa: PLR2004
        return cls(rule, atom, _ordered(rest, {atom.subject, atom.object}), ends if alone else None)


class Program:
    """Rules, found by what sets them off and by what they give."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Lay `rules` out."""
        self.rules = tuple(rules)
        self._steps: dict[NamedNode, dict[Term | None, list[_Step]]] = defaultdict(dict)
        self._heads: dict[tuple[NamedNode, Term | None], list[Rule]] = defaultdict(list)
        for rule in self.rules:
            self._heads[_key(rule.head)].append(rule)
            for atom in rule.body:
                predicate, value = _key(atom)
                self._steps[predicate].setdefault(value, []).append(_Step.of(rule, atom))

    def set_off(self, row: Row, facts: Facts) -> Iterator[tuple[Row, Rule]]:
        """Yield what rules give with `row` as one premise and the others in `facts`."""
        subject, predicate, value = row
        if not (steps := self._steps.get(predicate)):
            return
        for key in (None, value) if len(steps) > 1 or None not in steps else (None,):
            for step in steps.get(key, ()):
                if step.ends:
                    ends = (subject, value)
                    one, other = (ends[e] if isinstance(e, int) else e for e in step.ends)
                    if not isinstance(one, Literal):
                        yield Row(one, step.rule.head.predicate, other), step.rule  # type: ignore[arg-type]  # no variable is left
                    continue
                if (values := _fit(step.atom, row)) is None:
                    continue
                for whole in _join(step.rest, values, facts) if step.rest else (values,):
                    if found := _filled(step.rule.head, whole):
                        yield found, step.rule

    def unconditional(self) -> Iterator[tuple[Row, Rule]]:
        """Yield what rules without a premise give."""
        for rule in self.rules:
            if not rule.body and (found := _filled(rule.head, {})):
                yield found, rule

    def all(self, facts: Facts) -> Iterator[tuple[Row, Rule]]:
        """Yield all that rules give with premises in `facts`."""
        for rule in self.rules:
            for whole in _join(_ordered(rule.body, set()), {}, facts):
                if found := _filled(rule.head, whole):
                    yield found, rule

    def about(self, subject: Term, facts: Facts) -> Iterator[tuple[Row, Rule]]:
        """Yield what rules give, with premises in `facts`, about one subject."""
        for rule in self.rules:
            if isinstance(rule.head.subject, Variable):
                values: dict[Slot, Term] = {rule.head.subject: subject}
            elif rule.head.subject == subject:
                values = {}
            else:
                continue
            for whole in _join(_ordered(rule.body, set(values)), values, facts):
                if found := _filled(rule.head, whole):
                    yield found, rule

    def ways(self, row: Row, facts: Facts) -> Iterator[tuple[Rule, tuple[Row, ...]]]:
        """Yield the rules that give `row`, each time with the premises in `facts` it needs."""
        _, predicate, value = row
        for key in ((predicate, value), (predicate, None)):
            for rule in self._heads.get(key, ()):
                if (values := _fit(rule.head, row)) is None:
                    continue
                for whole in _join(_ordered(rule.body, set(values)), values, facts):
                    premises = (_filled(atom, whole) for atom in rule.body)
                    yield rule, tuple(premise for premise in premises if premise)


def _key(atom: Atom) -> tuple[NamedNode, Term | None]:
    return atom.predicate, None if isinstance(atom.object, Variable) else atom.object


def _fit(atom: Atom, row: Row) -> dict[Slot, Term] | None:
    """Return the values of variables with which `atom` is `row` (their predicates are the same)."""
    values: dict[Slot, Term] = {}
    for slot, term in ((atom.subject, row.subject), (atom.object, row.object)):
        if isinstance(slot, Variable):
            if values.setdefault(slot, term) != term:
                return None
        elif slot != term:
            return None
    return values


def _filled(atom: Atom, values: Mapping[Slot, Term]) -> Row | None:
    """Return the statement that `atom` is with these values; None: a literal would be a subject."""
    subject = values.get(atom.subject, atom.subject)
    if isinstance(subject, Literal):
        return None
    return Row(subject, atom.predicate, values.get(atom.object, atom.object))  # type: ignore[arg-type]  # all variables have values


def _ordered(atoms: Sequence[Atom], known: set[Slot]) -> tuple[Atom, ...]:
    """Return atoms in an order in which each is looked up with as much known as may be."""
    left, found, known = list(atoms), [], set(known)
    while left:
        best = max(left, key=lambda atom: _known(atom, known))
        left.remove(best)
        found.append(best)
        known |= {best.subject, best.object}
    return tuple(found)


def _known(atom: Atom, known: set[Slot]) -> int:
    """How much is known: most of all the subject, whose statements are few."""
    subject, value = (
        not isinstance(slot, Variable) or slot in known for slot in (atom.subject, atom.object)
    )
    return 2 * subject + value


def _join(
    atoms: Sequence[Atom], values: Mapping[Slot, Term], facts: Facts
) -> Iterator[Mapping[Slot, Term]]:
    """Yield the values with which all `atoms` hold."""
    if not atoms:
        yield values
        return
    atom = atoms[0]
    subject, value = values.get(atom.subject), values.get(atom.object)
    if subject is None and not isinstance(atom.subject, Variable):
        subject = atom.subject
    if value is None and not isinstance(atom.object, Variable):
        value = atom.object
    if isinstance(subject, Literal):
        return
    for row in facts.match(subject, atom.predicate, value):
        if subject is None or value is None:
            fitted = _fit(atom.put(values), row)
            if fitted is None:
                continue
            yield from _join(atoms[1:], {**values, **fitted}, facts)
        else:
            yield from _join(atoms[1:], values, facts)
            return  # it may come once for each graph that holds it
