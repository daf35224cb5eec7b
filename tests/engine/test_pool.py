# ruff: noqa: S608 - the texts put together here are SPARQL, and no user writes them

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cetu.engine import Engine, Formats
from cetu.errors import (
    CetuError,
    EngineBusy,
    GraphMissing,
    NotAcceptable,
    QueryExhausted,
    QueryMalformed,
    QueryRefused,
    QueryTimeout,
    QueryTooLarge,
)
from cetu.model.result import Term
from cetu.model.snapshot import GraphFile, Snapshot
from cetu.settings import Settings

Offspring = Callable[[int], list[int]]
Alive = Callable[[int], bool]

CITY = "https://w3id.org/cetu/graph/city"
SHARED = "https://w3id.org/cetu/graph/shared"
TASKS = "SELECT ?t ?n { ?t <https://w3id.org/cetu/ontology#taskNumber> ?n } ORDER BY ?n"
LABELS = "{ <https://w3id.org/cetu/id/task/1> <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_select_gives_terms(engine: Engine) -> None:
    table = engine.select(TASKS)
    assert table.variables == ("t", "n")
    assert [row["n"].value for row in table] == ["1", "2"]
    assert table.rows[0]["t"] == Term("uri", "https://w3id.org/cetu/id/task/1")
    label = engine.select(f"SELECT ?l ?none {LABELS} ORDER BY LANG(?l)").rows[0]
    assert label == {"l": Term("literal", "Set up a risk pool", "en")}


def test_ask_and_construct(engine: Engine) -> None:
    assert engine.ask(f"ASK {LABELS}")
    assert not engine.ask("ASK { <http://x/none> ?p ?o }")
    turtle = engine.construct(TASKS.replace("SELECT ?t ?n", "CONSTRUCT { ?t a ?n } WHERE"))
    assert b"@prefix cetu: <https://w3id.org/cetu/ontology#> ." in turtle
    with pytest.raises(QueryRefused, match="graph"):
        engine.select("DESCRIBE <http://x/>")


def test_the_default_graph_is_the_merge_each_triple_once(engine: Engine) -> None:
    count = f"SELECT (COUNT(*) AS ?n) {LABELS}"
    assert engine.select(count).rows[0]["n"].value == "2"
    # The same where the graphs are kept apart because the query names one.
    beside = f"SELECT ?l ?g {{ {LABELS} OPTIONAL {{ GRAPH <{SHARED}> {{ ?x ?y ?l }} }} }}"
    assert len(engine.select(beside)) == 2
    assert engine.graphs == {CITY, SHARED, "https://w3id.org/cetu/graph/filler"}


