"""For which things the answer to a query may be another after a change of the graph."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from cetu.validate.dependence import Dependence, Seed

Keys = frozenset[tuple[str, ...]]
"""Values of a query's keys, as SPARQL writes them."""

Select = Callable[[str], Iterable[Sequence[object | None]]]
"""Runs a SELECT; a term of a row, as text, is as SPARQL writes it."""

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Pattern = tuple[object, object, object, object]

_AT_A_TIME: Final = 500
_NAMED: Final = ("<", '"')
"""How a term begins that a query can name."""
_VARIABLE: Final = re.compile(r"[?]\w+")


@dataclass(slots=True)
class Part:
    """The statements that came, or those that went.

    `alone` are those that no other graph has on the other side of the change: what a query sees
    that does not ask for graphs. `strange` are terms that no statement there has, and `had` says
    whether a statement there is of some pattern (None: any term).
    """

    quads: Collection[ox.Quad]
    alone: Collection[ox.Quad]
    strange: Collection[Term]
    had: Callable[[Pattern], bool]
    _by_predicate: dict[bool, dict[str, list[ox.Quad]]] = field(default_factory=dict)

    def matching(self, seed: Seed) -> Iterable[ox.Quad]:
        """Return those with the predicate of `seed`."""
        named = bool(seed.graph)
        every = self.quads if named else self.alone
        if seed.triple[1][:1] == "?":
            return every
        if named not in self._by_predicate:
            found = self._by_predicate[named] = {}
            for quad in every:
                found.setdefault(str(quad.predicate), []).append(quad)
        return self._by_predicate[named].get(seed.triple[1], ())


def affected(known: Dependence, came: Part, went: Part, select: Select) -> Keys | None:
    """Return the keys of the rows that may be new after a change; None: any row may be.

    Args:
        known: how the query depends on the graph.
        came: what was added.
        went: what was taken away.
        select: runs a SELECT over all that is said before or after the change.
    """
    found: set[tuple[str, ...]] = set()
    for part, useless in ((came, -1), (went, 1)):
        for seed in known.seeds:
            if seed.sign == useless:
                continue
            rows = _matches(seed, part, known.keys)
            if seed.whole and rows:
                return None
            if rows and not _leads(known.keys, seed, rows, select, found.add):
                return None
    return frozenset(found)


_Row = tuple[tuple[str, str], ...]
"""Variables and what they stand for, as SPARQL writes both."""


def _matches(seed: Seed, part: Part, keys: Sequence[str]) -> set[_Row]:
    """What the variables of a seed stand for, in each statement that need be followed."""
    wanted = [_pattern(term) for term in (*seed.triple, seed.graph or "?")]
    found: set[_Row] = set()
    for quad in part.matching(seed):
        row = _match(wanted, (quad.subject, quad.predicate, quad.object, quad.graph_name))
        if row is not None and not any(row[name] in part.strange for name in seed.towards):
            found.add(tuple((name, str(term)) for name, term in row.items()))
    if seed.once:
        return {row for row in found if not part.had(_bound(wanted, dict(row), keys))}
    return found


def _bound(wanted: Sequence[object], row: Mapping[str, str], keys: Sequence[str]) -> Pattern:
    """The pattern of a seed that is said of the same keys."""
    s, p, o, g = (
        one if not isinstance(one, str) else _pattern(row[one]) if one in keys else None
        for one in wanted
    )
    return s, p, o, g


def _match(wanted: Sequence[object], terms: Sequence[object]) -> dict[str, object] | None:
    """What the variables stand for, or None where the terms are others than wanted."""
    row: dict[str, object] = {}
    for one, term in zip(wanted, terms, strict=True):
        if not isinstance(one, str):
            if one != term:
                return None
        elif one != "?" and row.setdefault(one, term) != term:
            return None
    return row


@lru_cache(maxsize=10_000)
def _pattern(term: str) -> object:
    if term[:1] == "?":
        return term
    return next(iter(ox.parse(f"<s:s> <p:p> {term} .", format=ox.RdfFormat.TURTLE))).object


def _leads(
    keys: Sequence[str],
    seed: Seed,
    rows: Collection[_Row],
    select: Select,
    found: Callable[[tuple[str, ...]], object],
) -> bool:
    """Tell the keys that `rows` lead to; return whether each led to keys that can be named."""
    direct = ([dict(row)[key] for key in keys] for row in rows)
    for answer in _asked(keys, seed, rows, select) if seed.around else direct:
        if not all(term and str(term)[:1] in _NAMED for term in answer):
            return False  # unbound, or a blank node, which no query can ask for
        found(tuple(map(str, answer)))
    return True


def _asked(
    keys: Sequence[str], seed: Seed, rows: Collection[_Row], select: Select
) -> Iterator[Sequence[object | None]]:
    around = " ".join(seed.around)
    there = {*keys, *_VARIABLE.findall(around)}
    names = [name for name, _ in next(iter(rows)) if name in there]
    needed = sorted({tuple(value for name, value in row if name in there) for row in rows})
    if any(value[:1] not in _NAMED for row in needed for value in row):
        yield (None,)
        return
    for start in range(0, len(needed), _AT_A_TIME):
        values = " ".join(f"({' '.join(row)})" for row in needed[start : start + _AT_A_TIME])
        yield from select(
            f"SELECT DISTINCT {' '.join(keys)} WHERE "
            f"{{ VALUES ({' '.join(names)}) {{ {values} }} {around} }}"
        )
