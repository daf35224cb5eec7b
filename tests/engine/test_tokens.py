import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cetu.engine.tokens import Scanner


def cut(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in Scanner(text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("?甲_1", "variable"),
        ("$x", "variable"),
        ("<http://x/东莞#a>", "iri"),
        (r"<http://x/\u4e1c>", "iri"),
        ("ex:a.b-c", "name"),
        (r"ex:a\#b", "name"),
        ("ex:%E4", "name"),
        (":", "name"),
        ("_:b1", "blank"),
        ("SELECT", "word"),
        ("1.5e-3", "number"),
        ("@zh-Hans", "language"),
        ("'it\\'s'", "string"),
        ('"""a ""quoted"" b"""', "string"),
        ("'''\n'''", "string"),
        ("||", "mark"),
        ("\x00", "mark"),
    ],
)
def test_one_token(text: str, kind: str) -> None:
    assert cut(f" {text} # comment") == [(kind, text)]


def test_less_than_and_iri() -> None:
    assert ("iri", "<1)x>") in cut("{ ?s ?p <1)x> }")
    assert ("iri", "<1)x>") in cut("{ ?s ?p (?a <1)x>) }")
    assert ("iri", "<1)x>") in cut("{ VALUES (?a ?b) { (1 <1)x>) } }")
    assert ("iri", "<1)x>") in cut("{ FILTER(?a = <1)x>) }")
    for expression in ("?a<1)x>", "'a'<1)x>", "f:g(1)<1)x>", "(COUNT(DISTINCT1<1)x>"):
        assert ("iri", "<1)x>") not in cut(f"{{ FILTER({expression} }}")


def test_brackets_open_and_close() -> None:
    scanner = Scanner("SELECT (1 AS ?x) { ?s ?p [ ?q (1) ] }")
    depths = [(token.text, len(scanner.brackets)) for token in scanner if token.kind == "mark"]
    assert [depth for _, depth in depths] == [1, 0, 1, 2, 3, 2, 1, 0]


@settings(deadline=None)
@given(st.text(st.sampled_from("aé?:<>'\"\\#\n {}()[].1@_|^"), max_size=60))
def test_tokens_written_apart_are_the_same_tokens(text: str) -> None:
    tokens = list(Scanner(text))
    assert list(Scanner("\n".join(token.text for token in tokens))) == tokens
