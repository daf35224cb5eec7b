"""An IRI of others that nobody has checked fails the build, and nothing is written."""

import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from cetu import pipeline
from cetu.errors import IriUnchecked
from cetu.pipeline import strangers

MADE_UP = "http://www.wikidata.org/entity/Q99999999999"
KNOWN = "http://www.w3.org/2004/02/skos/core#exactMatch"


def triple(value: str) -> ox.Triple:
    return ox.Triple(
        ox.NamedNode("https://w3id.org/cetu/id/place/441900"),
        ox.NamedNode(KNOWN),
        ox.NamedNode(value),
    )


def test_what_is_listed_passes(root: Path) -> None:
    strangers.refuse([triple("http://qudt.org/vocab/unit/PERCENT")], root)
    strangers.refuse([triple("https://w3id.org/cetu/id/anything")], root)


def test_what_is_not_is_refused_by_name(root: Path) -> None:
    with pytest.raises(IriUnchecked, match="Q99999999999") as told:
        strangers.refuse([triple(MADE_UP)], root)
    assert "checked.csv" in told.value.hint


def test_datatypes_count() -> None:
    value = ox.Literal("1", datatype=ox.NamedNode("http://example.org/made-up"))
    assert strangers.outside([value]) == {"http://example.org/made-up"}


def test_only_the_first_few_are_named(root: Path) -> None:
    many = [triple(f"http://example.org/{number}") for number in range(9)]
    with pytest.raises(IriUnchecked) as told:
        strangers.refuse(many, root)
    assert told.value.detail.count("http://example.org/") == 5
    assert "…" in told.value.detail


def test_a_build_with_one_fails_and_leaves_the_graph(first: Path, tmp_path: Path) -> None:
    place = tmp_path / "root"
    shutil.copytree(first, place)
    places = place / "data/reference/places.ttl"
    graph = place / "data/graph"
    before = {path.name: path.read_bytes() for path in graph.glob("*.trig")}
    places.write_text(
        places.read_text("utf-8")
        + f"\n<https://w3id.org/cetu/id/place/441900> skos:exactMatch <{MADE_UP}> .\n",
        "utf-8",
    )
    with pytest.raises(IriUnchecked, match="Q99999999999"):
        pipeline.build(place)
    assert {path.name: path.read_bytes() for path in graph.glob("*.trig")} == before
