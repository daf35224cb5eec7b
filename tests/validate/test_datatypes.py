"""Shapes for data as the engine keeps it."""

import pyoxigraph as ox
import pytest
from rdflib import Graph

from cetu import store
from cetu.validate import shapes
from cetu.validate.datatypes import for_kept

_SHAPE = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<x:shape> a sh:NodeShape ; sh:targetNode <x:s> ; sh:property <x:property> .
<x:property> sh:path <x:p> ; sh:datatype xsd:{datatype} .
"""
XSD = "http://www.w3.org/2001/XMLSchema#"


def _conforms(datatype: str, value: str) -> bool:
    """Whether a value of this type, once it was kept, conforms to a shape that asks for it."""
    guards = for_kept(Graph().parse(data=_SHAPE.format(datatype=datatype), format="turtle"))
    data = store.graph(f'<x:s> <x:p> "{value}"^^<{XSD}{datatype}> .'.encode())
    assert len(data) == 1
    return not shapes.shapes(data, guards)


@pytest.mark.parametrize(
    ("datatype", "value"),
    [
        ("nonNegativeInteger", "0"),
        ("positiveInteger", "1"),
        ("nonPositiveInteger", "0"),
        ("negativeInteger", "-1"),
        ("byte", "-128"),
        ("unsignedByte", "255"),
        ("int", "2147483647"),
        ("integer", "007"),
        ("dateTimeStamp", "2026-11-26T00:00:00Z"),
        ("decimal", "50.00"),
        ("string", "甲"),
    ],
)
def test_what_conforms_does_so_as_it_is_kept(datatype: str, value: str) -> None:
    assert _conforms(datatype, value)


@pytest.mark.parametrize(
    ("datatype", "value"),
    [
        ("nonNegativeInteger", "-1"),
        ("positiveInteger", "0"),
        ("nonPositiveInteger", "1"),
        ("negativeInteger", "0"),
        ("byte", "128"),
        ("unsignedByte", "256"),
        ("int", "2147483648"),
    ],
)
def test_what_is_out_of_bounds_does_not(datatype: str, value: str) -> None:
    assert not _conforms(datatype, value)


def test_another_type_does_not_conform() -> None:
    guards = for_kept(Graph().parse(data=_SHAPE.format(datatype="byte"), format="turtle"))
    assert shapes.shapes(store.graph(b'<x:s> <x:p> "5" .'), guards)


def test_the_engine_keeps_one_type_of_whole_numbers() -> None:
    """The reason for all this; when it no longer holds, this can go."""
    kept = ox.Store()
    five = ox.Literal("5", datatype=ox.NamedNode(f"{XSD}nonNegativeInteger"))
    kept.add(ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), five, ox.DefaultGraph()))
    assert [quad.object for quad in kept] == [
        ox.Literal("5", datatype=ox.NamedNode(f"{XSD}integer"))
    ]
