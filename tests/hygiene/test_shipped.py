"""The ontology, its alignments and the vocabularies keep every hygiene rule."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.checks.example import found

from cetu import assets, store
from cetu.validate import checks

RULES = {rule.name: rule for rule in checks.load(assets.root() / "queries" / "hygiene")}


@pytest.fixture(scope="module")
def shipped(root: Path) -> ox.Store:
    kept = ox.Store()
    for graph, triples in store.shared(root).items():
        kept.bulk_extend(
            ox.Quad(one.subject, one.predicate, one.object, ox.NamedNode(graph)) for one in triples
        )
    return kept


@pytest.mark.parametrize("name", RULES)
def test_what_is_shipped_keeps_the_rule(name: str, shipped: ox.Store) -> None:
    assert [finding.zh for finding in found(RULES[name], shipped)] == []
