"""A write brings what follows up to date: in the same record, the same after every start."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cetu import store
from cetu.engine import Engine
from cetu.errors import WriteRefused
from cetu.journal import records, verify
from cetu.model.caller import Caller
from cetu.model.change import Drop, Put, Update
from cetu.namespaces import GRAPH
from cetu.pipeline.write import Writer, Written
from cetu.settings import Settings

EX = "https://example.org/"
INFERRED = str(GRAPH["inferred"])
BY = Caller("k1", frozenset({"update"}))

_ONTOLOGY = f"""@prefix : <{EX}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:Task a owl:Class ; rdfs:subClassOf :Plan .
:Plan a owl:Class .
:lead a owl:ObjectProperty ; rdfs:domain :Task ; rdfs:subPropertyOf :by .
:by a owl:ObjectProperty ; owl:inverseOf :does .
:does a owl:ObjectProperty .
:within a owl:ObjectProperty , owl:TransitiveProperty .
:at a owl:ObjectProperty ; owl:propertyChainAxiom ( :by :seat :within ) .
:seat a owl:ObjectProperty .
"""
_DATA = f"""@prefix : <{EX}> .
<{EX}g> {{ :bureau :seat :town . :town :within :city . :city :within :province . }}
<{INFERRED}> {{ :town :within :province . }}
<{GRAPH["metadata"]}> {{ :other :lead :bureau . }}
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    root = tmp_path / "root"
    (root / "ontology").mkdir(parents=True)
    (root / "data" / "graph").mkdir(parents=True)
    (root / "ontology" / "terms.ttl").write_text(_ONTOLOGY, "utf-8")
    (root / "data" / "graph" / "one.trig").write_text(_DATA, "utf-8")
    return Settings(root=root, state=tmp_path / "state", workers=1, min_free_bytes=0)


def _engine(settings: Settings) -> Engine:
    return Engine(store.snapshot(settings.root, settings.state_folder), settings)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    with _engine(settings) as running:
        yield running


@pytest.fixture
def writer(engine: Engine, settings: Settings) -> Iterator[Writer]:
    made = Writer(engine, settings)
    yield made
    made.close()


def _update(writer: Writer, text: str) -> Written:
    return writer.write(Update(f"PREFIX : <{EX}> PREFIX g: <{GRAPH}> {text}"), BY)


def _inferred(engine: Engine) -> set[str]:
    rows = engine.select(f"SELECT * {{ GRAPH <{INFERRED}> {{ ?s ?p ?o }} }}")
    return {" ".join(_short(row[name].value) for name in "spo") for row in rows}


def _short(iri: str) -> str:
    return "a" if iri.endswith("#type") else iri.removeprefix(EX)


BEFORE = {"town within province"}
OF_A_LEAD = {
    "task by bureau",
    "bureau does task",
    "task a Task",
    "task a Plan",
    "task at city",
    "task at province",
}
LEAD = f"INSERT DATA {{ GRAPH <{EX}g> {{ :task :lead :bureau }} }}"


def test_what_follows_is_a_part_of_the_write(
    engine: Engine, writer: Writer, settings: Settings
) -> None:
    written = _update(writer, LEAD)
    assert _inferred(engine) == BEFORE | OF_A_LEAD
    assert (written.added, written.inferred_added, written.inferred_removed) == (7, 6, 0)
    (record,) = records(settings.state_folder / "journal")
    assert record.entry.graphs == (f"{EX}g", INFERRED)
    assert record.entry.delta.added.count(f"<{INFERRED}> .") == 6


def test_what_follows_no_longer_goes(engine: Engine, writer: Writer) -> None:
    _update(writer, LEAD)
    written = _update(writer, f"DELETE DATA {{ GRAPH <{EX}g> {{ :city :within :province }} }}")
    assert _inferred(engine) == OF_A_LEAD - {"task at province"}
    assert (written.removed, written.inferred_removed) == (3, 2)
    _update(writer, f"DELETE DATA {{ GRAPH <{EX}g> {{ :task :lead :bureau }} }}")
    assert _inferred(engine) == set()


def test_after_a_restart_it_is_the_same_without_reasoning(
    engine: Engine, writer: Writer, settings: Settings
) -> None:
    digest = _update(writer, LEAD).digest
    content = engine.construct("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples")
    writer.close()
    with _engine(settings.model_copy(update={"infer": "off"})) as again:
        assert again.digest == digest
        assert _inferred(again) == BEFORE | OF_A_LEAD
        same = again.construct("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples")
        assert sorted(same.splitlines()) == sorted(content.splitlines())


