"""The same service on a real Oxigraph server and on a real Virtuoso, with the first document.

All of it on Oxigraph, and a part on Virtuoso, which is slow to plan; the rest with CETU_HARD=1.
"""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from tests import announced
from tests.queries.test_questions import DOCUMENT, PARTIAL, WRITTEN
from tests.remote.conftest import settings
from tests.remote.servers import MOST_ROWS, Server, oxigraph

import cetu
from cetu import queries
from cetu.engine import Engine, Formats, Queries
from cetu.engine.formats import GRAPH_TYPES, ROW_TYPES
from cetu.engine.remote import Remote
from cetu.errors import (
    NotOffered,
    ParameterInvalid,
    QueryExhausted,
    QueryMalformed,
    QueryRefused,
    QueryTimeout,
    RemoteFailed,
    SettingInvalid,
)
from cetu.model.change import Delta, Drop
from cetu.model.question import Question
from cetu.model.result import Table
from cetu.model.snapshot import Snapshot
from cetu.namespaces import CETU, GRAPH
from cetu.pipeline.load import load
from cetu.settings import Settings
from cetu.validate import checks

Rows = list[dict[str, str]]

HARD = os.environ.get("CETU_HARD") == "1"
A_DOZEN = 12
"""Questions that Virtuoso is asked by default: it takes up to a second to plan each."""

CHECKS_WRONG = {
    "oxigraph": set[str](),
    "virtuoso": {"beneficiary-words", "instrument-class", "limit-value-words"},
}
"""Whole-graph rules that a server answers wrongly: docs/engines.md says why."""

PAGES = (
    "/", "/bodies", "/instruments", "/beneficiaries", "/limits", "/about", "/questions",
    "/questions/limits", "/search?q=贴息", "/ontology", "/graph/ontology",
    "/id/body/441900-jinrongban", "/id/instrument/fengxian-buchang",
    "/id/document/dongguan-techfin-2024-annex",
)  # fmt: skip

PAGES_WRONG = {
    "oxigraph": set[str](),
    "virtuoso": {"/search?q=贴息", "/id/instrument/fengxian-buchang"},
}
"""Pages that are there, and on which a server says something else."""
DIFFERENT = {"/": 1, "/about": 1, "/search?q=贴息": 1}
"""Words that differ: the first two pages count all statements, of which a server counts one once
for each graph that holds it; of several names that match, search shows the first that came."""


@pytest.fixture(scope="session")
def questions(root: Path) -> dict[str, Question]:
    return queries.load(root)


def _csv(engine: Queries, text: str) -> Rows:
    body = engine.query(text, formats=Formats(rows="text/csv")).body.decode()
    return list(csv.DictReader(io.StringIO(body, newline="")))


@pytest.fixture
def whole(server: Server) -> Server:
    """The server, where everything is asked of it."""
    if server.name == "virtuoso" and not HARD:
        pytest.skip("Virtuoso is asked everything with CETU_HARD=1")
    return server


# The stored questions


def _expected(root: Path, name: str) -> Rows:
    text = (root / "tests" / "queries" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text.replace("{version}", cetu.__version__))))


def test_rows_are_those_the_document_gives(
    root: Path, questions: dict[str, Question], server: Server, remote: Remote
) -> None:
    names = sorted(name for name in WRITTEN if name not in PARTIAL)
    wrong = set()
    for name in names if server.name == "oxigraph" or HARD else names[:A_DOZEN]:
        of_any = questions[name].parameter("document")
        text = queries.bind(questions[name], {"document": DOCUMENT} if of_any else {})
        if _csv(remote, text) != _expected(root, name):
            wrong.add(name)
    assert not wrong


@pytest.mark.usefixtures("whole")
def test_every_question_has_the_rows_that_our_engine_gives(
    questions: dict[str, Question], remote: Remote, own: Engine
) -> None:
    wrong = set()
    for name, question in questions.items():
        text = queries.bind(question, {})
        if _csv(remote, text) != _csv(own, text):
            wrong.add(name)
    assert not wrong


