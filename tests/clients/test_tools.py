"""curl and roqet (of Rasqal) against the running service."""

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from rdflib import Graph
from tests.clients.conftest import BODY, Service
from tests.clients.questions import (
    ASK,
    ASK_OTHER,
    CONSTRUCT,
    GRAPH,
    PARTIES,
    REFUSED,
    SAID,
    SELECT,
    insert,
    said,
)

_PATIENCE_S = 120
RESULTS = "{http://www.w3.org/2005/sparql-results#}"


def run(*command: str) -> "subprocess.CompletedProcess[str]":
    if shutil.which(command[0]) is None:
        pytest.skip(f"no {command[0]} here (Debian: {PACKAGES[command[0]]})")
    return subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False
    )


PACKAGES = {"curl": "curl", "roqet": "rasqal-utils"}


def curl(*arguments: str) -> str:
    done = run("curl", "--silent", "--show-error", "--fail-with-body", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def rows(text: str) -> list[str]:
    _, *lines = csv.reader(io.StringIO(text))
    return [line[0] for line in lines]


def test_curl_asks(asked: Service) -> None:
    accept = ("--header", "Accept: text/csv")
    query = ("--data-urlencode", f"query={SELECT}")
    assert rows(curl(*accept, *query, asked.query)) == PARTIES
    assert rows(curl(*accept, "--get", *query, asked.query)) == PARTIES
    direct = ("--header", "Content-Type: application/sparql-query", "--data-binary")
    for text, truth in ((ASK, True), (ASK_OTHER, False)):
        assert json.loads(curl(*direct, text, asked.query))["boolean"] is truth
    built = curl("--header", "Accept: text/turtle", *direct, CONSTRUCT, asked.query)
    graph = Graph().parse(data=built, format="turtle")
    assert sorted(str(value) for value in graph.objects()) == sorted(PARTIES)


def test_curl_follows_the_address_of_a_thing(body: str) -> None:
    graph = Graph().parse(data=curl("--header", "Accept: text/turtle", body), format="turtle")
    assert "东莞市财政局" in {str(value) for value in graph.objects()}
    assert BODY in {str(subject) for subject in graph.subjects()}


def test_curl_fails_with_what_was_wrong(asked: Service) -> None:
    query = ("--data-urlencode", f"query={REFUSED}")
    done = run("curl", "--silent", "--fail-with-body", *query, asked.query)
    assert done.returncode == 22  # an HTTP error
    assert "more than 50 triple patterns" in json.loads(done.stdout)["detail"]


def test_curl_updates_with_a_key_and_not_without(asked: Service) -> None:
    update = ("--data-urlencode", f"update={insert('curl')}", asked.update)
    status = ("--output", "/dev/null", "--write-out", "%{http_code}")
    assert run("curl", "--silent", *status, *update).stdout == "401"
    curl("--header", f"Authorization: Bearer {asked.key}", *update)
    found = curl("--data-urlencode", f"query={said('curl')}", asked.query)
    bindings = json.loads(found)["results"]["bindings"]
    assert [row["words"]["value"] for row in bindings] == [SAID]


def test_curl_keeps_a_file_in_the_graph_store(asked: Service, tmp_path: Path) -> None:
    name = f"{GRAPH}curl-file"
    file = tmp_path / "said.ttl"
    file.write_text(f"<{name}> <https://example.org/says> '松山湖'@zh .", "utf-8")
    graph = ("--get", "--data-urlencode", f"graph={name}", asked.store)
    key = ("--header", f"Authorization: Bearer {asked.key}")
    sent = ("--request", "PUT", "--header", "Content-Type: text/turtle", "--upload-file", str(file))
    curl(*key, *sent, f"{asked.store}?graph={name}")
    there = Graph().parse(data=curl("--header", "Accept: text/turtle", *graph), format="turtle")
    assert [str(value) for value in there.objects()] == ["松山湖"]
    curl(*key, "--request", "DELETE", f"{asked.store}?graph={name}")
    gone = ("--output", "/dev/null", "--write-out", "%{http_code}")
    assert run("curl", "--silent", *gone, *graph).stdout == "404"


def roqet(asked: Service, query: str, form: str = "csv") -> "subprocess.CompletedProcess[str]":
    # By the long names of these options it runs the query on nothing, by itself.
    return run("roqet", "-q", "-p", asked.query, "-r", form, "-e", query)


def test_roqet_selects(asked: Service) -> None:
    done = roqet(asked, SELECT)
    assert done.returncode == 0, done.stderr
    assert rows(done.stdout) == PARTIES
    done = roqet(asked, SELECT, "xml")
    root = ElementTree.fromstring(done.stdout)  # noqa: S314 - what roqet wrote
    assert [node.text for node in root.iter(f"{RESULTS}literal")] == PARTIES


def test_roqet_fails_where_a_query_is_refused_or_gives_a_graph(asked: Service) -> None:
    # From a server it takes rows in XML alone, so a CONSTRUCT has no format to be given in (and of
    # an ASK it drops the answer, whoever gives it).
    for query in (REFUSED, CONSTRUCT):
        done = roqet(asked, query)
        assert done.returncode != 0
        assert PARTIES[0] not in done.stdout
        assert "failed" in done.stderr, done.stderr
