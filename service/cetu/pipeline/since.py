"""What a change of the files breaks: findings of whole-graph rules that were not there before.

Exact, and without going through the whole graph: for each rule, only the things are asked about for
which its answer may be another (see `validate.dependence`), before and after.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from cetu.engine import rows
from cetu.errors import CheckFailed
from cetu.model.finding import Finding
from cetu.model.result import Table
from cetu.pipeline.index import Difference, Index, exchange
from cetu.pipeline.rulebook import Rulebook
from cetu.validate import checks
from cetu.validate.affected import Keys, Part, Pattern, Term, affected
from cetu.validate.checks import Check, Row
from cetu.validate.dependence import Dependence, narrowed

_AT_A_TIME: Final = 1000
"""Things that a rule is asked about at once."""


def findings(index: Index, root: Path) -> list[Finding] | None:
    """Return what whole-graph rules find now and did not find in what `index` holds.

    The index holds the files of now after it. None: it cannot be told, since what all share is
    another; the index is as it was.

    Raises:
        CheckFailed: a check could not be run.
    """
    change = index.difference()
    if change is None:
        return None
    rules = [rule for rule in checks.rules(root) if rule.scope == "graph"]
    found: list[tuple[Check, Row]] = []
    if change.came or change.went:
        index.touch()
        book = Rulebook(index.folder / "rules.json")
        found = new(index.store, change, rules, book)
        book.keep()
    told = checks.tell(found, lambda query: _table(index.store, query))
    index.keep()
    return told


def new(
    held: ox.Store, change: Difference, rules: Sequence[Check], book: Rulebook
) -> list[tuple[Check, Row]]:
    """Return the rows of `rules` after a change that are none before it.

    `held` is as before the change, and after it when this returns.

    Raises:
        CheckFailed: a check could not be run.
    """
    came, went = _parts(held, change)
    exchange(held, (), change.came)  # all that is said before or after

    def select(query: str) -> Iterator[tuple[object | None, ...]]:
        return (tuple(row) for row in _asked(held, query))

    cases = [_Case(rule, book.of(rule)) for rule in rules]
    for case in cases:
        case.keys = affected(case.known, came, went, select)
    exchange(held, change.went, ())
    for case in cases:
        case.after = case.rows(held)
    cases = [case for case in cases if case.after]
    # Nothing was said before of what is strange to it, so no rule said anything of it.
    strange = {str(term) for term in came.strange}
    for case in cases:
        if case.keys is not None:
            case.keys = frozenset(row for row in case.keys if strange.isdisjoint(row))
    if any(case.keys is None or case.keys for case in cases):
        exchange(held, change.came, change.went)
        for case in cases:
            case.before = case.rows(held)
        exchange(held, change.went, change.came)
    return [(case.rule, row) for case in cases for row in case.new()]


@dataclass(slots=True)
class _Case:
    """A rule, the keys that it is asked about, and what it says of them."""

    rule: Check
    known: Dependence
    keys: Keys | None = None
    after: list[Row] = field(default_factory=list)
    before: list[Row] = field(default_factory=list)

    def rows(self, held: ox.Store) -> list[Row]:
        def select(query: str) -> Table:
            return _table(held, query)

        if self.keys is None:
            return list(checks.rows(self.rule, select))
        found: list[Row] = []
        wanted = sorted(self.keys)
        for start in range(0, len(wanted), _AT_A_TIME):
            some = wanted[start : start + _AT_A_TIME]
            found += checks.rows(self.rule, select, narrowed(self.rule.query, self.known, some))
        return found

    def new(self) -> list[Row]:
        known = set(map(_mark, self.before))
        return [row for row in self.after if _mark(row) not in known]


def _mark(row: Row) -> tuple[tuple[str, object], ...]:
    return tuple(sorted(row.items(), key=lambda item: item[0]))


def _table(held: ox.Store, query: str) -> Table:
    answer = _asked(held, query)
    return rows(answer.serialize(format=ox.QueryResultsFormat.JSON) or b"")


def _asked(held: ox.Store, query: str) -> ox.QuerySolutions:
    answer = held.query(query, use_default_graph_as_union=True)
    if not isinstance(answer, ox.QuerySolutions):
        raise CheckFailed("A check is no SELECT query.", "有检查不是 SELECT 查询。")
    return answer


def _parts(held: ox.Store, change: Difference) -> tuple[Part, Part]:
    """The two parts of a change; the store is as before it, before and after."""
    there = partial(_any_but, held)
    came = Part(change.came, *_against(held, change.came, ()), partial(there, set(change.came)))
    if not change.went:
        return came, Part((), (), (), bool)
    exchange(held, change.went, ())
    gone = partial(there, set(change.went))
    went = Part(change.went, *_against(held, change.went, change.came), gone)
    exchange(held, (), change.went)
    return came, went


def _against(
    held: ox.Store, quads: Sequence[ox.Quad], more: Sequence[ox.Quad]
) -> tuple[list[ox.Quad], set[Term]]:
    """The statements that are in no graph of `held` or `more`, and the terms."""
    others = {quad.triple for quad in more}
    said = {term for quad in more for term in (quad.subject, quad.object)}
    alone = {
        quad.triple: quad
        for quad in quads
        if quad.triple not in others and not _any(held, *quad.triple)
    }
    terms = {term for quad in quads for term in (quad.subject, quad.object)} - said
    return list(alone.values()), {term for term in terms if not _said(held, term)}


def _said(held: ox.Store, term: Term) -> bool:
    """Whether any statement, or its graph, has the term."""
    if _any(held, None, None, term):
        return True
    if isinstance(term, ox.Literal):
        return False
    return _any(held, term, None, None) or (
        isinstance(term, ox.NamedNode)
        and (_any(held, None, term, None) or _any(held, None, None, None, term))
    )


def _any_but(held: ox.Store, others: Collection[ox.Quad], pattern: Pattern) -> bool:
    """Whether a quad of a pattern is held that is none of `others`."""
    return any(quad not in others for quad in held.quads_for_pattern(*pattern))  # type: ignore[arg-type]


def _any(held: ox.Store, *pattern: Term | None) -> bool:
    return next(held.quads_for_pattern(*pattern), None) is not None  # type: ignore[arg-type]