# Checks


def test_whole_graph_rules_find_the_same(
    root: Path, whole: Server, remote: Remote, own: Engine
) -> None:
    rules = [one for one in checks.rules(root) if one.scope == "graph"]

    def found(engine: Queries, rule: checks.Check) -> Counter[str]:
        return Counter(map(str, checks.run([rule], engine.select)))

    wrong = {rule.name for rule in rules if found(remote, rule) != found(own, rule)}
    assert wrong == CHECKS_WRONG[whole.name]


# The doors


@pytest.fixture(scope="session")
def door(server: Server, first: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`cetu serve` as a process, with the server as its engine; its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "cetu", "serve", "--port", "0"],
        cwd=first,
        env=os.environ
        | {"CETU_LANG": "en", "NO_COLOR": "1", "CETU_ROOT": str(first)}
        | {"CETU_ENGINE": server.engine, "CETU_QUERY_TIMEOUT_S": "60"}
        | {"CETU_STATE": str(tmp_path_factory.mktemp("state"))},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    try:
        yield announced.address(process.stderr)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def _numbers(page: str) -> list[str]:
    """The words and numbers of a page, without what identifies the snapshot."""
    return re.sub(r"[0-9a-f]{12,}|<[^>]*>", " ", page).split()


def test_pages_are_there(server: Server, door: str) -> None:
    for path in PAGES if server.name == "oxigraph" or HARD else PAGES[2:5]:
        answer = httpx.get(door + path, headers={"Accept": "text/html"}, timeout=120)
        assert (path, answer.status_code) == (path, 200)


@pytest.mark.parametrize("path", PAGES)
def test_pages_say_the_same(whole: Server, door: str, service: str, path: str) -> None:
    def page(base: str) -> list[str]:
        answer = httpx.get(base + path, headers={"Accept": "text/html"}, timeout=120)
        assert answer.status_code == 200
        return _numbers(answer.text)

    # Among equals, the order of hits and of statements is the engine's.
    theirs, ours = Counter(page(door)), Counter(page(service))
    if path in PAGES_WRONG[whole.name]:
        return
    assert (theirs - ours).total() <= DIFFERENT.get(path, 0)
    assert (ours - theirs).total() <= DIFFERENT.get(path, 0)


def test_the_sparql_door_answers_and_refuses_writes(door: str) -> None:
    asked = {"query": f"SELECT (COUNT(DISTINCT ?t) AS ?n) {{ ?t a <{CETU.Task}> }}"}
    answer = httpx.get(f"{door}/sparql", params=asked, timeout=60)
    assert answer.json()["results"]["bindings"][0]["n"]["value"] == "40"
    assert httpx.get(f"{door}/readyz", timeout=60).status_code == 200
    update = {"update": "INSERT DATA { <urn:x> <urn:x> <urn:x> }"}
    assert httpx.post(f"{door}/update", data=update, timeout=60).status_code in {401, 501}


def test_the_command_line_asks_the_server(
    whole: Server, first: Path, cetu: Callable[..., "subprocess.CompletedProcess[str]"]
) -> None:
    environment = {"CETU_ENGINE": whole.engine, "CETU_ROOT": str(first)}
    asked = cetu("ask", "limits", "--format", "csv", **environment)
    assert asked.returncode == 0, asked.stderr
    assert len(asked.stdout.splitlines()) == 1 + 3
    bare = cetu("query", "-", "--format", "csv", stdin="SELECT ?x { ?x ", **environment)
    assert bare.returncode == QueryMalformed.exit_code
    assert "SPARQL" in bare.stderr
    again = cetu("load", **environment)
    assert (again.returncode, "already" in again.stderr) == (0, True)


