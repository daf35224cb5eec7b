"""The step that runs SHACL; tests/shacl holds the W3C's suite."""

from pathlib import Path

import pytest
import rdflib
from rdflib import SH, Graph, URIRef

from cetu.errors import CheckFailed
from cetu.validate import shacl

PREFIXES = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix x: <https://example.org/> .
"""


def graph(turtle: str) -> Graph:
    return Graph().parse(data=PREFIXES + turtle, format="turtle")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("x:a", "<a>"),
        ("[ sh:inversePath x:a ]", "^<a>"),
        ("( x:a [ sh:inversePath x:b ] )", "<a>/^<b>"),
        ("[ sh:alternativePath ( x:a ( x:b x:c ) ) ]", "<a>|<b>/<c>"),
        ("[ sh:inversePath ( x:a x:b ) ]", "^(<a>/<b>)"),
        ("( x:a [ sh:zeroOrMorePath x:b ] )", "<a>/<b>*"),
        ("[ sh:oneOrMorePath [ sh:alternativePath ( x:a x:b ) ] ]", "(<a>|<b>)+"),
        ("[ sh:zeroOrOnePath [ sh:inversePath x:a ] ]", "(^<a>)?"),
    ],
)
def test_path_text_is_as_sparql_writes_it(path: str, text: str) -> None:
    paths = graph(f"x:shape sh:path {path} .")
    node = paths.value(URIRef("https://example.org/shape"), SH.path)
    assert node is not None
    written = shacl.path_text(paths, node)
    Graph().query(f"SELECT * WHERE {{ ?s {written} ?o }}")  # it is a path of SPARQL's
    assert written.replace("https://example.org/", "") == text


def test_literals_are_as_the_file_writes_them(tmp_path: Path) -> None:
    """Whether `01` is an integer is what a shape may ask."""
    path = tmp_path / "data.ttl"
    path.write_text(PREFIXES + "x:a x:b 01 , 'words' , 'Wort'@de .", encoding="utf-8")
    assert {value.n3() for value in shacl.read(path).objects()} == {
        '"01"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"words"',
        '"Wort"@de',
    }


@pytest.mark.parametrize(
    "query",
    [
        "SELECT $this WHERE { $this",  # no SPARQL
        "SELECT $this WHERE { $this unknown:link ?value }",  # no such prefix
        "SELECT $this WHERE { $this ?link ?value MINUS { $this ?link 1 } }",  # refused by SHACL
        "SELECT $this WHERE { GRAPH $shapesGraph { $this ?link ?value } }",  # optional, not done
    ],
)
def test_a_query_in_a_shape_that_cannot_run_says_so(query: str) -> None:
    shapes = graph(f'x:S a sh:NodeShape ; sh:targetNode x:a ; sh:sparql [ sh:select "{query}" ] .')
    with pytest.raises(CheckFailed) as caught:
        shacl.validate(graph("x:a x:b x:c ."), shapes)
    assert "shapes/" in caught.value.hint


def test_rdflib_is_left_as_it_was() -> None:
    kept = rdflib.NORMALIZE_LITERALS
    shacl.validate(graph("x:a x:b x:c ."), graph("x:S a sh:NodeShape ; sh:targetNode x:a ."))
    assert kept == rdflib.NORMALIZE_LITERALS
