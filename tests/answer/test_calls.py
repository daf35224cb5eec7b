import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cetu.answer.calls import calls
from cetu.engine.gate import check
from cetu.errors import QueryMalformed, QueryRefused

AT = "http://127.0.0.1:9/"
SERVER = f"<{AT}>"


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        (f"SELECT * {{ SERVICE {SERVER} {{ ?s ?p ?o }} }}", False),
        (f"SELECT * {{ service silent {SERVER} {{ ?s ?p ?o }} }}", True),
        (f"SELECT*{{SERVICE{SERVER}{{ ?s ?p ?o }}}}", False),
        ("PREFIX x: <http://127.0.0.1:9> SELECT * { SERVICE x:\\/ { ?s ?p ?o } }", None),
        ("PREFIX x: <http://127.0.0.1:9/> SELECT * { SERVICE x: { ?s ?p ?o } }", False),
        ("BASE <http://127.0.0.1:9/a/b> ASK { SERVICE <../> { ?s ?p ?o } }", False),
        (f"SELECT * {{ SERVICE # {{\n SILENT #}}\n {SERVER}#\n{{ ?s ?p ?o }} }}", True),
        (f"ASK {{ FILTER NOT EXISTS {{ {{ SERVICE {SERVER} {{ ?s ?p ?o }} }} }} }}", False),
        (f"ASK {{ ?s ?p 1SERVICE{SERVER}{{ ?s ?p ?o }} }}", False),
        (f"DELETE {{ ?s ?p ?o }} WHERE {{ SERVICE {SERVER} {{ ?s ?p ?o }} }}", False),
    ],
)
def test_a_call_is_found(text: str, silent: bool | None) -> None:
    found = calls(text)
    if silent is None:  # a name with an escaped character is not read: the gate refuses it
        assert [call.service for call in found] != [AT]
        return
    [call] = found
    assert (call.service, call.silent, call.body.strip()) == (AT, silent, "?s ?p ?o")
    assert text[call.start :][:7].lower() == "service"
    assert text[call.end - 1] == "}"
    assert "".join(token.text for token in call.tokens) == "?s?p?o"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICESILENT{SERVER}{{ ?s ?p ?o }} }}",
        f"PREFIX ex: <{AT}> SELECT * {{ SERVICEex:b {{ ?s ?p ?o }} }}",
        f"PREFIX : {SERVER} SELECT * {{ service:b {{ ?s ?p ?o }} }}",
        f"PREFIX ex: <http://a:> SELECT * {{ ?s ?p ex:SERVICE{SERVER}{{ ?s ?p ?o }} }}",
        "SELECT * { SERVICE ex:undeclared { ?s ?p ?o } }",
        "SELECT * { SERVICE ?v { ?s ?p ?o } }",
        f"SELECT * {{ SERVICE SILENT SILENT {SERVER} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ ſERVICE {SERVER} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ SERVICE {SERVER} ( ?s ?p ?o ) }}",
        f"SELECT * {{ SERVICE {SERVER} {{ ?s ?p ( ?o }} }}",
        f"SELECT * {{ SERVICE {SERVER} {{ ?s ?p ?o",
        f"SELECT * {{ ?s ?p ?o }} SERVICE {SERVER} {{ ?s ?p ?o }}",
        f"SELECT * {{ FILTER(SERVICE {SERVER} {{ }}) }}",
        f"SELECT * {{ SERVICE {SERVER} {{ ?s ?p ?o SERVICE {SERVER} {{ ?o ?p ?s }} }} }}",
    ],
)
def test_what_is_not_exactly_a_call_is_none_and_refused(text: str) -> None:
    assert calls(text) == []
    with pytest.raises((QueryRefused, QueryMalformed)):
        _gate(text)


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT ('SERVICE {SERVER} {{ }}' AS ?x) {{}}",
        f'SELECT ("""{{ SERVICE {SERVER} {{ }} }}""" AS ?x) {{}}',
        f"SELECT * {{ ?s ?p ?o }} # {{ SERVICE {SERVER} {{}} }}",
        f"SELECT * {{ \\u0053ERVICE {SERVER} {{ ?s ?p ?o }} }}",  # no SPARQL: the engine refuses it
        "SELECT * { GRAPH <http://x/SERVICE> { ?SERVICE ?p $service } }",
    ],
)
def test_the_word_elsewhere_is_no_call(text: str) -> None:
    assert calls(text) == []


def test_calls_have_their_places_their_names_and_the_prologue() -> None:
    text = (
        "PREFIX a: <http://a/> BASE <http://b/> PREFIX c: <c#>\n"
        "SELECT * { SERVICE a:x { ?s a:p c:q , <d> , e:f } { SERVICE <y> {} } }"
    )
    first, second = calls(text)
    assert first.service == "http://a/x"
    assert first.names == {"a:p": "http://a/p", "c:q": "http://b/c#q", "<d>": "http://b/d"}
    assert first.prologue == "PREFIX a: <http://a/>\nBASE <http://b/>\nPREFIX c: <c#>\n"
    assert text[first.start : first.end] == "SERVICE a:x { ?s a:p c:q , <d> , e:f }"
    assert text[second.start : second.end] == "SERVICE <y> {}"


_TOKENS = [
    *["SELECT", "*", "{", "}", "(", ")", "[", "]", "?s", "?p", "<http://x/>", "ex:a", "'a'"],
    *["<", ">", "1", "'''", '"', "#", "\n", ".", ";", "FILTER", "BIND", "AS", "GRAPH", "\\"],
    *["SERVICE", "service", "SILENT", SERVER, "SERVICE:", "ex:SERVICE", "PREFIX", "ex:", "VALUES"],
]


def _gate(text: str) -> None:
    check(text, max_bytes=1 << 20, graphs=())


@settings(deadline=None, max_examples=500)
@given(st.lists(st.sampled_from(_TOKENS), max_size=40), st.sampled_from(["", " "]))
def test_taking_the_calls_out_takes_nothing_else_from_the_gate(
    tokens: list[str], space: str
) -> None:
    """What is left when calls are replaced is refused wherever there is another call in it."""
    text = space.join(tokens)
    found = calls(text)
    for call in found:
        with pytest.raises((QueryRefused, QueryMalformed)):
            _gate(text)
        assert text[call.start :][:7].lower() == "service"
    left, end = "", 0
    for call in found:
        assert call.start >= end
        left += text[end : call.start] + " {} "
        end = call.end
    left += text[end:]
    if calls(left):
        with pytest.raises((QueryRefused, QueryMalformed)):
            _gate(left)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    with contextlib.suppress(QueryRefused, QueryMalformed):
        _gate(text)
        assert calls(text) == []
