"""Our service on the W3C suites. What fails is named and explained in failures.csv, test by test:
a new failure fails here, and so does one that is mended and still in that table."""

import csv
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from tests.conformance import manifest
from tests.conformance.conftest import Runs, failures, oxigraph, report_of
from tests.conftest import Serving

from cetu.keys import Keys

TABLE: Final = Path(__file__).with_name("failures.csv")
PROTOCOLS: Final = ("protocol", "graph-store", "service-description")
NOWHERE: Final = "http://127.0.0.1:9/sparql"
"""What the federation tests call that is not there."""


@pytest.fixture(scope="module")
def known() -> dict[str, tuple[str, str]]:
    """Whose fault each known failure is, and why."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            f"{row['suite']} {row['test']}": (row["fault"], row["reason"])
            for row in csv.DictReader(file)
        }


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root that holds nothing, and a key that may write, in `key`."""
    place = tmp_path_factory.mktemp("conformance")
    for folder in ("ontology", "shapes", "queries", "data/graph"):
        (place / folder).mkdir(parents=True)
    (place / "data" / "graph" / "nothing.trig").touch()
    keys = Keys(place / "data" / "state")
    (place / "key").write_text(keys.add("conformance", ["update"], timedelta(days=1)))
    return place


def arguments(address: str, place: Path) -> list[str]:
    """How the runner is told of our service."""
    return [
        f"--query={address}/sparql",
        f"--update={address}/update",
        f"--store={address}/store",
        f"--key-file={place / 'key'}",
        "--format=json",
    ]


@pytest.fixture(scope="module")
def report(runs: Runs, serving: Serving, empty: Path) -> dict[str, Any]:
    """What the runner says of our service, of every suite."""
    with ExitStack() as stack:
        peers = [stack.enter_context(oxigraph()) for _ in range(2)]
        allowed = ",".join([*(f"{peer}/query" for peer in peers), NOWHERE])
        own = serving(empty, CETU_DEFAULT_GRAPH="own", CETU_FEDERATE=allowed)
        address = stack.enter_context(own)
        return report_of(runs(*arguments(address, empty), *(f"--peer={peer}" for peer in peers)))


def passed_all(report: dict[str, Any], suite: str) -> bool:
    counts = report["suites"][suite]
    return bool(counts == {"passed": {"protocol": 34, "graph-store": 13}.get(suite, 3)})


@pytest.mark.parametrize("suite", PROTOCOLS)
def test_every_test_of_the_protocols_is_passed(report: dict[str, Any], suite: str) -> None:
    assert passed_all(report, suite), failures(report)


def test_requests_are_refused_for_what_is_wrong_with_them(report: dict[str, Any]) -> None:
    # Each of these tests takes any 4xx: a key that is not accepted would pass them all.
    wrong = {
        test["name"]: set(test["detail"].split())
        for test in report["tests"]
        if test["suite"] == "protocol" and "/bad_" in test["name"]
    }
    assert len(wrong) == 14
    assert set().union(*wrong.values()) == {"400", "405", "415"}


@pytest.mark.parametrize("suite", [name for name in manifest.SUITES if name not in PROTOCOLS])
def test_what_fails_is_what_is_known_to(
    report: dict[str, Any], known: dict[str, tuple[str, str]], suite: str
) -> None:
    assert "skipped" not in report["suites"][suite]
    here = {name: why for name, why in failures(report).items() if name.startswith(f"{suite} ")}
    assert here.keys() == {name for name in known if name.startswith(f"{suite} ")}, here


def test_every_known_failure_is_explained(known: dict[str, tuple[str, str]]) -> None:
    for name, (fault, reason) in known.items():
        assert fault in {"engine", "suite", "ours"}, name
        assert len(reason) > 40, name
        assert name.partition(" ")[0] in manifest.SUITES


def test_the_protocols_hold_where_the_default_graph_is_the_union(
    runs: Runs, serving: Serving, empty: Path
) -> None:
    with serving(empty) as address:
        chosen = (f"--suite={suite}" for suite in PROTOCOLS)
        report = report_of(runs(*arguments(address, empty), *chosen))
    assert all(passed_all(report, suite) for suite in PROTOCOLS), failures(report)
