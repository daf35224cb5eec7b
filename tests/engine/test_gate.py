# ruff: noqa: S608 - the texts put together here are SPARQL, and no user writes them

import contextlib

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cetu.engine.gate import MAX_DEPTH, MAX_PATTERNS, Scan, check, check_names
from cetu.errors import QueryMalformed, QueryRefused, QueryTooLarge

GRAPH = "https://w3id.org/cetu/graph/city"
SERVER = "<http://127.0.0.1:9/>"


def scan(text: str) -> Scan:
    return check(text, max_bytes=64 << 10, graphs={GRAPH})


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT * { ?s ?p ?o }", "select"),
        ("prefix x: <http://x/> base <http://y/> aSk {}", "ask"),
        ("# SELECT\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "construct"),
        ("DESCRIBE<http://x/>", "describe"),
        ("SELECT*{}", "select"),
        ("", ""),
        ("FROB", ""),
    ],
)
def test_form(text: str, form: str) -> None:
    assert scan(text).form == form


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE {SERVER} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ service silent {SERVER} {{ ?s ?p ?o }} }}",
        f"ASK {{ FILTER EXISTS {{ SERVICE {SERVER} {{ ?s ?p ?o }} }} }}",
        "SELECT * { VALUES ?v { <http://127.0.0.1:9/> } SERVICE ?v { ?s ?p ?o } }",
        # The engine needs no space around a keyword.
        f"SELECT * {{ SERVICESILENT{SERVER}{{ ?s ?p ?o }} }}",
        "PREFIX ex: <http://127.0.0.1:9/> SELECT * { SERVICEex:b { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { service:b { ?s ?p ?o } }",
        f"SELECT * {{ ?s ?p 1SERVICE{SERVER}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p true.SERVICE{SERVER}{{ ?s ?p ?o }} }}",
        # It reads ex: and SERVICE where http://a:SERVICE is no IRI.
        f"PREFIX ex: <http://a:> SELECT * {{ ?s ?p ex:SERVICE{SERVER}{{ ?s ?p ?o }} }}",
        # It reads "less than" where an IRI could be.
        f"SELECT * {{ ?s ?p ?a FILTER(?a<2)SERVICE#>\n{SERVER}{{ ?s ?p ?o }} }}",
        f"SELECT * {{ ?s ?p ?a FILTER(1<2||?a<'>')SERVICE{SERVER}{{ ?s ?p ?o }} #'\n}}",
        f"SELECT (COUNT(DISTINCT1<1#>'''\n) AS ?n) {{ SERVICE{SERVER}{{ ?s ?p ?o }} #'''\n}}",
        f"SELECT * {{ {{ SELECT ?s (2<1#>'''\n AS ?b) {{ SERVICE{SERVER}{{}} #'''\n}} }} }}",
        f"SELECT * {{ FILTER(<<(<a:b> <a:c> 1)>><1#>'''\n) SERVICE{SERVER}{{}} #'''\n}}",
        # A long string with a bad escape is '' and more.
        f"SELECT * {{ ?s ?p ('''a')SERVICE{SERVER}{{}} #\\q'''\n }}",
        # An escape in a name hides no comment.
        f"PREFIX ex: <a:> SELECT * {{ ?s ?p ex:b\\#b SERVICE {SERVER} {{ ?s ?p ?o }} }}",
    ],
)
def test_service_is_refused(text: str) -> None:
    with pytest.raises(QueryRefused, match="never calls another server"):
        scan(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ('SERVICE <http://x/> { }' AS ?x) {}",
        'SELECT ("""a "quoted" SERVICE""" AS ?x) {}',
        "SELECT * { ?s <http://x/SERVICE> ?o }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://x/> {}",
        "SELECT ?SERVICE { ?SERVICE ?p $service }",
        "PREFIX service: <http://x/> SELECT * { ?s service:p service:o . ?s ?p service:q ; ?r 1 }",
        "PREFIX ex: <http://x/> SELECT * { ?s ex:service ?o . { ?o ?p ?q } }",
        "PREFIX service: <http://x/> SELECT * { GRAPH service:g { ?s ?p ?o } }",
        "SELECT * { VALUES (?a ?b) { (<http://x/a> <http://x/y)service#>) } }",
        "SELECT * { ?s ?p (<http://x/a> <http://x/y)service#>) }",
        "SELECT * { ?s ?p ?o FILTER(?o IN (<http://x/service>, <http://y/service#>)) }",
        "SELECT * { _:service ?p 'x'@en-service }",
    ],
)
def test_the_word_service_elsewhere_is_not(text: str) -> None:
    assert scan(text).form == "select"


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_passes_or_is_refused(text: str) -> None:
    with contextlib.suppress(QueryRefused, QueryMalformed):
        assert scan(text).form in {"", "select", "ask", "construct", "describe"}


