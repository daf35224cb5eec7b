"""The dataset changes while queries run: difference by difference, or a snapshot at once."""

import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cetu.engine import Engine
from cetu.errors import (
    ContentInvalid,
    EngineBusy,
    GraphMissing,
    QueryExhausted,
    QueryMalformed,
    QueryRefused,
    QueryTimeout,
)
from cetu.model.change import Delta, Drop, Put, Update
from cetu.model.snapshot import GraphFile, Snapshot
from cetu.settings import Settings

GRAPH = "urn:x:written"
COUNT = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{GRAPH}> {{ ?s ?p ?o }} }}"
# Two counts that a query can only give alike if it sees one state.
BOTH = f"""SELECT ?a ?b {{
  {{ SELECT (COUNT(*) AS ?a) {{ GRAPH <{GRAPH}> {{ ?s <urn:x:p> ?o }} }} }}
  {{ SELECT (COUNT(*) AS ?b) {{ ?s <urn:x:q> ?o }} }} }}"""


def count(engine: Engine) -> int:
    return int(engine.select(COUNT).rows[0]["n"].value)


def insert(subject: str) -> Update:
    pair = f"<urn:x:{subject}> <urn:x:p> 1 ; <urn:x:q> 1 ."
    return Update(f"INSERT DATA {{ GRAPH <{GRAPH}> {{ {pair} }} }}")


@pytest.fixture
def engine(snapshot: Snapshot) -> Iterator[Engine]:
    settings = Settings(workers=2, query_timeout_s=20, write_timeout_s=20)
    with Engine(snapshot, settings) as running:
        yield running


def test_a_change_is_worked_out_and_then_applied(engine: Engine) -> None:
    before = engine.triples
    delta = engine.evaluate(insert("a"))
    assert delta.added.count("\n") == 2
    assert delta.created == (GRAPH,)
    assert not delta.removed
    assert not engine.holds(GRAPH)  # worked out, and nothing more
    engine.apply(delta, "1" * 64)
    assert engine.holds(GRAPH)
    assert (count(engine), engine.triples, engine.digest) == (2, before + 2, "1" * 64)
    assert not engine.evaluate(insert("a"))  # it is so already
    gone = engine.evaluate(Drop(GRAPH))
    engine.apply(gone, "2" * 64)
    assert not engine.holds(GRAPH)
    assert engine.triples == before


def test_a_graph_is_put_and_merged(engine: Engine) -> None:
    first = engine.evaluate(Put(GRAPH, "<#甲> <urn:x:p> '池', [] .".encode(), "text/turtle"))
    assert first.added.count("\n") == 2
    assert "<urn:x:written#甲>" in first.added
    engine.apply(first, "1" * 64)
    more = engine.evaluate(Put(GRAPH, b"<urn:x:b> <urn:x:p> 1 .", "text/turtle", merge=True))
    assert (more.added.count("\n"), more.removed) == (1, "")
    instead = engine.evaluate(Put(GRAPH, b"<urn:x:b> <urn:x:p> 1 .", "text/turtle"))
    assert (instead.added.count("\n"), instead.removed.count("\n")) == (1, 2)


