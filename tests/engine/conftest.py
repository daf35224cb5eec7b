"""A small snapshot, and the processes of an engine as the system sees them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cetu.engine import Engine
from cetu.model.snapshot import GraphFile, Snapshot
from cetu.settings import Settings

CITY = "https://w3id.org/cetu/graph/city"
SHARED = "https://w3id.org/cetu/graph/shared"

_CITY = """
@prefix cetu: <https://w3id.org/cetu/ontology#> .
@prefix id: <https://w3id.org/cetu/id/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/cetu/graph/city> {
  <https://w3id.org/cetu/id/task/1> cetu:taskNumber "1" ; cetu:position 1 ;
    rdfs:label "设立风险补偿资金池"@zh , "Set up a risk pool"@en .
  <https://w3id.org/cetu/id/task/2> cetu:taskNumber "2" ; cetu:position 2 ;
    rdfs:label "含 \\"引号\\" 与 },{\\" 与换行\\n的标签"@zh .
}
"""
_SHARED = """
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<https://w3id.org/cetu/id/task/1> rdfs:label "设立风险补偿资金池"@zh .
"""


def _filler(count: int) -> str:
    """Triples enough for a product of three patterns to run for ever."""
    name = "https://w3id.org/cetu/id/filler"
    return "".join(f"<{name}/{i}> <{name}/next> <{name}/{i + 1}> .\n" for i in range(count))


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Two named graphs that share a triple, and 2,000 triples of filler in a third."""
    folder = tmp_path_factory.mktemp("snapshot")
    texts = {"city.trig": _CITY, "shared.ttl": _SHARED, "filler.ttl": _filler(2000)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Snapshot(
        "0" * 64,
        (
            GraphFile(folder / "city.trig", None),
            GraphFile(folder / "shared.ttl", SHARED),
            GraphFile(folder / "filler.ttl", "https://w3id.org/cetu/graph/filler"),
        ),
    )


@pytest.fixture(scope="session")
def engine(snapshot: Snapshot) -> Iterator[Engine]:
    """An engine with a limit of one second and small caps on the answer."""
    settings = Settings(
        workers=2, query_timeout_s=1, max_rows=5000, max_result_bytes=4 << 20, queue_size=8
    )
    with Engine(snapshot, settings) as running:
        yield running


@pytest.fixture(scope="session")
def offspring() -> Callable[[int], list[int]]:
    """A function that gives the living processes below one, zombies left out."""

    def children(pid: int) -> list[int]:
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                state, parent = stat.read_text().rpartition(")")[2].split()[:2]
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(parent) == pid and state != "Z":
                child = int(stat.parent.name)
                found += [child, *children(child)]
        return found

    return children


@pytest.fixture(scope="session")
def alive() -> Callable[[int], bool]:
    """A function that tells whether a process runs; an orphan nobody has buried yet does not."""

    def running(pid: int) -> bool:
        try:
            return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except (FileNotFoundError, ProcessLookupError):
            return False

    return running