_TOKENS = [
    *["SELECT", "*", "{", "}", "(", ")", "[", "]", "?s", "?p", "<http://x/>", "ex:a", "'a'"],
    *["<", ">", "1", "'''", '"', "#", "\n", ".", ";", "FILTER", "BIND", "AS", "GRAPH", "\\", "@en"],
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(_TOKENS), max_size=40))
def test_any_tokens_pass_or_are_refused(tokens: list[str]) -> None:
    with contextlib.suppress(QueryRefused, QueryMalformed):
        assert scan(" ".join(tokens)).form in {"", "select"}


_HONEST = [
    "?s",
    "<http://x/a>",
    "ex:a",
    "'a'",
    '"b"@en',
    "1",
    "1.5",
    "true",
    "_:b",
    "FILTER(?a < 1)",
]


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(_HONEST), max_size=6),
    st.sampled_from(["SERVICE", "service", "SerVice"]),
    st.sampled_from([" ", "\n", "\t", " # comment ' \" <\n"]),
    st.lists(st.sampled_from(_HONEST), max_size=6),
)
def test_service_as_a_token_is_refused_anywhere(
    before: list[str], word: str, space: str, after: list[str]
) -> None:
    text = f"SELECT * {{ {' '.join(before)}{space}{word}{space}{SERVER} {{ }} {' '.join(after)} }}"
    with pytest.raises(QueryRefused, match="never calls"):
        scan(text)


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
    st.sampled_from(["SERVICE", " service ", "}SERVICE<http://x/>{"]),
    st.sampled_from(["'{}'", '"{}"', "'''{}'''", '"""{}"""', "<http://x/{}>", "1 # {}\n"]),
)
def test_service_inside_a_token_is_not(text: str, word: str, quoting: str) -> None:
    inner = text + word + text[::-1]
    assume(not any(mark in inner for mark in "'\"\\"))
    if quoting.startswith("<"):
        inner = "".join(c for c in inner if c not in "<>{}|^` ")
    assert scan(f"SELECT * {{ ?s ?p {quoting.replace('{}', inner)} }}").form == "select"


@pytest.mark.parametrize("word", ["LOAD", "insert", "DELETE", "CLEAR", "DROP", "WITH", "CREATE"])
def test_updates_are_told_that_they_came_as_queries(word: str) -> None:
    with pytest.raises(QueryRefused, match="sent as a query"):
        scan(f"PREFIX x: <http://x/> {word} <http://x/a>")


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <file:///etc/passwd> {}",
        "ask from named <http://127.0.0.1:9/> {}",
        "PREFIX g: <http://x/> SELECT * FROM g:a {}",
        f"SELECT * FROM <{GRAPH}> FROM <{GRAPH}x> {{}}",
    ],
)
def test_a_graph_not_held_is_refused_with_those_held(text: str) -> None:
    with pytest.raises(QueryRefused, match="no graph") as caught:
        scan(text)
    assert GRAPH in caught.value.hint
    assert GRAPH in caught.value.hint_zh


