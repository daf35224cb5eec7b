"""Every stored question gives its expected rows through every door, to foreign clients too."""

import csv
import io
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from rdflib import Variable
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, SPARQLWrapper

import cetu as cetu_package
from cetu import queries
from cetu.model.question import Question

Rows = list[dict[str, str]]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
COUNTED = {"facts-with-evidence": 508, "alignments": 213}
"""How many rows these have; `tests/queries` tests what they are."""
ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = queries.load(ROOT)


def _read(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text)))


def _check(question: Question, rows: Rows) -> None:
    """Hold `rows` against the expected ones; two questions have too many to write them all out."""
    path = ROOT / "tests" / "queries" / f"{question.name}.csv"
    expected = _read(path.read_text("utf-8").replace("{version}", cetu_package.__version__))
    if question.name in COUNTED:
        assert len(rows) == COUNTED[question.name]
        assert [row for row in expected if row not in rows] == []
    else:
        assert rows == expected


@pytest.fixture(params=QUESTIONS.values(), ids=lambda question: question.name)
def question(request: pytest.FixtureRequest) -> Question:
    asked: Question = request.param
    return asked


@pytest.fixture(scope="module")
def http(service: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service, timeout=60) as client:
        yield client


def test_from_the_command_line(cetu: Run, question: Question) -> None:
    done = cetu("ask", question.name, "--format", "csv")
    assert done.returncode == 0, done.stderr
    _check(question, _read(done.stdout))


def test_over_questions(http: httpx.Client, question: Question) -> None:
    answer = http.get(f"/questions/{question.name}", headers={"accept": "text/csv"})
    assert answer.status_code == 200
    _check(question, _read(answer.text))


def test_over_sparql_with_sparqlwrapper(service: str, question: Question) -> None:
    client = SPARQLWrapper(f"{service}/sparql", returnFormat=JSON)
    client.setMethod("POST")
    client.setQuery(queries.bind(question, {}))
    answer = client.queryAndConvert()
    assert isinstance(answer, dict)
    names = answer["head"]["vars"]
    rows = [
        {name: row[name]["value"] if name in row else "" for name in names}
        for row in answer["results"]["bindings"]
    ]
    _check(question, rows)


def test_over_sparql_with_rdflibs_sparqlstore(service: str, question: Question) -> None:
    store = SPARQLStore(f"{service}/sparql", method="POST", returnFormat="json")
    answer = store.query(queries.bind(question, {}))
    names = [str(name) for name in answer.vars or ()]
    rows = [{name: str(row.get(Variable(name), "")) for name in names} for row in answer.bindings]
    _check(question, rows)
