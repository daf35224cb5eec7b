"""What a query reads, taken from its text."""

import pytest

from cetu.namespaces import CETU
from cetu.validate.patterns import patterns

QUERY = """PREFIX cetu: <https://w3id.org/cetu/ontology#>
SELECT ?thing ?same WHERE {
  VALUES ?has { cetu:hasLimit cetu:hasClause }
  ?thing ?has ?part .
  GRAPH ?graph { ?part a cetu:Limit }
  OPTIONAL { ?part cetu:value/cetu:unit ?unit }
  BIND (?thing AS ?same)
  FILTER EXISTS { { ?part cetu:base ?base . ?base cetu:bound ?bound } UNION { ?part cetu:per 1 } }
  FILTER NOT EXISTS { ?part cetu:evidence ?words }
  MINUS { ?thing cetu:elided true }
}"""


def links(query: str, *, refused: bool) -> set[str]:
    found = patterns(query)
    chosen = found.refused if refused else found.needed
    return {str(one.path).replace(str(CETU), "") for one in chosen}


def test_what_gives_a_row_is_apart_from_what_must_not_be_there() -> None:
    needed = {"has", "_p", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "Path(value / unit)"}
    assert links(QUERY, refused=False) == needed | {"base", "bound", "per"}
    assert links(QUERY, refused=True) == {"evidence", "elided"}


def test_values_graphs_and_equal_variables_are_kept() -> None:
    found = patterns(QUERY)
    assert {str(k): v for k, v in found.values.items()} == {"has": {CETU.hasLimit, CETU.hasClause}}
    assert [tuple(map(str, pair)) for pair in found.same] == [("same", "thing")]
    assert {str(one.graph) for one in found.needed if one.graph is not None} == {"graph"}


def test_what_is_no_query_is_an_error() -> None:
    with pytest.raises(SyntaxError):
        patterns("SELECT ?thing WHERE {")