def test_it_can_be_switched_off(settings: Settings) -> None:
    off = settings.model_copy(update={"infer": "off"})
    with _engine(off) as engine:
        writer = Writer(engine, off)
        assert _update(writer, LEAD).added == 1
        assert _inferred(engine) == BEFORE
        _update(writer, f"INSERT DATA {{ GRAPH <{INFERRED}> {{ :x :by :bureau }} }}")
        assert _inferred(engine) == BEFORE | {"x by bureau"}
        writer.close()


@pytest.mark.parametrize("graph", [f"{EX}new", ""])
def test_graphs_put_and_dropped_count_like_updates(
    engine: Engine, writer: Writer, graph: str
) -> None:
    turtle = f"<{EX}task> <{EX}lead> <{EX}bureau> .".encode()
    writer.write(Put(graph, turtle, "text/turtle"), BY)
    assert _inferred(engine) == BEFORE | OF_A_LEAD
    writer.write(Put(graph, turtle.replace(b"lead", b"by"), "text/turtle"), BY)
    kept = {"bureau does task", "task at city", "task at province"}
    assert _inferred(engine) == BEFORE | kept
    writer.write(Drop(graph), BY)
    assert _inferred(engine) == BEFORE


def test_what_is_stated_is_not_inferred_as_well(engine: Engine, writer: Writer) -> None:
    _update(writer, LEAD)
    stated = _update(writer, f"INSERT DATA {{ GRAPH <{EX}g> {{ :task a :Plan }} }}")
    assert (stated.added, stated.inferred_removed) == (1, 1)
    back = _update(writer, f"DELETE DATA {{ GRAPH <{EX}g> {{ :task a :Plan }} }}")
    assert (back.removed, back.inferred_added) == (1, 1)
    assert _inferred(engine) == BEFORE | OF_A_LEAD


def test_what_two_graphs_state_stays_until_both_are_gone(writer: Writer) -> None:
    for graph in "gh":
        _update(writer, LEAD.replace(f"{EX}g", f"{EX}{graph}"))
    delete = "DELETE DATA { GRAPH <%s> { :task :lead :bureau } }"
    assert _update(writer, delete % f"{EX}g").inferred_removed == 0
    assert _update(writer, delete % f"{EX}h").inferred_removed == 6


def test_nobody_adds_to_what_is_inferred(engine: Engine, writer: Writer) -> None:
    before = engine.digest
    with pytest.raises(WriteRefused, match="graph of what is inferred") as refused:
        _update(writer, "INSERT DATA { GRAPH g:inferred { :x :by :bureau } }")
    assert "CETU_INFER" in refused.value.hint
    assert "推理" in refused.value.detail_zh
    assert engine.digest == before


def test_what_is_taken_from_it_comes_back_while_it_follows(engine: Engine, writer: Writer) -> None:
    _update(writer, LEAD)
    assert _update(writer, "DELETE WHERE { GRAPH g:inferred { ?s ?p ?o } }").number == 0
    assert _update(writer, "DROP GRAPH g:inferred").number == 0
    assert _inferred(engine) == BEFORE | OF_A_LEAD
    _update(writer, "DELETE WHERE { GRAPH ?g { :task ?p ?o } }")
    assert _inferred(engine) == BEFORE


def test_all_may_go(engine: Engine, writer: Writer) -> None:
    _update(writer, LEAD)
    _update(writer, f"DROP ALL ; {LEAD}")
    assert not engine.holds(INFERRED)
    assert engine.triples == 1


def test_axioms_count_at_once(engine: Engine, writer: Writer) -> None:
    axiom = "GRAPH g:ontology { :seat <http://www.w3.org/2000/01/rdf-schema#domain> :Body }"
    _update(writer, f"INSERT DATA {{ {axiom} }}")
    assert _inferred(engine) == BEFORE | {"bureau a Body"}
    _update(writer, LEAD)  # by the rules as they are now
    _update(writer, f"DELETE DATA {{ {axiom} }}")
    assert _inferred(engine) == BEFORE | OF_A_LEAD
    _update(writer, "DELETE WHERE { GRAPH ?g { :within a ?kind } }")
    assert _inferred(engine) == OF_A_LEAD - {"task at province"}


def test_nothing_changed_is_no_record(writer: Writer, settings: Settings) -> None:
    assert _update(writer, f"DELETE DATA {{ GRAPH <{EX}g> {{ :no :by :one }} }}").number == 0
    assert verify(settings.state_folder / "journal").number == 0
