import csv
import io
import json
import os
import socket
import threading
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from cetu.engine import Engine, Formats
from cetu.engine.dataset import Datasets
from cetu.engine.formats import GRAPH_TYPES, ROW_TYPES
from cetu.engine.state import Stores, load
from cetu.engine.worker import Limits, answer
from cetu.errors import QueryExhausted
from cetu.model.snapshot import Snapshot
from cetu.settings import Settings

LABELS = "SELECT ?s ?l { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l } ORDER BY ?s ?l"
WHOLE = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH <https://w3id.org/cetu/graph/city> { ?s ?p ?o } }"
# A graph without a name reads the same as N-Quads and N-Triples, as TriG and Turtle.
PARSERS = dict(zip(GRAPH_TYPES, ("turtle", "nt", "xml", "json-ld", "nt", "turtle"), strict=True))


@pytest.fixture(scope="module")
def stores(snapshot: Snapshot) -> Stores:
    return load([(str(file.path), file.graph) for file in snapshot.files])


def run(stores: Stores, text: str, rows: str, *, max_rows: int = 100) -> dict[str, object]:
    request = {
        "query": text,
        "rows": rows,
        "graph": "text/turtle",
        "default_graphs": [],
        "named_graphs": [],
        "names_graphs": False,
    }
    return answer(Datasets(stores), request, Limits(1 << 30, max_rows, 1 << 20), {})[0]


@pytest.mark.parametrize("media_type", ROW_TYPES)
def test_rows_are_counted_in_every_format(stores: Stores, media_type: str) -> None:
    # Labels with quotes, braces and line breaks, and a row without a binding.
    text = """SELECT ?none ?l {
        { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l }
        UNION { VALUES ?none { 'a' UNDEF } }
    }"""
    rows = 5
    assert run(stores, text, media_type, max_rows=rows) == {"kind": "bindings", "rows": rows}
    assert run(stores, text, media_type, max_rows=rows - 1) == {
        "error": "exhausted",
        "message": "rows",
    }


@pytest.mark.parametrize("media_type", ROW_TYPES)
def test_rows_read_back(engine: Engine, media_type: str) -> None:
    answered = engine.query(LABELS, formats=Formats(rows=media_type))
    assert (answered.kind, answered.media_type) == ("bindings", media_type)
    expected = [row["l"].value for row in engine.select(LABELS)]
    assert "\n" in expected[-1]
    body = answered.body.decode()
    if media_type == "text/csv":
        read = [row["l"] for row in csv.DictReader(io.StringIO(body, newline=""))]
    elif media_type == "text/tab-separated-values":
        cells = [line.split("\t")[1] for line in body.splitlines()[1:]]
        read = [json.loads(cell[: cell.rindex('"') + 1]) for cell in cells]
    elif media_type.endswith("json"):
        read = [row["l"]["value"] for row in json.loads(body)["results"]["bindings"]]
    else:
        tree = ET.fromstring(body)  # noqa: S314 - written by our own engine
        read = [one.text for one in tree.iter() if one.tag.endswith("literal")]
    assert read == expected


@pytest.mark.parametrize(
    ("media_type", "body"),
    [
        ("application/sparql-results+json", b'{"head":{},"boolean":true}'),
        ("text/csv", b"boolean\r\ntrue\r\n"),
        ("text/tab-separated-values", b"?boolean\ntrue\n"),
    ],
)
def test_ask_in_every_format(engine: Engine, media_type: str, body: bytes) -> None:
    assert engine.query("ASK {}", formats=Formats(rows=media_type)).body == body


# rdflib 7.6 makes one of its own deprecated graphs when it reads JSON-LD.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
@pytest.mark.parametrize("media_type", GRAPH_TYPES)
def test_graphs_read_back(engine: Engine, media_type: str) -> None:
    answered = engine.query(WHOLE, formats=Formats(graph=media_type))
    assert (answered.kind, answered.media_type) == ("graph", media_type)
    lines = engine.construct(WHOLE, "application/n-triples")
    read = Graph().parse(data=answered.body, format=PARSERS[media_type])
    assert len(read) == lines.count(b"\n") == 7
    assert isomorphic(read, Graph().parse(data=lines, format="nt"))


def test_turtle_is_the_same_each_time(engine: Engine) -> None:
    assert len({engine.construct(WHOLE) for _ in range(5)}) == 1


def test_a_worker_holds_three_descriptors_and_its_socket(
    engine: Engine, offspring: Callable[[int], list[int]]
) -> None:
    (host,) = [pid for pid in offspring(os.getpid()) if _is_host_of(pid, engine)]
    for worker in offspring(host):
        held = {int(path.name): path.readlink() for path in Path(f"/proc/{worker}/fd").iterdir()}
        assert {number for number in held if number > 2} == {3}
        assert {str(held[number]) for number in range(3)} == {os.devnull}
        limits = Path(f"/proc/{worker}/limits").read_text()
        assert "Max open files            4                    4" in limits
        assert "Max core file size        0                    0" in limits
        if engine.isolated:
            assert _network(worker) != _network(os.getpid())


def test_a_worker_reaches_no_server_even_past_the_gate(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"

        def listen() -> None:
            while True:
                try:
                    calls.append(server.accept())
                except OSError:
                    return

        listener = threading.Thread(target=listen)
        listener.start()
        with Engine(snapshot, Settings(workers=1)) as small:
            monkeypatch.setattr("cetu.engine.gate._federates", lambda *_: 0)
            with pytest.raises(Exception, match="cannot be evaluated"):
                small.query(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")
            assert small.ask("ASK {}")
        server.shutdown(socket.SHUT_RDWR)
        listener.join()
    assert not calls


def test_a_result_past_the_cap_of_bytes(snapshot: Snapshot) -> None:
    with (
        Engine(snapshot, Settings(workers=1, max_result_bytes=1024)) as small,
        pytest.raises(QueryExhausted, match="1,024 bytes"),
    ):
        small.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")


def _is_host_of(pid: int, engine: Engine) -> bool:
    return engine._crew.host._process.pid == pid


def _network(pid: int) -> Path:
    return Path(f"/proc/{pid}/ns/net").readlink()