@pytest.mark.skipif(not HARD, reason="checks read every file twice: CETU_HARD=1")
def test_the_check_command_asks_the_server(
    server: Server, first: Path, cetu: Callable[..., "subprocess.CompletedProcess[str]"]
) -> None:
    """Its findings are those on our own engine, save what that server gets wrong."""
    found = []
    for engine in (server.engine, ""):
        done = cetu("check", "--format", "json", CETU_ENGINE=engine, CETU_ROOT=str(first))
        assert done.returncode in {0, 1}, done.stderr
        findings = json.loads(done.stdout)["findings"]
        found.append(Counter(json.dumps(one, sort_keys=True) for one in findings))
    theirs, ours = found
    assert not ours - theirs
    assert {json.loads(one)["rule"] for one in theirs - ours} == CHECKS_WRONG[server.name]


# Answers in every format


@pytest.mark.parametrize("media_type", ROW_TYPES)
def test_rows_in_every_format_are_those_of_our_engine(
    remote: Remote, own: Engine, media_type: str
) -> None:
    text = f"""SELECT ?limit ?words ?value ?equivalent ?none
        {{ ?limit a <{CETU.Limit}> ; <{CETU.asWritten}> ?words ; <{CETU.value}> ?value .
           OPTIONAL {{ ?limit <{CETU.currencyEquivalent}> ?equivalent }} }} ORDER BY ?limit"""
    theirs, ours = (e.query(text, formats=Formats(rows=media_type)) for e in (remote, own))
    assert theirs.rows == 3
    assert theirs.media_type == media_type
    if media_type != "application/sparql-results+json":
        assert theirs.body == ours.body
    else:
        assert json.loads(theirs.body) == json.loads(ours.body)
    for asked in ("ASK { ?s ?p ?o }", "ASK { <urn:x:none> ?p ?o }"):
        theirs, ours = (e.query(asked, formats=Formats(rows=media_type)) for e in (remote, own))
        assert theirs.body.split() == ours.body.split()


@pytest.mark.parametrize("media_type", GRAPH_TYPES)
def test_graphs_in_every_format_are_those_of_our_engine(
    remote: Remote, own: Engine, media_type: str
) -> None:
    """The ontology graph has blank nodes, strings in two languages, and lists."""
    asked = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{GRAPH['ontology']}> {{ ?s ?p ?o }} }}"
    read = [
        ox.Dataset(
            ox.Quad(q.subject, q.predicate, q.object)
            for q in ox.parse(
                engine.construct(asked, media_type), format=ox.RdfFormat.from_media_type(media_type)
            )
        )
        for engine in (remote, own)
    ]
    for dataset in read:
        dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    assert read[0] == read[1]


def test_graphs_and_triples_are_those_of_our_engine(remote: Remote, own: Engine) -> None:
    assert remote.graphs == own.graphs
    assert remote.triples == own.triples + 1  # the record of the load
    assert remote.holds(str(GRAPH["ontology"]))
    assert not remote.holds("urn:x:none")


def test_a_dataset_is_what_is_given(remote: Remote, own: Engine) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    graph = str(GRAPH["alignment"])
    theirs, ours = (e.query(text, default_graphs=[graph]).body for e in (remote, own))
    assert json.loads(theirs) == json.loads(ours)
    [named] = remote.select(f"SELECT (COUNT(*) AS ?n) FROM <{graph}> {{ ?s ?p ?o }}")  # noqa: S608
    assert named["n"].value == json.loads(ours)["results"]["bindings"][0]["n"]["value"]


# Errors

_BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?c != ?f && ?f != ?i) }"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("SELECT ?x { ?x ", QueryMalformed),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", QueryRefused),
        ("SELECT * FROM <http://127.0.0.1:1/> { ?s ?p ?o }", QueryRefused),
        ("INSERT DATA { <urn:x> <urn:x> <urn:x> }", QueryRefused),
    ],
)
def test_a_query_at_fault_is_told(remote: Remote, text: str, error: type[Exception]) -> None:
    with pytest.raises(error) as raised:
        remote.query(text)
    assert "\n" not in str(raised.value)
    assert "?x { ?x" not in str(raised.value)  # the query is not repeated


