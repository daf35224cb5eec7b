"""What sort of problem a shape finds, and what to do: by the shape, else by what failed."""

from pathlib import Path
from typing import get_args

import pytest
from rdflib import DCTERMS, SH, SKOS, Graph, Literal, URIRef

from cetu.model.finding import Kind
from cetu.validate import shapes
from cetu.validate.remedies import remedy

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:said> dcterms:type "time" ; skos:editorialNote "改日期。"@zh , "Mend the date."@en .
<urn:odd> dcterms:type "nonsense" .
"""


@pytest.mark.parametrize(
    ("component", "kind"),
    [
        (SH.MinCountConstraintComponent, "missing"),
        (SH.MaxCountConstraintComponent, "contradiction"),
        (SH.ClassConstraintComponent, "reference"),
        (SH.PatternConstraintComponent, "form"),
        (SH.DatatypeConstraintComponent, "form"),
        (SH.UniqueLangConstraintComponent, "naming"),
    ],
)
def test_what_failed_tells_the_kind(component: URIRef, kind: str) -> None:
    found = remedy(Graph(), URIRef("urn:any"), component)
    assert found.kind == kind
    assert found.zh.endswith("。")
    assert found.en.endswith(".")


def test_what_the_shape_says_comes_first() -> None:
    graph = Graph().parse(data=SHAPES, format="turtle")
    found = remedy(graph, URIRef("urn:said"), SH.MinCountConstraintComponent)
    assert (found.kind, found.zh, found.en) == ("time", "改日期。", "Mend the date.")
    assert remedy(graph, URIRef("urn:odd"), SH.MinCountConstraintComponent).kind == "missing"


def test_shapes_of_ours_say_kinds_that_there_are_and_advice_in_both_languages(root: Path) -> None:
    graph = shapes.load(root / "shapes")
    said = {str(kind) for kind in graph.objects(None, DCTERMS.type)}
    assert len(said) > 2
    assert said <= {*get_args(Kind)}
    for shape in set(graph.subjects(SKOS.editorialNote)):
        notes = list(graph.objects(shape, SKOS.editorialNote))
        assert sorted(str(one.language) for one in notes if isinstance(one, Literal)) == [
            "en",
            "zh",
        ]
