import pytest

from cetu.answer.asking import ask, iri, literal, values
from cetu.engine import Engine
from cetu.errors import ThingUnknown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "foo",
        "body/441900-jinrongban",
        "https:",
        "http://example.org/> . ?s ?p ?o . <http://example.org/",
        "http://example.org/a b",
        "http://example.org/\n",
        'http://example.org/"',
        "http://example.org/{x}",
        "http://example.org/`",
        "http://example.org/\\u003e",
    ],
)
def test_what_is_no_iri_never_reaches_a_query(text: str) -> None:
    with pytest.raises(ThingUnknown):
        iri(text)


@pytest.mark.parametrize("text", ['"', '" . } DROP ALL #', "\\", "line\nline", "'''", "贴息"])
def test_a_literal_comes_back_from_a_query_as_it_went_in(engine: Engine, text: str) -> None:
    rows = ask(engine, f"SELECT ?x WHERE {{ BIND({literal(text)} AS ?x) }}")
    assert [row["x"].value for row in rows] == [text]


def test_long_lists_are_cut_into_blocks() -> None:
    blocks = list(values("x", (f"urn:x:{i}" for i in range(450))))
    assert [block.count("<urn:x:") for block in blocks] == [200, 200, 50]
    assert list(values("x", ())) == []
