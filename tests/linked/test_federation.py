"""The example of docs/linked.md: our graph joined with a second endpoint, another's server.

The other one is the Oxigraph server with the divisions of GB/T 2260 as a graph of its own. Then one
that takes the question and never answers: it is cut off, and the rest goes on.
"""

import csv
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from tests.bench.engines.oxigraph import Oxigraph
from tests.bench.engines.server import Absent
from tests.conftest import Serving

DIVISIONS = "https://example.org/divisions#"
PLACEHOLDER = "http://127.0.0.1:7878/query"


def example(root: Path, address: str) -> str:
    """The query as the documentation has it, at this address."""
    text = (root / "docs/linked.md").read_text("utf-8")
    blocks = re.findall(r"```sparql\n(.*?)```", text, re.DOTALL)
    (block,) = [str(one) for one in blocks if f"<{PLACEHOLDER}>" in one]
    return block.replace(PLACEHOLDER, address)


@pytest.fixture(scope="module")
def other(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A second endpoint, with the names of provinces, cities and counties by their codes."""
    folder = tmp_path_factory.mktemp("other")
    data = folder / "divisions.nq"
    with (root / "data/reference/divisions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    graph = "<https://example.org/divisions>"
    with data.open("w", encoding="utf-8") as out:
        for row in rows:
            node = f"<https://example.org/division/{row['code']}>"
            for name in ("code", "name", "level", "parent"):
                if row[name]:
                    out.write(f'{node} <{DIVISIONS}{name}> "{row[name]}" {graph} .\n')
    try:
        with Oxigraph(folder, data) as server:
            yield f"http://127.0.0.1:{server.address.port}/query"
    except Absent as error:
        pytest.skip(str(error))


@contextmanager
def silent() -> Iterator[str]:
    """An endpoint that takes every connection and says nothing."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        kept: list[socket.socket] = []

        def take() -> None:
            while not stop.is_set():
                try:
                    kept.append(listening.accept()[0])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=take)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/query"
        finally:
            stop.set()
            thread.join()
            for one in kept:
                one.close()


def ask(address: str, query: str) -> httpx.Response:
    accept = {"Accept": "application/sparql-results+json"}
    return httpx.post(f"{address}/sparql", data={"query": query}, headers=accept, timeout=60)


def test_two_graphs_are_joined(root: Path, other: str, serving: Serving) -> None:
    with serving(root, CETU_FEDERATE=other) as address:
        answer = ask(address, example(root, other))
    assert answer.status_code == 200, answer.text
    rows = answer.json()["results"]["bindings"]
    found = {row["code"]["value"]: row for row in rows}
    # Names of the other graph, tasks of ours: 温州市 is of the corpus, 330000 is what lies around.
    assert found["330300"]["name"]["value"] == "温州市"
    assert found["330300"]["province"]["value"] == "浙江省"
    assert int(found["330300"]["tasks"]["value"]) > 50
    assert found["441900"]["province"]["value"] == "广东省"
    assert int(found["441900"]["tasks"]["value"]) == 40


def test_one_that_hangs_is_cut_off_and_the_rest_goes_on(root: Path, serving: Serving) -> None:
    seconds = 3
    with silent() as hanging, serving(
        root, CETU_FEDERATE=hanging, CETU_QUERY_TIMEOUT_S=str(seconds)
    ) as address:  # fmt: skip
        query = example(root, hanging)
        begin = time.monotonic()
        answer = ask(address, query)
        took = time.monotonic() - begin
        assert answer.status_code == 502
        assert answer.headers["content-type"].startswith("application/problem+json")
        assert "too long" in answer.json()["detail"]
        assert seconds - 0.5 < took < seconds + 5

        without = ask(address, query.replace("SERVICE <", "SERVICE SILENT <"))
        assert without.status_code == 200
        assert ask(address, "ASK { ?s ?p ?o }").json()["boolean"]


def test_an_endpoint_that_is_not_allowed_is_refused(root: Path, shipped: str) -> None:
    answer = ask(shipped, example(root, "http://127.0.0.1:9/query"))
    assert answer.status_code == 400
    assert "does not call it" in answer.json()["detail"]
