"""The runner itself, on a server whose results are known: Oxigraph's, started by the tests."""

import httpx
import pytest
from tests.conformance import manifest
from tests.conformance.conftest import Runs, addresses, failures, oxigraph, report_of

KNOWN = {
    # A query string without `query` is answered with the description, whatever else it says.
    "protocol protocol/bad_update_get",
    # The server reads no multipart/form-data, and its HEAD gives no content type.
    "graph-store graph-store-protocol/post_get_post_get_direct",
    "graph-store graph-store-protocol/post_get_post_get_indirect",
    "graph-store graph-store-protocol/head_existing_direct",
    "graph-store graph-store-protocol/head_existing_indirect",
}
"""What Oxigraph's server fails of the three protocols' tests (version 0.5.13)."""


def test_it_finds_what_a_known_server_fails(runs: Runs, server: str) -> None:
    suites = ["--suite=protocol", "--suite=graph-store", "--suite=service-description"]
    done = runs(*addresses(server), *suites, "--format=json")
    assert done.returncode == 1
    report = report_of(done)
    assert set(failures(report)) == KNOWN
    assert report["suites"] == {
        "protocol": {"passed": 33, "failed": 1},
        "graph-store": {"passed": 9, "failed": 4},
        "service-description": {"passed": 3},
    }
    left = httpx.post(f"{server}/query", data={"query": "SELECT * { GRAPH ?g { ?s ?p ?o } }"})
    assert left.json()["results"]["bindings"] == []  # it leaves the store empty


def test_it_runs_federation_where_it_may_fill_servers(runs: Runs, server: str) -> None:
    suite = ("--suite=federation", "--format=json")
    with oxigraph() as one, oxigraph() as two:
        report = report_of(runs(*addresses(server), *suite, f"--peer={one}", f"--peer={two}"))
    assert report["suites"]["federation"] == {"passed": 6, "failed": 1}
    # It breaks off the answer of SERVICE with a variable for an endpoint.
    assert set(failures(report)) == {"federation service/service5"}
    alone = report_of(runs(*addresses(server), *suite))
    assert alone["suites"]["federation"] == {"passed": 1, "skipped": 6}
    details = {test["detail"] for test in alone["tests"] if test["outcome"] == "skipped"}
    assert "needs 2 servers to call (--peer), has 0" in details


def test_it_runs_chosen_tests_and_says_so(runs: Runs, server: str) -> None:
    only = ("--suite=update", "--only=add/*")
    done = runs(*addresses(server), *only, "--verbose")
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if line.startswith("passed  update  add/")]
    assert "│ update │ 8      │ 0      │ 0       │ 8   │" in done.stdout


def test_it_refuses_a_store_that_holds_data(runs: Runs, server: str) -> None:
    held = "INSERT DATA { GRAPH <urn:x:g> { <urn:x:s> <urn:x:p> '留' } }"
    httpx.post(f"{server}/update", data={"update": held}).raise_for_status()
    chosen = ("--suite=update", "--only=add/add01")
    done = runs(*addresses(server), *chosen)
    assert done.returncode == 2
    assert "holds data" in done.stderr
    asked = httpx.post(f"{server}/query", data={"query": "ASK { GRAPH <urn:x:g> { ?s ?p '留' } }"})
    assert asked.json()["boolean"] is True
    assert runs(*addresses(server), *chosen, "--scratch").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--query=http://127.0.0.1:9/query",), "127.0.0.1:9"),
        (("--query=http://127.0.0.1:9/", "--only=none/such"), "No test has that name"),
        (("--query=http://127.0.0.1:9/", "--suites=/nowhere"), "--suites"),
    ],
)
def test_it_says_why_it_cannot_run(runs: Runs, arguments: tuple[str, ...], said: str) -> None:
    done = runs(*arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_its_help_shows_how(runs: Runs) -> None:
    done = runs("--help")
    assert done.returncode == 0
    assert "oxigraph serve" in done.stdout
    assert all(suite in done.stdout for suite in manifest.SUITES)