@pytest.mark.parametrize("text", ["", "# none", "BASE <http://x/>", "PREFIX : <http://x/> # "])
def test_an_update_may_be_empty(engine: Engine, text: str) -> None:
    assert not engine.evaluate(Update(text))


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { GRAPH <graph/r> { <a> <p> <b> } }",
        "INSERT { GRAPH <graph/r> { <a> <p> ?b } } WHERE { BIND(<b> AS ?b) }",
        "BASE <https://w3id.org/cetu/graph/> INSERT DATA { GRAPH <r> { <../a> <../p> <../b> } }",
    ],
)
def test_a_relative_iri_is_one_of_ours(engine: Engine, text: str) -> None:
    ours = "https://w3id.org/cetu/"
    delta = engine.evaluate(Update(text))
    assert delta.added == f"<{ours}a> <{ours}p> <{ours}b> <{ours}graph/r> .\n"
    assert delta.created == (f"{ours}graph/r",)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (Update("INSERT DATA { <urn:x:a> <urn:x:p> }"), QueryMalformed),
        (Update("SELECT * { ?s ?p ?o }"), QueryMalformed),
        (Update("PREFIX : <http://x/> { }"), QueryMalformed),
        (Update("LOAD <http://127.0.0.1:9/> INTO GRAPH <urn:x:g>"), QueryRefused),
        (Update("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
         QueryRefused),
        (Update("INSERT { ?s ?p ?o } USING <urn:x:g> WHERE { ?s ?p ?o }", ("urn:x:h",)),
         QueryMalformed),
        (Update("INSERT DATA { _:b <urn:x:p> 1 } ; INSERT DATA { _:b <urn:x:p> 2 }"),
         QueryMalformed),
        (Update("DELETE DATA { _:b <urn:x:p> 1 }"), QueryMalformed),
        (Put(GRAPH, b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", "application/rdf+xml"), ContentInvalid),
        (Put(GRAPH, "<!DOCTYPE x>".encode("utf-16"), "application/rdf+xml"), ContentInvalid),
        (Put(GRAPH, b"<urn:x:a> <urn:x:p> " + b"<<(<urn:x:a> <urn:x:p> " * 100_000, "text/turtle"),
         (ContentInvalid, QueryExhausted)),
        (Put(GRAPH, b"\xff", "application/n-triples"), ContentInvalid),
    ],
)  # fmt: skip
def test_what_cannot_be_written_changes_nothing(
    engine: Engine, change: Update | Put, error: type[Exception] | tuple[type[Exception], ...]
) -> None:
    before = engine.triples
    with pytest.raises(error):
        engine.evaluate(change)
    assert engine.triples == before
    assert not engine.holds(GRAPH)
    assert engine.ask("ASK { ?s ?p ?o }")


def test_a_change_that_takes_too_long_is_stopped(
    snapshot: Snapshot, offspring: Callable[[int], list[int]]
) -> None:
    endless = "INSERT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    with Engine(snapshot, Settings(workers=1, write_timeout_s=1)) as engine:
        processes = len(offspring(os.getpid()))
        began = time.monotonic()
        with pytest.raises((QueryTimeout, QueryExhausted)):
            engine.evaluate(Update(endless))
        assert time.monotonic() - began < 10
        assert len(offspring(os.getpid())) == processes


def test_readers_see_a_change_whole_or_not_at_all(engine: Engine) -> None:
    stop, seen, wrong = threading.Event(), [], []

    def read() -> None:
        last = 0
        while not stop.is_set():
            (row,) = engine.select(BOTH).rows
            pair = int(row["a"].value), int(row["b"].value)
            if pair[0] != pair[1] or pair[0] < last:
                wrong.append((last, pair))
            last = pair[0]
            seen.append(last)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(15):
        engine.apply(engine.evaluate(insert(str(number))), f"{number + 1:064}")
        assert count(engine) == 2 * (number + 1)  # whoever asks after it sees it
    stop.set()
    for reader in readers:
        reader.join()
    assert not wrong
    assert len(set(seen)) > 1


def test_a_host_that_falls_comes_back_with_the_journal(
    tmp_path: Path, offspring: Callable[[int], list[int]]
) -> None:
    (tmp_path / "graph.ttl").write_text("<urn:x:s> <urn:x:p> 0 .")
    journal = tmp_path / "journal"
    journal.mkdir()
    written = Snapshot("0" * 64, (GraphFile(tmp_path / "graph.ttl", GRAPH),), journal=journal)
    others = set(offspring(os.getpid()))
    with Engine(written, Settings(workers=2)) as engine:
        delta = engine.evaluate(insert("a"))
        record = {"added": delta.added, "removed": "", "created": [], "dropped": []}
        lines = json.dumps(record) + '\n{"added": "torn'
        (journal / "00000001.jsonl").write_text(lines, encoding="utf-8")
        for process in set(offspring(os.getpid())) - others:
            os.kill(process, signal.SIGKILL)
        engine.apply(delta, "1" * 64)
        assert count(engine) == 3
        for process in set(offspring(os.getpid())) - others:
            os.kill(process, signal.SIGKILL)
        assert count(engine) == 3
        assert engine.digest == "1" * 64


def test_another_snapshot_takes_over(
    engine: Engine, tmp_path: Path, offspring: Callable[[int], list[int]]
) -> None:
    processes = len(offspring(os.getpid()))
    (tmp_path / "other.ttl").write_text("<urn:x:s> <urn:x:p> 1, 2, 3 .")
    other = Snapshot("9" * 64, (GraphFile(tmp_path / "other.ttl", GRAPH),))
    slow: list[int] = []
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER(?c != ?f) }"
    asking = threading.Thread(target=lambda: slow.append(len(engine.select(text))))
    asking.start()
    time.sleep(0.1)
    engine.switch(other)
    assert (count(engine), engine.digest, engine.graphs) == (3, "9" * 64, frozenset({GRAPH}))
    asking.join()
    assert slow == [1]  # it ended on the snapshot it began on
    engine.select(COUNT)
    deadline = time.monotonic() + 20
    while len(offspring(os.getpid())) != processes:
        assert time.monotonic() < deadline  # the old host goes with its last worker
        time.sleep(0.05)


def test_a_snapshot_that_cannot_be_loaded_leaves_the_old_one(
    engine: Engine, snapshot: Snapshot, tmp_path: Path
) -> None:
    (tmp_path / "bad.ttl").write_text("<urn:x:s> <urn:x:p>")
    bad = replace(snapshot, digest="8" * 64, files=(GraphFile(tmp_path / "bad.ttl", GRAPH),))
    with pytest.raises(GraphMissing):
        engine.switch(bad)
    assert engine.digest == snapshot.digest
    assert engine.ask("ASK { ?s ?p ?o }")


def test_nothing_is_written_to_a_closed_engine(snapshot: Snapshot) -> None:
    engine = Engine(snapshot, Settings(workers=1))
    engine.start()
    engine.close()
    with pytest.raises(EngineBusy):
        engine.evaluate(insert("a"))
    with pytest.raises(EngineBusy):
        engine.apply(Delta(), "1" * 64)


def test_a_default_graph_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "data.trig"
    path.write_text("<urn:x:g> { <urn:x:a> <urn:x:p> 1 } <urn:x:b> <urn:x:p> 2 .")
    for settings, expected in (
        (Settings(workers=1, default_graph="own"), 1),
        (Settings(workers=1, default_graph="union"), 2),
    ):
        with Engine(Snapshot("0" * 64, (GraphFile(path, None),)), settings) as engine:
            assert len(engine.select("SELECT * { ?s <urn:x:p> ?o }")) == expected
            engine.apply(engine.evaluate(Update("INSERT DATA { <urn:x:c> <urn:x:p> 3 }")), "1" * 64)
            assert len(engine.select("SELECT * { ?s <urn:x:p> ?o }")) == expected + 1
            assert len(engine.select("SELECT * { GRAPH ?g { ?s <urn:x:p> ?o } }")) == 1
