"""The header of a question file, the list of questions, and values bound into a query."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cetu import queries
from cetu.errors import CheckFailed, ParameterInvalid, QuestionUnknown
from cetu.model.question import Parameter, ParameterKind, Question

HEADER = """\
#+ number: 7
#+ summary: 谁？
#+ summary_en: Who?
#+ users: [analyst]
#+ answerable: false
#+ lacks: 缺文件。
#+ lacks_en: A document is missing.
#+ parameters:
#+   - name: body
#+     type: iri
#+     label: 机构
#+     label_en: body
#+     example: https://w3id.org/cetu/id/body/1
#+     default: https://w3id.org/cetu/id/body/1
"""
BODY = "SELECT ?body WHERE { VALUES ?body { <https://w3id.org/cetu/id/body/1> } }\n"

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Write question files into a folder of their own and return the root above it."""

    def write(**files: str) -> Path:
        place = tmp_path / "queries" / "questions"
        place.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (place / f"{name}.rq").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def _parameter(name: str, kind: ParameterKind, default: str | None = None) -> Parameter:
    return Parameter(name, kind, "标签", "label", "1", default)


def _question(text: str, *parameters: Parameter) -> Question:
    return Question("sample", 1, "问", "Question?", ("analyst",), parameters, text)


def _row(query: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None]:
    """The one row of a query that needs no data."""
    answer = ox.Store().query(query)
    assert isinstance(answer, ox.QuerySolutions)
    [row] = [[solution[variable] for variable in answer.variables] for solution in answer]
    return row


# The header


def test_header_is_the_yaml_of_the_marked_lines() -> None:
    assert queries.header("#+ number: 1\n#+ users: [a, b]\n# a note\nASK {}") == {
        "number": 1,
        "users": ["a", "b"],
    }


def test_a_file_without_header_has_an_empty_one() -> None:
    assert queries.header("ASK {}") == {}


def test_a_question_has_what_its_header_says(folder: Folder) -> None:
    question = queries.load(folder(who=HEADER + BODY))["who"]
    assert question == Question(
        name="who",
        number=7,
        summary_zh="谁？",
        summary_en="Who?",
        users=("analyst",),
        parameters=(
            Parameter(
                "body",
                "iri",
                "机构",
                "body",
                "https://w3id.org/cetu/id/body/1",
                "https://w3id.org/cetu/id/body/1",
            ),
        ),
        text=HEADER + BODY,
        answerable=False,
        lacks_zh="缺文件。",
        lacks_en="A document is missing.",
    )


def test_questions_come_in_the_order_of_their_numbers(folder: Folder) -> None:
    root = folder(
        a=HEADER.replace("number: 7", "number: 10") + BODY,
        b=HEADER.replace("number: 7", "number: 9") + BODY,
    )
    assert list(queries.load(root)) == ["b", "a"]


@pytest.mark.parametrize("line", ["number", "summary", "summary_en", "users", "answerable"])
def test_a_header_that_lacks_a_line_is_refused(folder: Folder, line: str) -> None:
    text = "".join(
        kept for kept in HEADER.splitlines(keepends=True) if not kept.startswith(f"#+ {line}:")
    )
    with pytest.raises(CheckFailed, match=r"who\.rq.*not complete"):
        queries.load(folder(who=text + BODY))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("number: 7", "number: seven"),
        ("number: 7", "number: [7"),
        ("users: [analyst]", "users: 3"),
        ("    type: iri\n", "    type: date\n"),
        ("    label_en: body\n", "    caption: body\n"),
    ],
)
def test_a_header_with_a_wrong_value_is_refused(folder: Folder, old: str, new: str) -> None:
    assert old in HEADER
    with pytest.raises(CheckFailed, match="not complete"):
        queries.load(folder(who=HEADER.replace(old, new) + BODY))


@pytest.mark.parametrize("body", ["SELECT ?body { ?body ?p ?o }\n", BODY + BODY])
def test_a_parameter_needs_one_block(folder: Folder, body: str) -> None:
    with pytest.raises(CheckFailed, match=r"\?body needs exactly one VALUES block"):
        queries.load(folder(who=HEADER + body))


# The list


def test_pick_returns_the_question_of_that_name(folder: Folder) -> None:
    questions = queries.load(folder(who=HEADER + BODY))
    assert queries.pick(questions, "who") is questions["who"]


def test_an_unknown_name_is_refused_with_the_known_ones(folder: Folder) -> None:
    questions = queries.load(folder(who=HEADER + BODY))
    with pytest.raises(QuestionUnknown) as caught:
        queries.pick(questions, "whom")
    assert "whom" in caught.value.detail
    assert "who" in caught.value.hint


# Binding


def test_an_unknown_parameter_is_refused_with_the_known_ones() -> None:
    question = _question("ASK { VALUES ?body { 1 } }", _parameter("body", "integer", "1"))
    with pytest.raises(ParameterInvalid, match="no parameter “bodi”") as caught:
        queries.bind(question, {"bodi": "1"})
    assert "body" in caught.value.hint


@pytest.mark.parametrize("values", [{}, {"body": ""}])
def test_a_parameter_without_value_or_default_is_refused(values: dict[str, str]) -> None:
    question = _question("ASK { VALUES ?body { 1 } }", _parameter("body", "integer"))
    with pytest.raises(ParameterInvalid, match="needs a value for “body”"):
        queries.bind(question, values)


