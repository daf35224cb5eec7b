"""What a change breaks, and how far that reaches: worked out by hand on three small shapes."""

import pytest
from rdflib import RDF, RDFS, Graph, Namespace, URIRef

from cetu.validate.aim import Aimed
from cetu.validate.change import Data, broken
from cetu.validate.reach import reach

EX = Namespace("https://example.org/")

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
ex:TaskShape a sh:NodeShape ; sh:targetClass ex:Task ; sh:property ex:name , ex:body , ex:place .
ex:name sh:path ex:name ; sh:minCount 1 ; sh:maxCount 1 ; sh:not [ sh:pattern "^no$" ] .
ex:body sh:path [ sh:alternativePath ( ex:body [ sh:inversePath ex:doer ] ) ] ; sh:class ex:Body .
ex:place sh:path ( ex:body ex:inside ex:code ) ; sh:maxCount 1 .
ex:Said a sh:NodeShape ; sh:targetSubjectsOf ex:says ; sh:property ex:says .
ex:says sh:path ex:says ; sh:in ( 1 ) .
ex:Heard a sh:NodeShape ; sh:targetObjectsOf ex:hears ; sh:nodeKind sh:IRI .
ex:One a sh:NodeShape ; sh:targetNode ex:one ; sh:property [ sh:path ex:seen ; sh:minCount 1 ] .
"""
CLASSES = "ex:Errand rdfs:subClassOf ex:Task . ex:Chore rdfs:subClassOf ex:Errand ."
PREFIXES = f"@prefix ex: <{EX}> . @prefix rdfs: <{RDFS}> ."


def _graph(text: str) -> Graph:
    return Graph().parse(data=f"{PREFIXES} {text}", format="turtle")


def _broken(before: str, gone: str, new: str, *things: str, kinds: str = "") -> list[str]:
    """The names of things and properties of what a change breaks."""
    data = Data(_graph(before) + _graph(CLASSES), _graph(kinds))
    size = len(data.stated)
    guards = Aimed(Graph().parse(data=SHAPES, format="turtle"))
    found = broken(data, (_graph(gone), _graph(new)), guards, [str(EX[thing]) for thing in things])
    assert len(data.stated) == size
    return [f"{one.thing.removeprefix(EX)} {one.path.removeprefix(f'<{EX}')}" for one in found]


SOUND = 'ex:t a ex:Errand ; ex:name "t" ; ex:body ex:b . ex:b a ex:Body .'


@pytest.mark.parametrize(
    ("gone", "new", "expected"),
    [
        ('ex:t ex:name "t" .', "", ["t name>"]),
        ("", 'ex:t ex:name "u" .', ["t name>"]),
        ('ex:t ex:name "t" .', 'ex:t ex:name "u" .', []),
        ('ex:t ex:name "t" .', 'ex:t ex:name "no" .', ["t name>"]),
        ("", "ex:t ex:says 2 .", ["t says>"]),
        ("", "ex:t ex:other 2 .", []),
        ("ex:t a ex:Errand . ", "", []),
        (SOUND, "", []),
    ],
)
def test_a_change_of_a_thing(gone: str, new: str, expected: list[str]) -> None:
    assert _broken(SOUND, gone, new, "t") == expected


def test_a_thing_that_another_leads_to_is_looked_at_with_it() -> None:
    assert _broken(SOUND, "ex:b a ex:Body .", "", "t") != []
    assert _broken(SOUND, "ex:b a ex:Body .", "", "b") == []


def test_what_was_broken_before_is_not_new_but_another_is() -> None:
    assert _broken("ex:t a ex:Chore .", "", "ex:t ex:seen 1 .", "t") == []
    said = 'ex:t a ex:Chore ; ex:name "t" ; ex:says 2 .'
    assert _broken(said, "", "ex:t ex:says 3 .", "t") == ["t says>"]


def test_only_the_things_touched_are_judged_though_their_values_are_looked_into() -> None:
    others = SOUND + " ex:u a ex:Task ."
    assert _broken(others, "", "ex:t ex:seen 1 .", "t") == []
    assert _broken(others, "", 'ex:u ex:says 2 . ex:t ex:name "u" .', "t") == ["t name>"]


def test_what_other_graphs_say_a_thing_is_holds_for_what_links_to_it_only() -> None:
    linked = 'ex:t a ex:Task ; ex:name "t" ; ex:body ex:b .'
    assert _broken("", "", linked, "t") != []
    assert _broken("", "", linked, "t", kinds="ex:b a ex:Body .") == []
    assert _broken("", "", "ex:t ex:seen 1 .", "t", kinds="ex:t a ex:Task .") == []


def test_things_named_by_properties_and_by_name_are_targets() -> None:
    assert _broken("", "", 'ex:a ex:hears "noise" .', "a") == []
    assert _broken("ex:one ex:seen 1 .", "ex:one ex:seen 1 .", "", "one") == ["one seen>"]


def test_the_reach_of_shapes() -> None:
    found = reach(Graph().parse(data=SHAPES, format="turtle"), _graph(CLASSES))
    links = ("name", "body", "doer", "inside", "code", "says", "seen")
    assert found.links == {str(EX[name]) for name in links}
    assert found.backward == {str(EX.doer)}
    assert found.deep == {str(RDF.type), str(EX.inside), str(EX.code)}
    targets = ("Task", "Errand", "Chore", "says", "hears", "one")
    assert found.targets == {str(EX[name]) for name in targets}
    assert found.depth == 3


def test_no_shapes_reach_nothing() -> None:
    found = reach(Graph(), Graph())
    assert (found.depth, found.targets) == (0, frozenset())


def test_aiming_leaves_the_rest_of_the_shapes_as_it_is() -> None:
    shapes = Graph().parse(data=SHAPES, format="turtle")
    aimed = Aimed(shapes).at([str(EX.t), str(EX.b)], _graph(SOUND + CLASSES))
    target = URIRef("http://www.w3.org/ns/shacl#targetNode")
    assert set(aimed.subject_objects(target)) == {(EX.TaskShape, EX.t)}
    assert len(shapes) - len(aimed) == 4 - 1
