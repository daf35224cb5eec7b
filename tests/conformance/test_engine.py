"""What failures.csv lays to the engine fails in the engine alone, without a service around it."""

import csv
from pathlib import Path
from typing import Final

import httpx
import pyoxigraph as ox
import pytest
from tests.conformance import evaluation, manifest, syntax
from tests.conformance.endpoint import Data, Endpoint
from tests.conformance.manifest import Case
from tests.conformance.verdict import Unmet

with Path(__file__).with_name("failures.csv").open(encoding="utf-8", newline="") as file:
    ENGINE: Final = [
        (row["suite"], row["test"]) for row in csv.DictReader(file) if row["fault"] == "engine"
    ]
_NOWHERE: Final = "http://127.0.0.1:9/"


class Bare(Endpoint):
    """A store in this process, asked as an endpoint is."""

    def __init__(self) -> None:
        """An empty one."""
        super().__init__(_NOWHERE, _NOWHERE, "", "", 1)
        self._store = ox.Store()

    def load(self, data: Data) -> None:
        """Put `data` in the store."""
        self._store.update(data.as_update())

    def query(self, text: str, accept: str) -> httpx.Response:
        """Ask the engine."""
        try:
            answer = self._store.query(text, base_iri=_NOWHERE)
        except SyntaxError as error:
            return httpx.Response(400, text=str(error))
        if isinstance(answer, ox.QueryTriples):
            body = ox.serialize(answer, format=ox.RdfFormat.N_TRIPLES)
            return httpx.Response(
                200, content=body, headers={"content-type": "application/n-triples"}
            )
        kind = accept.partition(",")[0]
        form = ox.QueryResultsFormat.from_media_type(kind)
        assert form is not None
        return httpx.Response(
            200, content=answer.serialize(format=form), headers={"content-type": kind}
        )


@pytest.fixture(scope="module")
def cases(suites: Path) -> dict[tuple[str, str], Case]:
    """The tests by suite and name."""
    return {(case.suite, case.name): case for case in manifest.read(suites)}


@pytest.fixture(autouse=True)
def as_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the runner has it: literals stay as they are written."""
    monkeypatch.setattr("rdflib.NORMALIZE_LITERALS", False)


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
@pytest.mark.parametrize(("suite", "name"), ENGINE)
def test_it_fails_in_the_engine_alone(
    cases: dict[tuple[str, str], Case], suite: str, name: str
) -> None:
    case = cases[suite, name]
    with Bare() as engine, pytest.raises(Unmet):
        (syntax.run if suite.startswith("syntax") else evaluation.run)(case, engine)


def test_the_engine_alone_passes_others(cases: dict[tuple[str, str], Case]) -> None:
    # Else the test above would hold of anything.
    with Bare() as engine:
        for name in ("aggregates/agg-sum-01", "construct/constructwhere01", "exists/exists01"):
            evaluation.run(cases["query", name], engine)
        evaluation.run(cases["results", "csv-tsv-res/tsv01"], engine)
        syntax.run(cases["syntax-1.0", "syntax-sparql3/syn-bad-25"], engine)
