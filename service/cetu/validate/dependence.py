"""How what a query finds depends on the graph: which statements could change it, and where.

A row of a query comes or goes only where a statement that one of its triple patterns matches comes
or goes. So each pattern gives a `Seed`: the pattern, whether a match brings rows or takes them
away, and the patterns that lead from it to the variables that tell the rows apart (the keys).
Filters, and whatever else only leaves rows out, are not followed: more keys than need be are asked
about again, never fewer.

https://www.w3.org/TR/sparql11-query/#sparqlAlgebra
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import count, pairwise
from typing import Any, Final, Literal, Self

from rdflib import BNode, Variable
from rdflib.paths import AlternativePath, InvPath, MulPath, NegatedPath, Path, SequencePath
from rdflib.plugins.sparql.algebra import translatePath, translatePName, translatePrologue, traverse
from rdflib.plugins.sparql.parser import parseQuery

Sign = Literal[-1, 0, 1]
"""A match brings rows (1), takes rows away (-1), or may do either (0)."""
Triple = tuple[str, str, str]
_Node = Any
"""A node of rdflib's parse tree: a mapping with a name."""

_SELECT: Final = re.compile(r"\bSELECT\b[^{}]*\{", re.IGNORECASE)
_VARIABLE: Final = re.compile(r"[?]\w+")
_COMMENT: Final = re.compile(r"^\s*#.*$", re.MULTILINE)
_ALIKE: Final = {"ConditionalAndExpression", "ConditionalOrExpression"}
"""What is true of more where its parts are."""


@dataclass(frozen=True, slots=True)
class Seed:
    """One triple pattern, its terms as SPARQL writes them; `graph` is "" where it may be any.

    `around` leads from its variables to the keys. `towards` are those that what lies nearer to the
    keys must match with: where one of these is new, so is a statement there, which is followed
    already. `whole`: nothing leads to the keys, so a match may change any row. `once`: it matters
    whether there is a match, and not which or how many.
    """

    triple: Triple
    graph: str
    sign: Sign
    around: tuple[str, ...] = ()
    towards: frozenset[str] = frozenset()
    whole: bool = False
    once: bool = False


