"""Whatever is inferred is explained: some statements of every document, with CETU_HARD=1 each."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from cetu import store
from cetu.answer.explain import Explanation, explain
from cetu.engine import Engine
from cetu.model.result import Term
from cetu.namespaces import GRAPH
from cetu.settings import Settings

HARD = os.environ.get("CETU_HARD") == "1"
INFERRED = str(GRAPH["inferred"])
STRING = "http://www.w3.org/2001/XMLSchema#string"
SOME = 5


def _inferred(root: Path) -> Iterator[ox.Triple]:
    """Yield what is inferred from each document, or some of it."""
    for path in sorted((root / "data" / "graph").glob("*.trig")):
        found = [
            quad.triple for quad in ox.parse(path=path) if str(quad.graph_name) == f"<{INFERRED}>"
        ]
        yield from found if HARD else random.Random(path.stem).sample(found, min(SOME, len(found)))  # noqa: S311 - which are looked at


def _term(value: object) -> Term:
    if isinstance(value, ox.NamedNode):
        return Term("uri", value.value)
    assert isinstance(value, ox.Literal)
    plain = bool(value.language) or value.datatype.value == STRING
    return Term(
        "literal",
        value.value,
        language=value.language or "",
        datatype="" if plain else value.datatype.value,
    )


def _leaves(one: Explanation) -> Iterator[str]:
    """Yield how each way down ends."""
    for reason in one.reasons:
        if reason.ground != "rule":
            yield reason.ground
        inferred = {each.statement for each in reason.behind}
        yield from ("stated" for premise in reason.premises if premise not in inferred)
        for each in reason.behind:
            yield from _leaves(each)


@pytest.fixture(scope="module")
def engine(root: Path) -> Iterator[Engine]:
    with Engine(store.snapshot(root), Settings(root=root, workers=1)) as running:
        yield running


def test_every_inferred_statement_has_a_rule_and_premises_that_are_stated(
    engine: Engine, root: Path
) -> None:
    checked = 0
    for triple in _inferred(root):
        assert isinstance(triple.subject, ox.NamedNode)
        why = explain(engine, triple.subject.value, triple.predicate.value, _term(triple.object))
        assert any(reason.ground == "rule" for reason in why.reasons), str(triple)
        ends = list(_leaves(why))
        assert ends, str(triple)
        assert set(ends) <= {"read", "stated"}, str(triple)
        checked += 1
    assert checked > 200
