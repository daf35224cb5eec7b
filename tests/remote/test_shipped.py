"""The graph that is shipped, on each server: every question and every whole-graph rule."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.remote.conftest import STARTS, settings

from cetu import queries, store
from cetu.engine import Engine, Formats, Queries
from cetu.engine.remote import Remote
from cetu.errors import CetuError
from cetu.pipeline.load import load
from cetu.settings import Settings
from cetu.validate import checks

pytestmark = pytest.mark.skipif(
    os.environ.get("CETU_HARD") != "1", reason="a load and every question: CETU_HARD=1"
)

WRONG = {
    "oxigraph": set[str](),
    "virtuoso": {
        "basis-of-tasks",
        "deadlines-in-quarter",
        "documents-overview",
        "instrument-across-places",
        "support-for-enterprise",
        "tasks-citing-national",
        "wider-than-superior",
        "check beneficiary-words",
        "check instrument-class",
        "check limit-value-words",
        "check reading-doubt",
    },
}
"""What a server answers wrongly: docs/engines.md says how."""


@pytest.fixture(scope="module")
def own(root: Path) -> Iterator[Engine]:
    with Engine(store.snapshot(root), Settings(root=root, query_timeout_s=120)) as running:
        yield running


@pytest.mark.parametrize("name", STARTS)
def test_questions_and_rules_give_what_our_engine_gives(
    name: str, root: Path, own: Engine, tmp_path: Path
) -> None:
    asked = {key: queries.bind(question, {}) for key, question in queries.load(root).items()}
    rules = [one for one in checks.rules(root) if one.scope == "graph"]

    def rows(engine: Queries, text: str) -> list[str] | None:
        try:
            return engine.query(text, formats=Formats(rows="text/csv")).body.decode().splitlines()
        except CetuError:  # a question that a server cannot answer is one it gets wrong
            return None

    def found(engine: Queries, rule: checks.Check) -> Counter[str] | None:
        try:
            return Counter(map(str, checks.run([rule], engine.select)))
        except CetuError:
            return None

    with STARTS[name](tmp_path) as server:
        given = settings(server, root, state=tmp_path / "state", query_timeout_s=120)
        load(given)
        with Remote(given) as remote:
            assert remote.graphs == own.graphs
            assert remote.triples == own.triples + 1  # the record of the load
            wrong = {key for key, text in asked.items() if rows(remote, text) != rows(own, text)}
            wrong |= {
                f"check {rule.name}" for rule in rules if found(remote, rule) != found(own, rule)
            }
    assert wrong == WRONG[name]