@pytest.mark.parametrize("name", ["https://w3id.org/cetu/graph/city", "urn:x:东莞", "x:"])
def test_any_absolute_iri_may_name_a_graph_of_a_request(name: str) -> None:
    check_names([name])


@pytest.mark.parametrize("name", ["", "city", "/graph", "1:x", "http://x/ y", "http://x/>", "x:\n"])
def test_what_is_no_absolute_iri_names_no_graph_of_a_request(name: str) -> None:
    with pytest.raises(QueryMalformed, match="not an absolute IRI"):
        check_names([name])


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * FROM <{GRAPH}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{GRAPH}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "PREFIX g: <https://w3id.org/cetu/graph/> SELECT * FROM g:city {}",
        "BASE <https://w3id.org/cetu/graph/x> SELECT * FROM <city> {}",
        r"SELECT * FROM <https://w3id.org/cetu/graph/\u0063ity> {}",
    ],
)
def test_a_graph_held_passes(text: str) -> None:
    assert scan(text).names_graphs


def test_only_graph_and_from_name_graphs() -> None:
    assert not scan("PREFIX x: <http://x/> SELECT * { ?s x:fromVersion ?o }").names_graphs
    assert scan("SELECT * { graph ?g { ?s ?p ?o } }").names_graphs
    assert scan("PREFIX x: <http://x/> SELECT * { GRAPHx:g { ?s ?p ?o } }").names_graphs


def test_undeclared_prefixes() -> None:
    assert scan("PREFIX a: <http://a/> SELECT * { a:b b:c : }").undeclared == ["", "b"]


@pytest.mark.parametrize(("opening", "closing"), ["{}", "()", "[]"])
def test_depth(opening: str, closing: str) -> None:
    deep = MAX_DEPTH - 2
    assert scan(f"SELECT * {{ {opening * deep}{closing * deep} }}").form == "select"
    with pytest.raises(QueryRefused, match="deep"):
        scan(f"SELECT * {{ {opening * 5000}{closing * 5000} }}")


def test_patterns_a_group() -> None:
    enough = " . ".join(f"?s ?p{i} ?o{i}" for i in range(MAX_PATTERNS))
    assert scan(f"SELECT * {{ {enough} }}").form == "select"
    assert scan(f"SELECT * {{ {{ {enough} }} UNION {{ {enough} }} }}").form == "select"
    assert scan(f"CONSTRUCT {{ {enough} . {enough} }} WHERE {{ {enough} }}").form == "construct"
    assert scan(f"SELECT * {{ FILTER(?x IN ({', '.join('12345' * 20)})) }}").form == "select"
    for text in (f"{enough} . ?a ?b ?c", f"?s {'<a:b>/' * MAX_PATTERNS}<a:b> ?o"):
        with pytest.raises(QueryRefused, match="triple patterns or path steps"):
            scan(f"SELECT * {{ {text} }}")


def test_size_counts_bytes() -> None:
    text = "SELECT * { ?s ?p '东莞' }"
    assert check(text, max_bytes=len(text.encode()), graphs=()).form == "select"
    with pytest.raises(QueryTooLarge, match="bytes"):
        check(text, max_bytes=len(text.encode()) - 1, graphs=())


@pytest.mark.parametrize("text", [r"SELECT ('\uD800' AS ?x) {}", "SELECT ('\ud800' AS ?x) {}"])
def test_half_a_character_is_malformed(text: str) -> None:
    with pytest.raises(QueryMalformed, match="no character"):
        scan(text)


@settings(max_examples=20, deadline=5000)
@given(
    st.sampled_from(["a.", "ex:a.", ":", "..", "'''", '"', "<a", "\\", "@a-", "1.", "_:a.", "<<"])
)
def test_time_is_linear_in_the_text(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    with contextlib.suppress(QueryRefused, QueryMalformed):
        scan(text)  # 0.1 s; a minute where it is quadratic, which the deadline catches
