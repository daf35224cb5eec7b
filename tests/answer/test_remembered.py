import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.answer.remembered import Remembered, lasting
from cetu.model.result import Table, Term


class Counting:
    """Answers each text with itself, and counts."""

    def __init__(self) -> None:
        self.digest = "one"
        self.asked: list[str] = []

    def select(self, text: str) -> Table:
        self.asked.append(text)
        return Table(("x",), ({"x": Term("literal", f"{self.digest} {text}")},) * len(text))


def _said(table: Table) -> str:
    return table.rows[0]["x"].value


def test_the_same_is_asked_once_until_the_graph_changes() -> None:
    engine = Counting()
    ready = Remembered(engine)
    assert ready.select("aa") is ready.select("aa")
    engine.digest = "two"
    assert ready.digest == "two"
    assert _said(ready.select("aa")) == "two aa"
    assert engine.asked == ["aa", "aa"]


def test_what_changes_by_itself_is_asked_each_time() -> None:
    engine = Counting()
    ready = Remembered(engine)
    for text in ("SELECT (NOW() AS ?x) {}", "SELECT * { SERVICE <urn:x> { ?s ?p ?o } }"):
        assert not lasting(text)
        ready.select(text)
        ready.select(text)
    assert len(engine.asked) == 4
    assert lasting("SELECT ?nowhere { ?nowhere ?p ?o }")


def test_an_answer_that_is_too_large_is_not_kept() -> None:
    engine = Counting()
    ready = Remembered(engine, most=20)
    ready.select("a" * 30)
    ready.select("a" * 30)
    assert len(engine.asked) == 2


@given(st.lists(st.text("ab", min_size=1, max_size=4), max_size=40), st.integers(4, 30))
def test_it_answers_as_the_engine_does_within_its_bounds(texts: list[str], most: int) -> None:
    ready = Remembered(Counting(), most=most)
    for text in texts:
        assert _said(ready.select(text)) == f"one {text}"
        assert 0 <= ready._cells <= most


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s foaf:knows ?o }", True),
        ("SELECT (NOW() AS ?n) {}", False),
        ("SELECT (rand () AS ?n) {}", False),
        ("SELECT (STRUUID#\n() AS ?n) {}", False),
        ("SELECT * { SERVICE <urn:x> { ?s ?p ?o } }", False),
    ],
)
def test_what_changes_by_itself_is_no_lasting_answer(query: str, expected: bool) -> None:
    assert lasting(query) is expected
