"""What a change comes to, against the engine's own update run on a plain dataset."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cetu.engine import updates
from cetu.engine.scratch import World, difference
from cetu.engine.state import Stores, load
from cetu.model.change import Update

DATA = """
<urn:g1> { <urn:a> <urn:p> 1 . <urn:b> <urn:p> <urn:a> . }
<urn:g2> { <urn:a> <urn:p> 1 . <urn:c> <urn:q> "池"@zh . }
<urn:c> <urn:p> 2 .
"""

TERMS = ["<urn:a>", "<urn:b>", "x:c"]
VALUES = [*TERMS, "1", "2", '"池"@zh', '"{GRAPH <urn:g1>}"']
GRAPHS = ["<urn:g1>", "<urn:g2>", "x:g3"]
triples = st.builds(
    "{} {} {} .".format,
    st.sampled_from(TERMS),
    st.sampled_from(["<urn:p>", "x:q"]),
    st.sampled_from(VALUES),
)
blocks = st.lists(
    st.one_of(triples, st.builds("GRAPH {} {{ {} }}".format, st.sampled_from(GRAPHS), triples)),
    min_size=1,
    max_size=3,
).map(" ".join)
templates = st.sampled_from(
    [
        "?s ?p ?o",
        "?s <urn:p> [ <urn:q> ?o ]",
        "GRAPH <urn:g1> { ?s <urn:p> ?o }",
        "GRAPH x:g3 { ?o <urn:q> ?s } GRAPH <urn:g2> { ?s <urn:q> ?o }",
        "GRAPH ?g { ?s ?p ?o }",
        "(?s ?o) <urn:p> 1",
    ]
)
deletes = templates.filter(lambda text: "[" not in text and "(" not in text)
wheres = st.sampled_from(
    [
        "?s ?p ?o FILTER(?o > 0)",
        "GRAPH <urn:g1> { ?s ?p ?o }",
        "GRAPH ?g { ?s ?p ?o }",
        "GRAPH x:g2 { ?s ?p ?o } BIND(<urn:g1> AS ?g)",
    ]
)
operations = st.one_of(
    st.builds("INSERT DATA {{ {} }}".format, blocks),
    st.builds("DELETE DATA {{ {} }}".format, blocks),
    st.builds("INSERT {{ {} }} WHERE {{ {} }}".format, templates, wheres),
    st.builds("DELETE {{ {} }} WHERE {{ {} }}".format, deletes, wheres),
    st.builds("WITH <urn:g2> DELETE {{ {} }} INSERT {{ {} }} WHERE {{ {} }}".format,
              deletes, templates, wheres),
    st.builds("DELETE{{{}}}INSERT{{{}}}USING x:g1 WHERE{{ {} }}".format,
              deletes, templates, wheres),
    st.builds("DELETE WHERE {{ {} }}".format, st.sampled_from(
        ["?s <urn:p> ?o", "GRAPH <urn:g1> { ?s ?p 1 }", "GRAPH ?g { ?s <urn:q> ?o }"])),
    st.sampled_from([
        "CLEAR GRAPH <urn:g1>", "CLEAR DEFAULT", "CLEAR NAMED", "DROP ALL",
        "DROP SILENT GRAPH x:g9",
        "COPY <urn:g1> TO x:g3", "MOVE SILENT <urn:g2> TO <urn:g1>", "ADD <urn:g1> TO DEFAULT",
        "COPY DEFAULT TO <urn:g2>", "CREATE SILENT GRAPH <urn:g4>", "CREATEGRAPH<urn:g5>",
        "DROPGRAPH<urn:g1>", "INSERTDATA{<urn:a><urn:p>3}",
    ]),
)  # fmt: skip
requests = st.lists(operations, min_size=1, max_size=3).map(
    lambda ops: "PREFIX x: <urn:>\n" + " ;\n".join(ops)
)


def request(text: str) -> dict[str, object]:
    plan = updates.plan(Update(text), max_bytes=100_000)
    return {
        "change": "update",
        "text": plan.text,
        "operations": [(one.kind, one.text, one.at) for one in plan.operations],
        "graphs": None if plan.graphs is None else sorted(plan.graphs),
        "unnamed": plan.unnamed,
    }


def stores(tmp_path: Path, *, union: bool) -> Stores:
    path = tmp_path / "data.trig"
    path.write_text(DATA, encoding="utf-8")
    return load([(str(path), None)], union=union)


def applied(tmp_path: Path, text: str, *, union: bool) -> Stores:
    """The dataset after an update, by way of its difference, applied to a fresh copy."""
    head, body = difference(World(stores(tmp_path, union=union)), request(text), b"")
    assert "error" not in head, (text, head)
    size = head["size"]
    assert isinstance(size, int)
    after = stores(tmp_path, union=union)
    after.apply(head | {"added": body[:size], "removed": body[size:]})
    return after


def canonical(quads: object) -> tuple[str, ...]:
    dataset = ox.Dataset(quads)  # type: ignore[arg-type]
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return tuple(sorted(str(quad) for quad in dataset))


@given(text=requests)
@settings(max_examples=150, deadline=None)
def test_the_difference_is_what_the_engine_does(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("data")
    plain = stores(folder, union=False).named
    try:
        plain.update(text)
    except (RuntimeError, OSError):  # such as a graph that is not there to be moved
        head, _ = difference(World(stores(folder, union=False)), request(text), b"")
        assert head["error"] == "failed"
        return
    after = applied(folder, text, union=False)
    assert canonical(after.named) == canonical(plain)
    assert set(after.named.named_graphs()) == set(plain.named_graphs())


@given(text=requests)
@settings(max_examples=150, deadline=None)
def test_the_union_stays_the_merge_of_all_graphs(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("data")
    head, _ = difference(World(stores(folder, union=True)), request(text), b"")
    if "error" in head:
        assert head["error"] == "failed"
        return
    after = applied(folder, text, union=True)
    named = {q.triple for q in after.named if q.graph_name != ox.DefaultGraph()}
    merge = named | after.unnamed
    assert {q.triple for q in after.merged} == merge
    default = after.named.quads_for_pattern(None, None, None, ox.DefaultGraph())
    assert {q.triple for q in default} == merge


def test_what_the_unnamed_graph_holds_is_its_own(tmp_path: Path) -> None:
    # <urn:a> <urn:p> 1 is in two named graphs; deleted from the unnamed one, it stays in those.
    after = applied(tmp_path, "DELETE DATA { <urn:a> <urn:p> 1 . <urn:c> <urn:p> 2 }", union=True)
    assert after.unnamed == set()
    assert after.merged.query("ASK { <urn:a> <urn:p> 1 }")
    assert not after.merged.query("ASK { <urn:c> <urn:p> 2 }")


def test_a_later_operation_sees_what_an_earlier_one_did(tmp_path: Path) -> None:
    text = """INSERT DATA { GRAPH <urn:g1> { <urn:new> <urn:p> 5 } } ;
              INSERT { GRAPH <urn:g2> { ?s <urn:q> 6 } } WHERE { ?s <urn:p> 5 } ;
              DELETE DATA { GRAPH <urn:g1> { <urn:new> <urn:p> 5 } }"""
    after = applied(tmp_path, text, union=True)
    assert after.merged.query("ASK { <urn:new> <urn:q> 6 }")
    assert not after.merged.query("ASK { <urn:new> <urn:p> 5 }")


def test_blank_nodes_of_a_turtle_file_are_called_the_same_each_time(tmp_path: Path) -> None:
    path = tmp_path / "shapes.ttl"
    path.write_text("<urn:s> <urn:p> [ <urn:q> [] ] , _:x .")
    loaded = [load([(str(path), "urn:g")]).named.dump(format=ox.RdfFormat.N_QUADS) for _ in "ab"]
    assert loaded[0]
    assert sorted(loaded[0].splitlines()) == sorted((loaded[1] or b"").splitlines())


def test_what_was_sent_is_named_anew(tmp_path: Path) -> None:
    content = b"_:a <urn:p> _:a , <#x> ."
    documents = [(len(content), "text/turtle")]
    put = {"change": "put", "graph": "urn:g1", "documents": documents, "base": "urn:g1"}
    heads = [
        difference(World(stores(tmp_path, union=True)), {**put, "merge": True}, content)
        for _ in "ab"
    ]
    assert heads[0][0]["created"] == []
    assert heads[0][1] != heads[1][1]  # another node each time
    assert b"<urn:g1#x>" in heads[0][1]
    head, body = difference(World(stores(tmp_path, union=True)), {**put, "merge": False}, content)
    size = head["size"]
    assert isinstance(size, int)
    assert body[:size].count(b"\n") == 2
    assert body[size:].count(b"\n") == 2  # what was there before


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("text/turtle", b"<urn:a> <urn:p> "),
        ("application/trig", b"<urn:other> { <urn:a> <urn:p> 1 }"),
        ("application/ld+json", b'{"@context": "http://127.0.0.1:9/c", "@id": "urn:a"}'),
        ("application/rdf+xml", b"<x/>"),
    ],
)
def test_content_that_cannot_be_read(tmp_path: Path, media_type: str, content: bytes) -> None:
    documents = [(len(content), media_type)]
    put = {"change": "put", "graph": "urn:g1", "documents": documents, "base": "urn:g1"}
    head, body = difference(World(stores(tmp_path, union=True)), {**put, "merge": False}, content)
    assert head.get("error") in {"malformed", "failed"}, head
    assert body == b""