@dataclass(frozen=True, slots=True)
class Dependence:
    """The variables that tell a query's rows apart, and its seeds.

    `narrow` says of each SELECT in it, in order, whether its rows have the keys as patterns bind
    them, so that it may be asked about some of them only.
    """

    keys: tuple[str, ...]
    narrow: tuple[bool, ...]
    seeds: tuple[Seed, ...]

    def kept(self) -> dict[str, Any]:
        """Return it as JSON has it: parsing a query takes rdflib ten milliseconds and more."""
        return {
            "keys": self.keys,
            "narrow": self.narrow,
            "seeds": [{**asdict(seed), "towards": sorted(seed.towards)} for seed in self.seeds],
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return what was `kept`.

        Raises:
            KeyError, TypeError: that is something else.
        """
        seeds = [
            Seed(
                **{
                    **seed,
                    "triple": tuple(seed["triple"]),
                    "around": tuple(seed["around"]),
                    "towards": frozenset(seed["towards"]),
                }
            )
            for seed in kept["seeds"]
        ]
        return cls(tuple(kept["keys"]), tuple(kept["narrow"]), tuple(seeds))


ANYTHING: Final = Dependence(
    (), (), tuple(Seed(("?s", "?p", "?o"), graph, 0, whole=True) for graph in ("", "?g"))
)
"""That of a query of which nothing is known."""


@dataclass(frozen=True, slots=True)
class _Element:
    """A part of a group as SPARQL writes it, with its variables.

    `firm` are bound by statements, `things` as their subjects; `listed` is the variable that a list
    binds, and its terms. `branched`: it has alternatives.
    """

    text: str
    variables: frozenset[str]
    firm: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    listed: tuple[str, ...] = ()
    branched: bool = False


@dataclass(frozen=True, slots=True)
class _Names:
    """What variables are called: in a sub-select, those it does not give are its own."""

    given: frozenset[str] | None = None
    suffix: str = ""
    outer: "_Names | None" = None

    def of(self, variable: str) -> str:
        if self.given is not None and variable not in self.given:
            return f"{variable}_{self.suffix}"
        return self.outer.of(variable) if self.outer else variable


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the query: what stands around, in which graph, with which sign and names."""

    sign: Sign
    elements: tuple[_Element, ...] = ()
    graph: str = ""
    names: _Names = _Names()


def dependence(query: str) -> Dependence:
    """Return how the answer to a SELECT depends on the graph.

    Raises:
        ValueError: it cannot be parsed, or has a part that is not understood here.
    """
    try:
        head, body = parseQuery(query)
        prologue = translatePrologue(head, None)
        body = traverse(body, visitPost=partial(translatePName, prologue=prologue))
        body = traverse(body, visitPost=translatePath)
    except Exception as error:  # its parser raises whatever it meets
        raise ValueError(str(error)) from error
    plain = list(_plain(body))
    keys = ("thing",) if "thing" in plain else tuple(plain)
    selects = [node for node in _nodes(body) if node.name in {"SelectQuery", "SubSelect"}]
    used = Counter(_VARIABLE.findall(_COMMENT.sub("", query)))
    walk = _Walk(frozenset(f"?{key}" for key in keys), used)
    seeds = walk.group(body.where, _Place(0 if _counts(body) else 1))
    return Dependence(
        tuple(f"?{key}" for key in keys),
        tuple(bool(keys) and _narrow(node, set(keys)) for node in selects),
        tuple(dict.fromkeys(seeds)),
    )


def narrowed(query: str, known: Dependence, rows: Iterable[Sequence[str]]) -> str:
    """Return `query` asked about some values of its keys only.

    Args:
        query: what `known` was made of.
        known: how it depends on the graph.
        rows: values of the keys, as SPARQL writes them.
    """
    values = " ".join(f"({' '.join(row)})" for row in rows)
    block = f" VALUES ({' '.join(known.keys)}) {{ {values} }} "
    if not known.narrow[0]:
        return query + block
    places = iter(known.narrow)
    return _SELECT.sub(
        lambda found: found[0] + (block if next(places) else ""), _COMMENT.sub("", query)
    )


def _plain(body: _Node) -> Iterator[str]:
    """Yield the variables of a SELECT that are as the patterns bind them."""
    counts = _counts(body)
    grouped = {str(v) for v in (body.groupby.condition if body.groupby else ())}
    for item in body.projection or ():
        if item.var is not None and (not counts or str(item.var) in grouped):
            yield str(item.var)


def _counts(body: _Node) -> bool:
    return bool(body.groupby) or any(
        node.name.startswith("Aggregate_")
        for item in body.projection or ()
        for node in _nodes(item.expr)
    )


def _narrow(body: _Node, keys: set[str]) -> bool:
    """Whether a SELECT has these keys, and no BIND of its own makes one."""
    binds = (n for n in _nodes(body) if n.name == "Bind")
    return (
        keys <= set(_plain(body))
        and not body.limitoffset
        and not any(str(bind.var) in keys for bind in binds)
    )


def _nodes(part: _Node) -> Iterator[_Node]:
    if isinstance(part, list):
        for one in part:
            yield from _nodes(one)
    elif _is_node(part):
        yield part
        for one in part.values():
            yield from _nodes(one)


def _is_node(part: _Node) -> bool:
    return hasattr(part, "name") and hasattr(part, "values")


class _Walk:
    """Goes through a query, and yields a seed for each triple pattern."""

    def __init__(self, keys: frozenset[str], used: Counter[str]) -> None:
        self._keys = keys
        self._used = used
        self._fresh = (f"?_{number}" for number in count(1))
        self._suffixes: dict[int, str] = {}

    def group(self, group: _Node, place: _Place) -> Iterator[Seed]:
        parts = _parts(group)
        elements = [self._elements(part, place) for part in parts]
        for number, part in enumerate(parts):
            others = (e for i, some in enumerate(elements) if i != number for e in some)
            yield from self._seeds(part, replace(place, elements=(*place.elements, *others)))

    def _seeds(self, part: _Node, place: _Place) -> Iterator[Seed]:
        match part.name:
            case "TriplesBlock":
                yield from self._block(part, place)
            case "Filter" | "Bind":
                sign = place.sign if part.name == "Filter" else 0
                yield from self._expression(part.expr, replace(place, sign=sign))
            case "OptionalGraphPattern":
                yield from self.group(part.graph, replace(place, sign=0))
            case "MinusGraphPattern":
                yield from self.group(part.graph, replace(place, sign=_turned(place.sign)))
            case "GroupOrUnionGraphPattern":
                for branch in part.graph:
                    yield from self.group(branch, place)
            case "GraphGraphPattern":
                inner = replace(place, graph=_term(part.term, place))
                yield from self.group(part.graph, inner)
                if not _parts(part.graph):  # the graphs that there are: those with statements
                    s, p, o = (next(self._fresh) for _ in range(3))
                    yield self._seed((s, p, o), inner, place.elements)
            case "SubSelect":
                yield from self.group(part.where, self._inside(part, place))
            case "InlineData":
                return
            case other:
                raise ValueError(f"what {other} depends on is not known here")

    def _inside(self, part: _Node, place: _Place) -> _Place:
        """Within a sub-select, which may give less for more where it counts or cuts off."""
        suffix = self._suffixes.setdefault(id(part), str(len(self._suffixes)))
        given = frozenset(_plain(part)) if part.projection else None
        counts = _counts(part) or part.limitoffset
        return replace(
            place, sign=0 if counts else place.sign, names=_Names(given, suffix, place.names)
        )

    def _expression(self, expression: _Node, place: _Place) -> Iterator[Seed]:
        if isinstance(expression, list):
            for one in expression:
                yield from self._expression(one, place)
        elif _is_node(expression):
            name, sign = expression.name, place.sign
            if name in {"Builtin_NOTEXISTS", "Builtin_EXISTS"}:
                sign = _turned(sign) if name == "Builtin_NOTEXISTS" else sign
                yield from self.group(expression.graph, replace(place, sign=sign))
                return
            sign = _turned(sign) if name == "UnaryNot" else sign if name in _ALIKE else 0
            for value in expression.values():
                yield from self._expression(value, replace(place, sign=sign))

    def _block(self, part: _Node, place: _Place) -> Iterator[Seed]:
        rows = list(_triples(part, place))
        for number, row in enumerate(rows):
            others = [_element(*one, place.graph) for i, one in enumerate(rows) if i != number]
            for triple, rest in self._expanded(*row):
                near = [_element(*one, place.graph) for one in rest]
                around = [*near, *others, *place.elements]
                for predicate in _predicates(triple[1], around):
                    yield self._seed((triple[0], predicate, triple[2]), place, around)

    def _expanded(
        self, s: str, path: _Node, o: str
    ) -> Iterator[tuple[Triple, list[tuple[str, _Node, str]]]]:
        """Yield the triple patterns that a path is made of, each with the rest of the path."""
        if isinstance(path, InvPath):
            yield from self._expanded(o, path.arg, s)
        elif isinstance(path, AlternativePath):
            for way in path.args:
                yield from self._expanded(s, way, o)
        elif isinstance(path, SequencePath):
            ends = [s, *(next(self._fresh) for _ in path.args[1:]), o]
            steps = [(a, way, b) for (a, b), way in zip(pairwise(ends), path.args, strict=True)]
            for number, step in enumerate(steps):
                others = [one for i, one in enumerate(steps) if i != number]
                for triple, rest in self._expanded(*step):
                    yield triple, [*rest, *others]
        elif isinstance(path, MulPath) and path.mod != "?":
            start, end = next(self._fresh), next(self._fresh)
            every = MulPath(path.path, "*")
            for triple, rest in self._expanded(start, path.path, end):
                yield triple, [*rest, (s, every, start), (end, every, o)]
        elif isinstance(path, MulPath):
            yield from self._expanded(s, path.path, o)
        elif isinstance(path, NegatedPath):
            yield (s, next(self._fresh), o), []
        else:
            yield (s, path if isinstance(path, str) and path[:1] == "?" else _text(path), o), []

    def _seed(self, triple: Triple, place: _Place, elements: Sequence[_Element]) -> Seed:
        own = frozenset(term for term in (*triple, place.graph) if term[:1] == "?")
        bare = Seed(triple, place.graph, place.sign)
        if not self._keys:
            return replace(bare, whole=True)
        if own >= self._keys:
            others = own - self._keys
            once = place.sign == 1 and not any(self._used[name] > 1 for name in others)
            return replace(bare, once=once)
        used = _connected(elements, own, self._keys)
        if not used:
            return replace(bare, whole=True)
        ranks = _ranks(elements, self._keys)
        here = _Element("", own, things=frozenset({triple[0]}))
        ways = (r + _cost(here, e) for e, r in ranks.items() if e.variables & own)
        rank = 0 if own & self._keys else min(ways, default=0)
        # Through alternatives it may come back to here, so they are no way.
        nearer = (e.firm for e, r in ranks.items() if r < rank and not e.branched)
        towards = own & frozenset().union(*nearer)
        return replace(bare, around=tuple(e.text for e in used), towards=towards)

    # -- what stands around

    def _elements(self, part: _Node, place: _Place) -> list[_Element]:
        found: list[_Element] = []  # of what only leaves rows out, or adds to them, nothing
        match part.name:
            case "TriplesBlock":
                found = [_element(*row, place.graph) for row in _triples(part, place)]
            case "GraphGraphPattern":
                found = self._all(part.graph, replace(place, graph=_term(part.term, place)))
            case "GroupOrUnionGraphPattern":
                branches = [self._all(branch, place) for branch in part.graph]
                found = branches[0] if len(branches) == 1 else [_union(branches)]
            case "SubSelect":
                found = self._all(part.where, self._inside(part, place))
            case "InlineData":
                found = [_values(part, place)]
            case "Bind" if isinstance(part.expr, Variable):
                old, new = _term(part.expr, place), _term(part.var, place)
                found = [_Element(f"BIND ({old} AS {new})", frozenset({old, new}))]
        return found

    def _all(self, group: _Node, place: _Place) -> list[_Element]:
        return [e for part in _parts(group) for e in self._elements(part, place)]


def _turned(sign: Sign) -> Sign:
    return {1: -1, -1: 1, 0: 0}[sign]  # type: ignore[return-value]


def _parts(group: _Node) -> list[_Node]:
    return [group] if group.name == "SubSelect" else list(group.part or ())


def _triples(part: _Node, place: _Place) -> Iterator[tuple[str, _Node, str]]:
    for flat in part.triples:
        for start in range(0, len(flat), 3):
            s, p, o = flat[start : start + 3]
            path = p if isinstance(p, Path) else _term(p, place)
            yield _term(s, place), path, _term(o, place)


def _term(term: _Node, place: _Place) -> str:
    if isinstance(term, BNode):  # stands for any term, as a variable does
        return f"?{place.names.of(f'_{term}')}"
    return f"?{place.names.of(str(term))}" if isinstance(term, Variable) else _text(term)


def _text(term: _Node) -> str:
    return term if isinstance(term, str) and term[:1] in '<"?' else str(term.n3())


def _element(s: str, path: _Node, o: str, graph: str) -> _Element:
    text = f"{s} {_text(path)} {o} ."
    variables = frozenset(t for t in (s, _text(path), o, graph) if t[:1] == "?")
    things = frozenset({s} & variables)
    return _Element(f"GRAPH {graph} {{ {text} }}" if graph else text, variables, variables, things)


def _union(branches: Sequence[Sequence[_Element]]) -> _Element:
    texts = (" ".join(e.text for e in branch) for branch in branches)
    every = [frozenset().union(*(e.variables for e in branch)) for branch in branches]
    firm = [frozenset().union(*(e.firm for e in branch)) for branch in branches]
    return _Element(
        " UNION ".join(f"{{ {text} }}" for text in texts),
        frozenset().union(*every),
        frozenset.intersection(*firm),
        branched=True,
    )


def _values(part: _Node, place: _Place) -> _Element:
    names = [_term(v, place) for v in part.var]
    rows = (row if isinstance(row, list) else [row] for row in part.value)
    texts = [" ".join("UNDEF" if str(t) == "UNDEF" else _text(t) for t in row) for row in rows]
    values = " ".join(f"({text})" for text in texts)
    listed = (*names, *texts) if len(names) == 1 and "UNDEF" not in texts else ()
    return _Element(
        f"VALUES ({' '.join(names)}) {{ {values} }}", frozenset(names), listed=tuple(listed)
    )


def _predicates(predicate: str, around: Iterable[_Element]) -> Sequence[str]:
    """What a predicate may be: itself, or the terms of the list that binds it."""
    lists = (e.listed[1:] for e in around if e.listed[:1] == (predicate,))
    return next(lists, (predicate,))


def _connected(
    elements: Sequence[_Element], start: frozenset[str], keys: frozenset[str]
) -> list[_Element]:
    """What leads from some variables to the keys; nothing where nothing does.

    All that is joined to them leaves the fewest rows; alternatives are taken only where needed.
    """
    simple = [e for e in elements if not e.branched]
    for some in (simple, elements):
        used: list[_Element] = []
        reached = start
        while near := [e for e in some if e not in used and e.variables & reached]:
            used += near
            reached = reached.union(*(e.variables for e in near))
        if reached >= keys:
            return used
    return []


_FAR: Final = 1000
"""A value that two statements share is shared by many more; a thing by a few."""


def _cost(one: _Element, other: _Element) -> int:
    shared = one.variables & other.variables
    return 1 if shared & (one.things | other.things) else _FAR


def _ranks(elements: Sequence[_Element], keys: frozenset[str]) -> dict[_Element, int]:
    """How far each part is from the keys: the less, the nearer."""
    found = {e: 0 for e in elements if e.variables & keys}
    left = [e for e in dict.fromkeys(elements) if e not in found]
    while left:
        ways = (
            (rank + _cost(e, one), number)
            for number, one in enumerate(left)
            for e, rank in found.items()
            if e.variables & one.variables
        )
        if (best := min(ways, default=None)) is None:
            break
        found[left.pop(best[1])] = best[0]
    return found
