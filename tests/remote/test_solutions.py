"""The query for a row a solution, beside the graph that is made of them."""

import pyoxigraph as ox
import pytest

from cetu.engine.solutions import solutions

_DATA = """
<urn:a> <urn:p> <urn:b> , <urn:c> , "construct {" .
<urn:b> <urn:p> <urn:c> .
<urn:a> <urn:q> 1 .
"""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("CONSTRUCT { ?s <urn:p> ?o } WHERE { ?s <urn:p> ?o }", 4),
        ("CONSTRUCT { <urn:x> <urn:x> <urn:x> } { ?s ?p ?o }", 5),
        ("construct{?s ?p ?o}{?s ?p ?o}LIMIT 2", 2),
        ("CONSTRUCT WHERE { ?s <urn:p> ?o }", 4),
        ("CONSTRUCT # { WHERE\n{ ?s ?p [ <urn:q> ( ?o 1 ) ] } # }\nWHERE { ?s ?p ?o }", 5),
        ("CONSTRUCT {} WHERE { ?s <urn:q> ?row0 }", 1),
        ("PREFIX construct: <urn:> CONSTRUCT { ?s ?p 1 } WHERE { ?s construct:p ?o }", 4),
        ('CONSTRUCT { ?s ?p "}" } WHERE { ?s ?p "construct {" }', 1),
        ("CONSTRUCT { ?s ?s ?s } WHERE { ?s ?p ?o } GROUP BY ?s HAVING (COUNT(*) > 1)", 1),
        ("CONSTRUCT { ?s ?p ?o } FROM <urn:none> WHERE { ?s ?p ?o }", 0),
        ("DESCRIBE ?s <urn:x> WHERE { ?s <urn:p> ?o }", 4),
        ("DESCRIBE * { ?s <urn:p> ?o } OFFSET 1", 3),
        ("DESCRIBE ?s FROM <urn:none> { ?s ?p ?o }", 0),
    ],
)
def test_each_solution_is_a_row(text: str, count: int) -> None:
    store = ox.Store()
    store.load(_DATA, format=ox.RdfFormat.TURTLE)
    asked = solutions(text)
    assert asked is not None
    found = store.query(asked)
    assert isinstance(found, ox.QuerySolutions)
    assert len(list(found)) == count


def test_without_a_pattern_there_is_none() -> None:
    assert solutions("DESCRIBE <urn:a> <urn:b>") is None
