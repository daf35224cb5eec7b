# ruff: noqa: S608 - the texts put together here are SPARQL, and no user writes them

import itertools

import pyoxigraph as ox
import pytest

from cetu.engine import Engine, Formats
from cetu.engine.dataset import Datasets
from cetu.engine.state import Stores
from cetu.model.snapshot import Snapshot
from cetu.settings import Settings

CITY = "https://w3id.org/cetu/graph/city"
SHARED = "https://w3id.org/cetu/graph/shared"
FILLER = "https://w3id.org/cetu/graph/filler"
# Of the seven triples of the city, one is the only one of the shared graph.
FROM = f"FROM <{CITY}> FROM <{SHARED}>"
FILLED = 2000


def rows(engine: Engine, text: str, default: tuple[str, ...] = ()) -> int:
    answer = engine.query(text, formats=Formats("text/csv"), default_graphs=default)
    return answer.body.count(b"\n") - 1


@pytest.mark.parametrize(
    ("clauses", "expected"),
    [
        (f"FROM <{CITY}>", 7 + 1),  # a label has a line break
        (f"FROM <{SHARED}>", 1),
        (f"FROM <{CITY}> FROM <{CITY}>", 7 + 1),
        (FROM, 7 + 1),
        (f"FROM <{SHARED}> FROM <{CITY}>", 7 + 1),
        (f"FROM <{CITY}> FROM <{FILLER}>", 7 + 1 + FILLED),
        (f"{FROM} FROM <{FILLER}>", 7 + 1 + FILLED),
        ("", 7 + 1 + FILLED),
    ],
)
def test_a_triple_of_several_graphs_is_in_their_merge_once(
    engine: Engine, clauses: str, expected: int
) -> None:
    assert rows(engine, f"SELECT ?s ?p ?o {clauses} {{ ?s ?p ?o }}") == expected
    assert rows(engine, f"select ?s ?p ?o {clauses.lower()} where {{ ?s ?p ?o }}") == expected


def test_graphs_given_with_the_request_are_merged_too(engine: Engine) -> None:
    plain = "SELECT ?s ?p ?o { ?s ?p ?o }"
    assert rows(engine, plain, (CITY, SHARED)) == 7 + 1
    assert rows(engine, plain, (SHARED, SHARED)) == 1
    assert rows(engine, plain, (CITY, SHARED, FILLER)) == 7 + 1 + FILLED


def test_named_graphs_beside_a_merge_are_those_named(engine: Engine) -> None:
    both = f"SELECT ?g ?s {FROM} FROM NAMED <{SHARED}> {{ ?s ?p ?o GRAPH ?g {{ ?s ?p ?o }} }}"
    assert rows(engine, both) == 1
    none = f"SELECT ?g ?s {FROM} {{ GRAPH ?g {{ ?s ?p ?o }} }}"
    assert rows(engine, none) == 0


def test_a_merge_is_made_once_and_apart(snapshot: Snapshot) -> None:
    with Engine(snapshot, Settings(workers=1)) as single:
        before = rows(single, "SELECT ?g { GRAPH ?g {} }")
        for _ in range(2):
            assert rows(single, f"SELECT ?s ?p ?o {FROM} {{ ?s ?p ?o }} # again") == 8
        assert rows(single, "SELECT ?g { GRAPH ?g {} } # again") == before == 3


def test_graphs_that_share_nothing_are_not_copied() -> None:
    named = ox.Store()
    for graph, number in itertools.product("ab", range(3)):
        subject, name = ox.NamedNode(f"http://x/{graph}"), ox.NamedNode(f"http://x/{graph}")
        named.add(ox.Quad(subject, name, ox.Literal(str(number)), name))
    shared = ox.Quad(subject, name, ox.Literal("0"), ox.NamedNode("http://x/c"))
    named.add(shared)
    datasets = Datasets(Stores(named, named, union=False))
    assert datasets.given(["http://x/a", "http://x/b"], [])[0] is named
    assert datasets.given(["http://x/a", "http://x/c"], [])[0] is named
    merged, default, _ = datasets.given(["http://x/b", "http://x/c"], [])
    assert merged is not named
    assert default == [ox.DefaultGraph()]
    assert len(merged) == 3
    assert datasets.given(["http://x/c", "http://x/b"], [])[0] is merged