def test_the_dataset_is_what_is_given(engine: Engine) -> None:
    def count(text: str, default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> int:
        answer = engine.query(
            text, formats=Formats("text/csv"), default_graphs=default, named_graphs=named
        )
        return answer.body.count(b"\n") - 1

    default, named = "SELECT * { ?s ?p ?o }", "SELECT * { GRAPH ?g { ?s ?p ?o } }"
    assert count(f"SELECT ?s FROM <{SHARED}> {{ ?s ?p ?o }}") == 1
    assert count(default, (SHARED,)) == 1
    assert count(named, (SHARED,)) == 0
    assert count(default, (), (SHARED,)) == 0
    assert count(named, (), (SHARED,)) == 1
    # What the request gives goes before what the query says.
    assert count(f"SELECT ?s FROM <{CITY}> {{ ?s ?p ?o }}", (SHARED,)) == 1
    # A graph that is not held is an empty one; what is no IRI is none.
    assert count(default, ("http://x/",)) == 0
    assert count(default, ("http://x/", SHARED)) == 1
    with pytest.raises(QueryMalformed, match="not an absolute IRI"):
        count(default, ("city",))


def test_a_relative_iri_is_one_of_ours(engine: Engine) -> None:
    text = "SELECT * { BIND(<id/task/1> AS ?ours) }"
    assert b"https://w3id.org/cetu/id/task/1" in engine.query(text).body
    assert b"http://x/id/task/1" in engine.query(f"BASE <http://x/> {text}").body
    relative = SHARED.removeprefix("https://w3id.org/cetu/")
    named = engine.query(f"SELECT * FROM <{relative}> {{ ?s ?p ?o }}", formats=Formats("text/csv"))
    assert named.body.count(b"\n") == 2


def test_malformed_says_where(engine: Engine) -> None:
    with pytest.raises(QueryMalformed, match="line 2, column 10; expected") as caught:
        engine.query("SELECT *\n{ ?s ?p }")
    assert "第 2 行第 10 列" in caught.value.detail_zh
    with pytest.raises(QueryMalformed) as caught:
        engine.query("SELECT * { ?s x:p ?o }")
    assert caught.value.hint == "Declare the prefix x: with PREFIX."
    with pytest.raises(QueryMalformed):
        engine.query("")


def test_a_form_the_caller_cannot_take(engine: Engine) -> None:
    with pytest.raises(NotAcceptable, match="SELECT"):
        engine.query(TASKS, formats=Formats(rows=None))
    with pytest.raises(NotAcceptable, match="DESCRIBE"):
        engine.query("DESCRIBE <http://x/>", formats=Formats(graph=None))
    with pytest.raises(ValueError, match="not a row format"):
        Formats(rows="text/html")


def test_too_many_rows_are_an_error_not_a_part(engine: Engine) -> None:
    cap = engine.settings.max_rows
    product = "{ { SELECT ?a { ?a ?b ?c } LIMIT 100 } { SELECT ?d { ?d ?e ?f } LIMIT 100 } }"
    for form in ("SELECT ?a ?d", "CONSTRUCT { ?a <http://x/p> ?d } WHERE"):
        with pytest.raises(QueryExhausted, match="5,000 rows"):
            engine.query(f"{form} {product}")
    exact = engine.query(f"SELECT * {product} LIMIT {cap}", formats=Formats("text/csv"))
    assert exact.body.count(b"\n") == cap + 1


def test_too_many_bytes_are_an_error_not_a_part(engine: Engine) -> None:
    with pytest.raises(QueryExhausted, match="4,194,304 bytes"):
        engine.query("SELECT * { ?a ?b ?c . ?d ?e ?f }")


def _nest(opening: str, core: str, closing: str) -> str:
    return f"SELECT * {{ {opening * 5000}{core}{closing * 5000} }}"


_PRODUCT = "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_DOUBLINGS = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40))
BOMBS: dict[str, tuple[str, tuple[type[CetuError], ...]]] = {
    "groups": (_nest("{", "?s ?p ?o", "}"), (QueryRefused,)),
    "calls": (_nest("FILTER(STR(" + "STR(", "?s", ")))"), (QueryRefused,)),
    "parentheses": (f"ASK {{ FILTER({'(' * 5000}1{')' * 5000}) }}", (QueryRefused,)),
    "subqueries": (_nest("{ SELECT * {", "?s ?p ?o", "} }"), (QueryRefused,)),
    "not exists": (_nest("FILTER NOT EXISTS {", "?s ?p ?o", "}"), (QueryRefused,)),
    "optionals": (_nest("OPTIONAL {", "?s ?p ?o", "}"), (QueryRefused,)),
    "blank nodes": (f"ASK {{ ?s ?p {'[ ?p ' * 5000}1{']' * 5000} }}", (QueryRefused,)),
    "path": (f"ASK {{ ?s {'<a:b>/' * 5000}<a:b> ?o }}", (QueryRefused,)),
    "star": (f"ASK {{ {' . '.join('?s ?p ?o' for _ in range(5000))} }}", (QueryRefused,)),
    "product counted": (f"SELECT (COUNT(*) AS ?n) {_PRODUCT}", (QueryTimeout,)),
    "product sorted": (
        f"SELECT * {_PRODUCT} ORDER BY ?i ?f",
        (QueryTimeout, QueryExhausted),
    ),
    "product grouped": (
        f"SELECT ?a ?d ?g (COUNT(*) AS ?n) {_PRODUCT} GROUP BY ?a ?d ?g",
        (QueryTimeout, QueryExhausted),
    ),
    "doubling": (
        f"SELECT (STRLEN(?x40) AS ?n) {{ BIND('ab' AS ?x0) {_DOUBLINGS} }}",
        (QueryTimeout, QueryExhausted),
    ),
    "closure": (
        "SELECT (COUNT(*) AS ?n) { ?a ((<https://w3id.org/cetu/id/filler/next>*)*)* ?b }",
        (QueryTimeout, QueryExhausted),
    ),
    "federation": ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", (QueryRefused,)),
    "hidden federation": (
        "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
        (QueryRefused,),
    ),
    "file": ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", (QueryRefused,)),
    "load": ("LOAD <file:///etc/passwd>", (QueryRefused,)),
    "length": (f"SELECT * {{}} #{'x' * (64 << 10)}", (QueryTooLarge,)),
}
# No bracket to count: the engine's stack must hold them, or its deadline cut them.
CHAINS = {
    "negations": f"ASK {{ FILTER({'!' * 5000}true) }}",
    "sums": f"ASK {{ FILTER({'1+' * 5000}1 > 0) }}",
    "ors": f"ASK {{ FILTER({'false||' * 5000}true) }}",
    "unions": f"ASK {{ {'{ ?s ?p ?o } UNION ' * 3000}{{ ?s ?p ?o }} }}",
    "binds": f"SELECT * {{ {' '.join(f'BIND({i} AS ?x{i})' for i in range(2500))} }}",
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_an_error_within_the_limit(engine: Engine, name: str) -> None:
    text, errors = BOMBS[name]
    began = time.monotonic()
    with pytest.raises(errors):
        engine.query(text)
    assert time.monotonic() - began < engine.settings.query_timeout_s + 0.5
    assert engine.ask(f"ASK {LABELS}")


@pytest.mark.parametrize("name", CHAINS)
def test_a_long_chain_is_answered_or_cut(engine: Engine, name: str) -> None:
    began = time.monotonic()
    with contextlib.suppress(QueryTimeout, QueryExhausted):  # cut: as good an end
        assert engine.query(CHAINS[name]).kind in {"boolean", "bindings"}
    assert time.monotonic() - began < engine.settings.query_timeout_s + 0.5
    assert engine.ask(f"ASK {LABELS}")


def test_memory_is_capped(snapshot: Snapshot) -> None:
    steps = " ".join(f"BIND(REPLACE(?x{i}, 'a', ?x0) AS ?x{i + 1})" for i in range(3))
    grow = f"SELECT (STRLEN(?x3) AS ?n) {{ BIND('{'a' * 2000}' AS ?x0) {steps} }}"
    settings = Settings(workers=1, worker_memory_bytes=1 << 30, query_timeout_s=60)
    with Engine(snapshot, settings) as small:
        with pytest.raises(QueryExhausted, match="1024 MiB of memory"):
            small.query(grow)
        assert small.ask("ASK {}")


def test_the_queue_is_bounded_and_first_come_first_served(snapshot: Snapshot) -> None:
    settings = Settings(workers=1, queue_size=1, query_timeout_s=1)
    with Engine(snapshot, settings) as small, ThreadPoolExecutor(2) as threads:
        running = threads.submit(small.query, ENDLESS)
        _wait_until(lambda: not small._crew.line.idle)
        waiting = threads.submit(small.ask, "ASK {}")
        _wait_until(lambda: bool(small._crew.line.waiting))
        with pytest.raises(EngineBusy, match="1 queries wait already"):
            small.ask("ASK { }")  # in other words, else it would share what the first one gets
        assert isinstance(running.exception(), QueryTimeout)
        # It began a moment later, so either the worker came free in its time, or just not.
        error = waiting.exception()
        assert error is None or isinstance(error, EngineBusy)
        assert small.ask("ASK {}")


def test_a_query_that_got_a_worker_late_is_told_so(snapshot: Snapshot) -> None:
    with (
        Engine(snapshot, Settings(workers=1, query_timeout_s=2)) as small,
        ThreadPoolExecutor(1) as threads,
    ):
        held = small._crew.line.take(time.monotonic() + 1, leave_one=False)
        waiting = threads.submit(small.query, ENDLESS)
        _wait_until(lambda: bool(small._crew.line.waiting))
        threading.Event().wait(0.5)
        small._crew.line.give_back(held, leave_one=False)
        with pytest.raises(QueryTimeout, match=r"waited \d\.\d s for a worker and ran [01]\.\d+ s"):
            waiting.result()

        held = small._crew.line.take(time.monotonic() + 1, leave_one=False)
        waiting = threads.submit(small.query, ENDLESS)
        _wait_until(lambda: bool(small._crew.line.waiting))
        threading.Event().wait(1.9)
        small._crew.line.give_back(held, leave_one=False)
        with pytest.raises(EngineBusy, match="no worker came free in time"):
            waiting.result()
        assert small.ask("ASK {}")


def test_slow_queries_leave_a_worker_to_the_pages(snapshot: Snapshot) -> None:
    settings = Settings(workers=3, query_timeout_s=30, queue_size=2)
    with Engine(snapshot, settings) as engine, ThreadPoolExecutor(4) as threads:
        slow = [threads.submit(engine.query, f"{ENDLESS} # {i}", leave_one=True) for i in range(4)]
        _wait_until(lambda: engine._crew.line.waiting == 2)
        assert engine._crew.line.idle == 1
        with pytest.raises(EngineBusy, match="2 queries wait already"):
            engine.query("ASK {}", leave_one=True)
        assert [engine.ask(f"ASK {{}} # {i}") for i in range(20)] == [True] * 20
        assert not any(query.done() for query in slow)
        engine.close()
        assert all(isinstance(query.exception(), EngineBusy) for query in slow)


def test_the_only_worker_answers_everyone(snapshot: Snapshot) -> None:
    with Engine(snapshot, Settings(workers=1)) as small:
        assert small.query("ASK {}", leave_one=True).body
        assert small.ask("ASK {}")


def test_an_interrupted_wait_takes_no_worker(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with Engine(snapshot, Settings(workers=1)) as small:
        held = small._crew.line.take(time.monotonic() + 1, leave_one=False)
        with monkeypatch.context() as patch:
            patch.setattr("cetu.engine.line.Future.result", interrupted)
            with pytest.raises(KeyboardInterrupt):
                small.query("ASK {}")
        assert not small._crew.line.waiting
        small._crew.line.give_back(held, leave_one=False)
        assert small.ask("ASK {}")


def test_many_threads(engine: Engine) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda i: len(engine.select(f"{TASKS} # {i}")), range(200)))
    assert answers == [2] * 200


def test_a_killed_worker_is_replaced(engine: Engine, offspring: Offspring) -> None:
    host = _host_of(engine)
    before = offspring(host)
    assert len(before) == engine.settings.workers
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    _wait_until(lambda: all(worker.gone() for worker in engine._crew.line._idle))
    assert [engine.ask(f"ASK {{}} # {i}") for i in range(3)] == [True] * 3


def test_a_worker_killed_at_work_is_an_error_and_replaced(
    snapshot: Snapshot, offspring: Offspring
) -> None:
    with Engine(snapshot, Settings(workers=1)) as small, ThreadPoolExecutor(1) as threads:
        (worker,) = offspring(_host_of(small))
        running = threads.submit(small.query, ENDLESS)
        _wait_until(lambda: _busy(worker))
        os.kill(worker, signal.SIGABRT)
        with pytest.raises(QueryExhausted, match="SIGABRT"):
            running.result()
        assert small.ask("ASK {}")


def test_a_killed_host_is_started_again(
    snapshot: Snapshot, offspring: Offspring, alive: Alive
) -> None:
    with Engine(snapshot, Settings(workers=2)) as small:
        old = _host_of(small)
        workers = offspring(old)
        os.kill(old, signal.SIGKILL)
        _wait_until(lambda: not any(map(alive, workers)))
        assert small.select(TASKS).rows
        assert _host_of(small) != old
        assert small.select(TASKS).rows


def test_close_leaves_no_process(snapshot: Snapshot, offspring: Offspring, alive: Alive) -> None:
    small = Engine(snapshot, Settings(workers=2))
    small.start()
    host = _host_of(small)
    family = [host, *offspring(host)]
    assert len(family) == 3
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(small.query, ENDLESS)
        _wait_until(lambda: any(_busy(pid) for pid in family[1:]))
        small.close()
        assert isinstance(running.exception(), EngineBusy)
    assert not any(map(alive, family))
    small.close()
    with pytest.raises(EngineBusy, match="not running"):
        small.ask("ASK {}")
    small.start()
    assert small.ask("ASK {}")
    small.close()


_CALLER = """
    import sys
    from pathlib import Path
    from cetu.engine import Engine
    from cetu.model.snapshot import GraphFile, Snapshot
    from cetu.settings import Settings
    files = (GraphFile(Path(sys.argv[1]), None),)
    with Engine(Snapshot("", files), Settings(workers=2)) as engine:
        assert engine.ask("ASK { ?s ?p ?o }")
        assert "pyoxigraph" not in sys.modules
        print("ready", flush=True)
        try:
            engine.query("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
        except KeyboardInterrupt:
            assert engine.ask("ASK { ?s ?p ?o }")
            print("interrupted", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_its_caller(
    tmp_path: Path, offspring: Offspring, alive: Alive, number: signal.Signals
) -> None:
    data = tmp_path / "data.trig"
    lines = "".join(f"<a:{i}> <a:p> <a:{i + 1}> ." for i in range(500))
    data.write_text(f"<a:g> {{ {lines} }}")
    with subprocess.Popen(  # noqa: S603 - our own text
        [sys.executable, "-c", textwrap.dedent(_CALLER), str(data)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as caller:
        assert caller.stdout
        assert caller.stdout.readline() == "ready\n"
        family = offspring(caller.pid)
        assert len(family) == 3
        _wait_until(lambda: any(_busy(pid) for pid in family))
        os.killpg(caller.pid, number)  # as the terminal does
        rest = caller.stdout.read()
        code = caller.wait(10)
    assert (rest, code) == (("interrupted\n", 0) if number == signal.SIGINT else ("", -number))
    _wait_until(lambda: not any(map(alive, family)))


def test_a_file_that_cannot_be_loaded(tmp_path: Path, offspring: Offspring) -> None:
    before = offspring(os.getpid())
    bad = tmp_path / "bad.ttl"
    bad.write_text("<a:b> <a:c> .")
    for path in (bad, tmp_path / "none.ttl"):
        engine = Engine(Snapshot("", (GraphFile(path, CITY),)), Settings(workers=1))
        with pytest.raises(GraphMissing, match=path.name):
            engine.start()
    assert set(offspring(os.getpid())) <= set(before)


def _host_of(engine: Engine) -> int:
    return engine._crew.host._process.pid


def _busy(pid: int) -> bool:
    """Whether a process has used processor time lately."""

    def ticks() -> int:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    before = ticks()
    threading.Event().wait(0.05)
    return ticks() > before + 1


def _wait_until(condition: Callable[[], bool]) -> None:
    for _ in range(500):
        if condition():
            return
        threading.Event().wait(0.02)
    raise AssertionError("it did not happen")
