"""What a row of a rule rests on: it gives the row, and nothing of it can go."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.checks.example import found, term

from cetu import assets
from cetu.model.result import Table
from cetu.validate import checks
from cetu.validate.grounds import Question, grounds

TESTS = Path(__file__).parent.parent
EX = "https://example.org/"


def examples() -> Iterator[tuple[checks.Check, Path]]:
    for rule in checks.rules(assets.root()):
        for kind in ("checks", "hygiene"):
            path = TESTS / kind / rule.name / "found.trig"
            if path.is_file():
                yield rule, path


def asked(store: ox.Store, query: str) -> Table:
    answer = store.query(query, use_default_graph_as_union=True)
    assert isinstance(answer, ox.QuerySolutions)
    names = [variable.value for variable in answer.variables]
    rows = [{n: term(v) for n in names if (v := one[n]) is not None} for one in answer]
    return Table(tuple(names), tuple(rows))


def loaded(path: Path) -> ox.Store:
    store = ox.Store()
    store.load(path=str(path), format=ox.RdfFormat.TRIG)
    return store


@pytest.mark.parametrize(
    ("rule", "path"), [pytest.param(*pair, id=pair[0].name) for pair in examples()]
)
def test_each_row_of_an_example_has_grounds_of_which_none_can_go(
    rule: checks.Check, path: Path
) -> None:
    store = loaded(path)
    question = Question(rule.query, lambda query: asked(store, query), frozenset({"quote"}))
    rows = asked(store, rule.query)
    assert rows
    for row in rows:
        rests_on = grounds(question, row)
        if not rests_on.items and _anonymous(store):
            continue
        assert rests_on.proven
        assert rests_on.items
        for statement in rests_on.items:
            gone = set(store.quads_for_pattern(*statement, None))
            assert gone, "it stands in the graph"
            rest = ox.Store()
            rest.extend(quad for quad in store if quad not in gone)
            assert not question.given(rest, row), f"{statement} can go"


def _anonymous(store: ox.Store) -> bool:
    """Whether the store has blank nodes: lists and restrictions, of which no statement is named."""
    return any(isinstance(end, ox.BlankNode) for quad in store for end in (quad[0], quad[2]))


def test_findings_have_premises_where_they_are_asked_for() -> None:
    rule = next(rule for rule, _ in examples() if rule.name == "full-name-shared")
    store = loaded(TESTS / "checks" / rule.name / "found.trig")

    def select(query: str) -> Table:
        return asked(store, query)

    (explained,) = checks.run([rule], select, explained=[rule.severity])
    assert explained.premises
    assert all(premise.text.endswith(" .") for premise in explained.premises)
    assert not checks.run([rule], select)[0].premises
    assert not found(rule, store)[0].premises


def question(store: ox.Store, query: str) -> Question:
    return Question(query, lambda text: asked(store, text))


def filled(turtle: str) -> ox.Store:
    store = ox.Store()
    store.load(f"@prefix x: <{EX}> .\n{turtle}".encode(), format=ox.RdfFormat.TRIG)
    return store


def texts(store: ox.Store, query: str) -> list[set[str]]:
    query = f"PREFIX x: <{EX}> {query}"
    return [
        {str(one).replace(EX, "") for one in grounds(question(store, query), row).items}
        for row in asked(store, query)
    ]


def test_the_longest_way_to_a_row_is_found() -> None:
    store = filled("x:a x:p x:b . x:b x:q x:c . x:c x:r 5 . x:other x:r 5 .")
    (found,) = texts(store, "SELECT ?thing { ?thing x:p/x:q ?far . ?far x:r ?n FILTER (?n > 4) }")
    assert found == {
        "<a> <p> <b> .",
        "<b> <q> <c> .",
        '<c> <r> "5"^^<http://www.w3.org/2001/XMLSchema#integer> .',
    }


def test_of_many_statements_with_a_predicate_that_the_row_names_one_is_enough() -> None:
    many = " ".join(f"x:m{n} x:old x:v{n} ." for n in range(300))
    (found,) = texts(
        filled(f"x:old x:gone true . {many}"),
        "SELECT DISTINCT ?thing { ?thing x:gone ?is . ?s ?thing ?o }",
    )
    assert len(found) == 2


def test_of_many_alike_only_what_the_row_names_is_looked_at() -> None:
    many = " ".join(f"x:m{n} x:in x:hub ." for n in range(3000))
    store = filled(f"x:a x:in x:hub . {many}")
    (found,) = texts(
        store,
        "SELECT ?thing { ?thing x:in ?hub . ?any x:in ?hub FILTER (?thing = x:a && ?any = x:a) }",
    )
    assert found == {"<a> <in> <hub> ."}


def test_what_is_only_counted_is_all_named() -> None:
    store = filled("x:t1 x:by x:b . x:t2 x:by x:b . x:t3 x:by x:other .")
    rows = texts(store, "SELECT ?thing (COUNT(?t) AS ?n) { ?t x:by ?thing } GROUP BY ?thing")
    assert {"<t1> <by> <b> .", "<t2> <by> <b> ."} in rows


def test_what_is_stated_is_preferred_to_what_was_inferred() -> None:
    store = filled(
        "<https://w3id.org/cetu/graph/inferred> { x:a x:in x:b } "
        "x:doc { x:b x:has x:a . x:a a x:T }"
    )
    (found,) = texts(store, "SELECT ?thing { ?thing a x:T ; x:in|^x:has x:b }")
    assert "<b> <has> <a> ." in found
    assert "<a> <in> <b> ." not in found


def test_a_graph_is_known_by_one_of_its_statements() -> None:
    store = filled("x:g { x:a x:p x:b . x:c x:p x:d }")
    for inside in ("", "?s ?p ?o"):
        (found,) = texts(store, f"SELECT DISTINCT ?thing {{ GRAPH ?thing {{ {inside} }} }}")
        assert len(found) == 1
