"""From a dump to a link in the graph, with who accepted it; and every way in which it may not."""

import csv
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
from tests.conftest import Run

from cetu import pipeline, store
from cetu.errors import LinksInvalid

CODE = "https://example.org/code"
DUMP = f"""
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://example.org/city/dg> rdfs:label "Dongguan"@en ; <{CODE}> "441900" .
<https://example.org/city/gd> rdfs:label "广东省"@zh .
<https://example.org/city/xx> rdfs:label "何处市"@zh .
"""


@pytest.fixture
def place(first: Path, tmp_path: Path) -> Path:
    copied = tmp_path / "root"
    shutil.copytree(first, copied)
    (tmp_path / "cities.ttl").write_text(DUMP, "utf-8")
    return copied


def accepted(table: Path, *theirs: str) -> None:
    with table.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["accept"] = "yes" if row["theirs"] in theirs else ""
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_proposed_accepted_built_and_asked(cetu: Run, place: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        done = cetu("link", *arguments, CETU_ROOT=str(place))
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    table, cities = tmp_path / "links.csv", tmp_path / "cities.ttl"
    told = run(
        "propose", "--kind", "place", "--dump", str(cities), "--code", CODE, "-o", str(table)
    )
    assert "2 proposed" in told
    shown = run("propose", "--kind", "place", "--dump", str(cities), "--code", CODE)
    assert "same code 441900" in shown

    accepted(table, "https://example.org/city/dg")
    assert "1 accepted" in run("accept", str(table), "--into", "cities", "--by", "数据处")
    listed = run("list")
    assert "数据处" in listed
    assert "same code 441900 (cities.ttl)" in listed

    graph = "https://w3id.org/cetu/graph/links/cities"
    built = ox.Store()
    for file in store.files_of(place):
        name = ox.NamedNode(file.graph) if file.graph else None
        quads = ox.parse(path=file.path)
        built.extend(ox.Quad(q.subject, q.predicate, q.object, name) if name else q for q in quads)
    links = list(built.quads_for_pattern(None, None, None, ox.NamedNode(graph)))
    assert [q for q in links if q.predicate.value.endswith("exactMatch")]
    # Only what was accepted is there.
    assert not any("city/gd" in str(quad) for quad in links)
    asked = """PREFIX void: <http://rdfs.org/ns/void#>
      SELECT ?n ?space { GRAPH <https://w3id.org/cetu/graph/void> {
        <%s> void:subset ?set . ?set a void:Linkset ; void:triples ?n ;
          void:linkPredicate <http://www.w3.org/2004/02/skos/core#exactMatch> ;
          void:objectsTarget/void:uriSpace ?space } }"""
    (row,) = built.query(asked % graph)  # type: ignore[misc]  # rows of a SELECT
    assert (row["n"].value, row["space"].value) == ("1", "https://example.org/city/")

    # And `cetu check` has nothing against it.
    done = cetu("query", "-", "--format", "csv", CETU_ROOT=str(place), stdin=(
        "SELECT ?x { <https://w3id.org/cetu/id/place/441900> "
        "<http://www.w3.org/2004/02/skos/core#exactMatch> ?x }"
    ))  # fmt: skip
    assert done.stdout.split() == ["x", "https://example.org/city/dg"]


def test_a_link_put_there_by_hand_fails_the_build(place: Path) -> None:
    links = place / "data" / "links"
    links.mkdir()
    (links / "mine.ttl").write_text(
        "<https://w3id.org/cetu/id/place/441900> "
        "<http://www.w3.org/2004/02/skos/core#exactMatch> <http://www.wikidata.org/entity/Q0> ."
    )
    with pytest.raises(LinksInvalid, match="does not say"):
        pipeline.build(place)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["propose"], 9),
        (["propose", "--kind", "planet", "--dump", "x.ttl"], 9),
        (["propose", "--dump", "none.ttl"], 3),
        (["propose", "--endpoint", "http://127.0.0.1:9/sparql"], 35),
        (["accept", "none.csv", "--into", "x", "--by", "me"], 3),
        (["accept", "none.csv", "--into", "X Y", "--by", "me"], 9),
        (["accept", "none.csv", "--into", "x", "--by", " "], 9),
    ],
)
def test_what_is_wrong_is_told(arguments: list[str], code: int, cetu: Run, place: Path) -> None:
    done = cetu("link", *arguments, CETU_ROOT=str(place))
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr


def test_a_table_that_accepts_nothing_writes_nothing(
    cetu: Run, place: Path, tmp_path: Path
) -> None:
    table, cities = tmp_path / "links.csv", tmp_path / "cities.ttl"
    cetu("link", "propose", "--dump", str(cities), "-o", str(table), CETU_ROOT=str(place))
    done = cetu("link", "accept", str(table), "--into", "x", "--by", "me", CETU_ROOT=str(place))
    assert done.returncode == 43
    assert not (place / "data" / "links").exists()
    accepted(table, "https://example.org/city/gd")
    table.write_text(table.read_text("utf-8").replace("place/440000", "place/000000"), "utf-8")
    done = cetu("link", "accept", str(table), "--into", "x", "--by", "me", CETU_ROOT=str(place))
    assert done.returncode == 43
    assert "nothing called" in done.stderr