def test_too_much_is_an_error_and_never_a_part(server: Server, first: Path) -> None:
    everything = "SELECT ?s ?p ?o { ?s ?p ?o }"
    with Remote(settings(server, first, max_result_bytes=10_000)) as remote:
        with pytest.raises(QueryExhausted, match="bytes"):
            remote.query(everything)
        with pytest.raises(QueryExhausted, match="bytes"):
            remote.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }")
    with Remote(settings(server, first, max_rows=50)) as remote:
        assert remote.query(everything + " LIMIT 50").rows == 50
        with pytest.raises(QueryExhausted, match="50 rows"):
            remote.query(everything + " LIMIT 51")
        with pytest.raises(QueryExhausted, match="50 rows"):
            remote.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 60")


def test_time_is_up_when_it_is(server: Server, first: Path) -> None:
    with (
        Remote(settings(server, first, query_timeout_s=1.5)) as remote,
        pytest.raises(QueryTimeout, match=r"1\.5 s"),
    ):
        remote.query(_BOMB)


def test_writes_are_not_offered(remote: Remote) -> None:
    with pytest.raises(NotOffered, match="writes nothing"):
        remote.evaluate(Drop("urn:x"))
    with pytest.raises(NotOffered, match="writes nothing"):
        remote.apply(Delta(), "")
    with pytest.raises(NotOffered, match="writes nothing"):
        remote.switch(Snapshot("", ()))


def test_the_digest_stays_while_the_server_does(server: Server, first: Path) -> None:
    with Remote(settings(server, first)) as one, Remote(settings(server, first)) as other:
        assert one.digest == other.digest
        assert re.fullmatch("[0-9a-f]{64}", one.digest)
        answer = one.query("ASK { ?s ?p ?o }")
        assert (answer.digest, answer.cached) == (one.digest, False)
        assert one.query("ASK { ?s ?p ?o }").cached
        assert not one.query("SELECT (NOW() AS ?n) {}").cached
        assert not one.query("SELECT (NOW() AS ?n) {}").cached
        assert one.ready(60)
        assert one.statistics().cache_hits == 1


# What is Virtuoso's alone


@pytest.fixture
def partial(server: Server) -> Server:
    if server.name != "virtuoso":
        pytest.skip("only Virtuoso answers a part as a success")
    return server


def test_rows_cut_off_by_the_server_are_an_error(partial: Server, first: Path) -> None:
    with Remote(settings(partial, first)) as remote:
        assert remote.query(f"SELECT ?s {{ ?s ?p ?o }} LIMIT {MOST_ROWS - 1}").rows
        with pytest.raises(RemoteFailed, match="ResultSetMaxRows"):
            remote.query("SELECT ?s { ?s ?p ?o }")


@pytest.mark.parametrize(
    "query",
    [
        "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
        "CONSTRUCT { <urn:x> <urn:x> ?p } { ?s ?p ?o }",  # few triples of many solutions
        f"DESCRIBE ?s {{ ?s a ?o . ?x ?y ?z }} LIMIT {MOST_ROWS + 1}",
    ],
)
def test_a_graph_cut_off_by_the_server_is_an_error(
    partial: Server, first: Path, query: str
) -> None:
    with (
        Remote(settings(partial, first)) as remote,
        pytest.raises(RemoteFailed, match="ResultSetMaxRows"),
    ):
        remote.query(query)


def test_a_graph_of_fewer_solutions_is_whole(partial: Server, first: Path, own: Engine) -> None:
    query = f"CONSTRUCT {{ <urn:x> <urn:x> ?t }} {{ ?t a <{CETU.Task}> }}"
    with Remote(settings(partial, first)) as remote:
        assert remote.query(query).rows == own.query(query).rows == 40


@pytest.mark.parametrize("query", [_BOMB, f"CONSTRUCT {{ ?a ?e ?h }} {_BOMB[24:]}"])
def test_an_anytime_answer_is_an_error(partial: Server, first: Path, query: str) -> None:
    at_any_time = partial.engine + "?timeout=1000"
    with (
        Remote(settings(partial, first, engine=at_any_time)) as remote,
        pytest.raises(QueryTimeout, match=r"part of the answer|stopped the query"),
    ):
        remote.query(query)