def test_a_parameter_not_given_keeps_its_default() -> None:
    question = _question(
        "SELECT ?n ?kind { VALUES ?n { 1 } VALUES ?kind { UNDEF } }",
        _parameter("n", "integer", "5"),
        _parameter("kind", "iri", "UNDEF"),
    )
    bound = queries.bind(question, {})
    assert "VALUES ?kind { UNDEF }" in bound
    assert _row(bound)[0] == ox.Literal(5)


def test_a_default_of_undef_gives_way_to_a_value() -> None:
    question = _question("SELECT * { VALUES ?kind { UNDEF } }", _parameter("kind", "iri", "UNDEF"))
    assert _row(queries.bind(question, {"kind": "http://example.org/k"})) == [
        ox.NamedNode("http://example.org/k")
    ]


def test_undef_as_a_given_text_is_a_text() -> None:
    question = _question('SELECT * { VALUES ?name { "a" } }', _parameter("name", "string", "a"))
    assert _row(queries.bind(question, {"name": "UNDEF"})) == [ox.Literal("UNDEF")]


def test_a_short_key_stands_for_an_iri_of_the_graph() -> None:
    question = _question("SELECT * { VALUES ?b { UNDEF } }", _parameter("b", "iri"))
    assert _row(queries.bind(question, {"b": "body/441900-jinrongban"})) == [
        ox.NamedNode("https://w3id.org/cetu/id/body/441900-jinrongban")
    ]


@pytest.mark.parametrize(
    "value",
    [
        "市委金融办",
        "body",
        "http://a b",
        "http://x/> } . <http://y",
        "http://[",
        "http://x/%zz",
        "../body/1",
        "<http://x/a>",
        "http://x/a\n",
    ],
)
def test_what_is_not_an_iri_is_refused(value: str) -> None:
    question = _question("SELECT * { VALUES ?b { UNDEF } }", _parameter("b", "iri"))
    with pytest.raises(ParameterInvalid, match="it takes an IRI"):
        queries.bind(question, {"b": value})


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("integer", "17.5"),
        ("integer", "seventeen"),
        ("integer", "1e9"),
        ("integer", "1e999999999"),
        ("integer", "9" * 40),
        ("integer", "１７"),
        ("integer", "1_7"),
        ("integer", "17 }"),
        ("decimal", "nan"),
        ("decimal", "Infinity"),
        ("decimal", "1e5"),
        ("decimal", "1."),
    ],
)
def test_what_is_not_a_number_is_refused(kind: ParameterKind, value: str) -> None:
    question = _question("SELECT * { VALUES ?n { 1 } }", _parameter("n", kind))
    with pytest.raises(ParameterInvalid, match="it takes a number"):
        queries.bind(question, {"n": value})


def test_an_integer_is_bound_in_its_plain_form() -> None:
    """A store that compares terms, not values, must find 17 where 017 is asked."""
    question = _question("SELECT * { VALUES ?n { 1 } }", _parameter("n", "integer"))
    assert "017" not in queries.bind(question, {"n": "+017"})
    assert _row(queries.bind(question, {"n": "+017"})) == [ox.Literal(17)]


def test_a_value_cannot_stand_in_for_another_parameter() -> None:
    question = _question(
        'SELECT * { VALUES ?first { "a" } VALUES ?second { "b" } }',
        _parameter("first", "string"),
        _parameter("second", "string"),
    )
    trap = 'VALUES ?second { "x" }'
    assert _row(queries.bind(question, {"first": trap, "second": '" } #'})) == [
        ox.Literal(trap),
        ox.Literal('" } #'),
    ]


TWO = _question(
    'SELECT ?first ?second ?third WHERE { VALUES ?first { "a" } VALUES ?third { "c" }\n'
    'VALUES ?second { "b" } }',
    _parameter("first", "string"),
    _parameter("second", "string"),
)


@given(st.text(min_size=1), st.text(min_size=1))
@example('"', "\\")
@example('a" } UNION { ?s ?p ?o', '""" } } #')
@example("\\u0022", "\\u005C\\u0022")
@example("VALUES ?second { }", "}")
@example("\r\n\t\x00\x08", "\u2028\ufeff\U0010ffff")
def test_any_text_is_bound_as_one_term(first: str, second: str) -> None:
    bound = queries.bind(TWO, {"first": first, "second": second})
    assert _row(bound) == [ox.Literal(first), ox.Literal(second), ox.Literal("c")]


@given(st.one_of(st.text(min_size=1), st.text(min_size=1).map("http://example.org/".__add__)))
@example("http://example.org/a> . ?s ?p <http://example.org/b")
def test_any_iri_is_bound_as_one_term_or_refused(value: str) -> None:
    question = _question(
        'SELECT ?b ?c { VALUES ?b { UNDEF } VALUES ?c { "c" } }', _parameter("b", "iri")
    )
    try:
        bound = queries.bind(question, {"b": value})
    except ParameterInvalid:
        return
    node, other = _row(bound)
    assert isinstance(node, ox.NamedNode)
    assert node.value.endswith(value)
    assert other == ox.Literal("c")


@given(st.decimals(-(10**12), 10**12, places=6, allow_nan=False))
def test_a_decimal_is_bound_at_its_value(value: Decimal) -> None:
    question = _question("SELECT * { VALUES ?n { 1 } }", _parameter("n", "decimal"))
    [term] = _row(queries.bind(question, {"n": f"{value:f}"}))
    assert isinstance(term, ox.Literal)
    assert term.datatype.value.endswith("#decimal")
    assert Decimal(term.value) == value


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_an_integer_is_bound_at_its_value(value: int) -> None:
    question = _question("SELECT * { VALUES ?n { 1 } }", _parameter("n", "integer"))
    assert _row(queries.bind(question, {"n": str(value)})) == [ox.Literal(value)]
