"""Statements as lines of N-Quads."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cetu.model.quad import Statement, plain, statements

IRIS = st.sampled_from(["https://example.org/甲", "urn:x:1", "https://example.org/a?b=c#d"])
NODES = IRIS.map(ox.NamedNode)
BLANKS = st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True).map(ox.BlankNode)
LITERALS = st.one_of(
    st.text().map(ox.Literal),
    st.text().map(lambda text: ox.Literal(text, language="zh")),
    st.tuples(st.text(), NODES).map(lambda pair: ox.Literal(pair[0], datatype=pair[1])),
)
TRIPLES = st.builds(ox.Triple, st.one_of(NODES, BLANKS), NODES, st.one_of(NODES, BLANKS, LITERALS))
OBJECTS = st.one_of(NODES, BLANKS, LITERALS, TRIPLES)
GRAPHS = st.one_of(NODES, st.just(ox.DefaultGraph()))


@given(
    subject=st.one_of(NODES, BLANKS),
    predicate=NODES,
    value=OBJECTS,
    graph=GRAPHS,
)
def test_a_line_of_the_engine_falls_into_its_terms(
    subject: ox.NamedNode | ox.BlankNode,
    predicate: ox.NamedNode,
    value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
    graph: ox.NamedNode | ox.DefaultGraph,
) -> None:
    quad = ox.Quad(subject, predicate, value, graph)
    line = (ox.serialize([quad], format=ox.RdfFormat.N_QUADS) or b"").decode()
    (found,) = statements(line)
    assert found.subject == str(subject)
    assert found.predicate == str(predicate)
    assert found.graph == ("" if graph == ox.DefaultGraph() else str(graph))
    if not isinstance(value, ox.Triple):
        again = ox.parse(f"<x:s> <x:p> {found.object} .", format=ox.RdfFormat.N_TRIPLES)
        assert [quad.object for quad in again] == [value]


def test_lines_are_taken_one_by_one() -> None:
    text = '<x:s> <x:p> "a . <x:g> .\\n" .\n<x:s> <x:p> _:b <x:g> .\n'
    assert list(statements(text)) == [
        Statement("<x:s>", "<x:p>", '"a . <x:g> .\\n"', ""),
        Statement("<x:s>", "<x:p>", "_:b", "<x:g>"),
    ]
    assert list(statements("")) == []


@pytest.mark.parametrize("term", ["_:b", '"x"', "", "<x\\u003E>", "<a b>", '<a">', "<>"])
def test_what_a_query_may_not_name_is_not_plain(term: str) -> None:
    assert plain(term) == ""


def test_an_iri_is_plain() -> None:
    assert plain("<https://example.org/甲%20>") == "https://example.org/甲%20"