def test_name_and_password_open_what_is_closed(partial: Server, first: Path) -> None:
    """By Digest, as this server asks for them."""

    def named(password: str) -> Settings:
        engine = partial.engine.replace("://", f"://dba:{password}@") + "-auth"
        return settings(partial, first, engine=engine)

    with Remote(named("dba")) as remote:
        assert remote.holds(str(GRAPH["ontology"]))
        assert remote.query("ASK { ?s ?p ?o }").rows == 1
    with pytest.raises(RemoteFailed, match="answered 401"), Remote(named("wrong")):
        pass


# Loading


def _count(remote: Remote) -> Table:
    return remote.select("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")


def test_a_load_that_broke_off_goes_on(first: Path, tmp_path: Path) -> None:
    with oxigraph(tmp_path) as server:
        given = settings(server, first, state=tmp_path / "state")
        told = 0

        def break_off(*_: object, done: int = 0, total: int = 0) -> None:  # noqa: ARG001
            nonlocal told
            told += 1
            if told == 4:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            load(given, break_off)
        with Remote(given) as remote:
            assert 0 < len(remote.graphs) < 4
            unknown = remote.digest
        with Remote(given) as remote:
            assert remote.digest != unknown  # half a load is recorded nowhere
        rest = load(given)
        assert rest.resumed
        with Remote(given) as remote:
            held = sum(int(row["n"].value) for row in _count(remote))
            whole = rest.triples
        assert load(given).already
        again = load(given, replace=True)
        assert not again.resumed
        assert again.triples > whole
        assert held == again.triples + 1


def test_other_graphs_stay_and_old_ones_of_ours_go(first: Path, tmp_path: Path) -> None:
    with oxigraph(tmp_path) as server:
        given = settings(server, first, state=tmp_path / "state")
        for graph in ("urn:x:theirs", f"{GRAPH}old/1"):
            update = f"INSERT DATA {{ GRAPH <{graph}> {{ <urn:a> <urn:b> <urn:c> }} }}"
            httpx.post(server.updates, data={"update": update}).raise_for_status()
        with pytest.raises(ParameterInvalid, match="1 graphs of ours already"):
            load(given)
        done = load(given, replace=True, to_update=server.updates)
        assert done.dropped == 1
        with Remote(given) as remote:
            assert remote.holds("urn:x:theirs")
            assert not remote.holds(f"{GRAPH}old/1")
            assert remote.holds(str(GRAPH["ontology"]))


def test_updates_load_what_the_graph_store_loads(
    server: Server, first: Path, tmp_path: Path, own: Engine
) -> None:
    """Blank nodes too, which Virtuoso takes by INSERT … WHERE and not by INSERT DATA."""
    given = settings(server, first, state=tmp_path)
    load(given, replace=True, to_update=server.updates)
    with Remote(given) as remote:
        assert remote.triples == own.triples + 1


def test_where_an_unknown_server_takes_graphs_must_be_said(first: Path) -> None:
    given = Settings(engine="sparql+http://127.0.0.1:1/elsewhere", root=first)
    with pytest.raises(ParameterInvalid) as raised:
        load(given)
    assert "--store" in raised.value.hint
    with pytest.raises(ParameterInvalid, match="No server is set up"):
        load(Settings(engine="", root=first))


def test_a_default_graph_that_is_no_union_is_told(first: Path, tmp_path: Path) -> None:
    with oxigraph(tmp_path, union=False) as server:
        load(settings(server, first, state=tmp_path / "state"))
        with pytest.raises(SettingInvalid, match="union"), Remote(settings(server, first)):
            pass
        with Remote(settings(server, first, default_graph="own")) as remote:
            assert not remote.ask("ASK { ?s ?p ?o }")
