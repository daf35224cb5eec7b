"""Every stored question gives its expected rows through every door, to foreign clients too.

Questions about the first document are asked of it alone, those across documents of all of them.
"""

import csv
import io
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from rdflib import Variable
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import JSON, SPARQLWrapper
from tests.queries.asked import ASKED, shown, written

import cetu as cetu_package
from cetu import queries
from cetu.model.question import Question

Rows = list[dict[str, str]]
Run = Callable[..., "subprocess.CompletedProcess[str]"]
COUNTED = {"facts-with-evidence": 514, "alignments": 280}
"""How many rows these have; `tests/queries` tests what they are."""
ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = queries.load(ROOT)
OF_FIRST = [q for q in QUESTIONS.values() if (ROOT / f"tests/queries/{q.name}.csv").is_file()]
HARD = os.environ.get("CETU_HARD") == "1"
BY_COMMAND = OF_FIRST if HARD else OF_FIRST[::8]
"""A process of its own for each is dear: an eighth of them, all with CETU_HARD=1."""
BY_COMMAND_ACROSS = list(ASKED) if HARD else list(ASKED)[:1]


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


@pytest.fixture(params=OF_FIRST, ids=lambda question: question.name)
def question(request: pytest.FixtureRequest) -> Question:
    """A question of the first document."""
    asked: Question = request.param
    return asked


@pytest.fixture(params=ASKED)
def across(request: pytest.FixtureRequest) -> str:
    """The name of a question across documents."""
    name: str = request.param
    return name


def _by_sparqlwrapper(address: str, query: str) -> Rows:
    client = SPARQLWrapper(f"{address}/sparql", returnFormat=JSON)
    client.setMethod("POST")
    client.setQuery(query)
    answer = client.queryAndConvert()
    assert isinstance(answer, dict)
    names = answer["head"]["vars"]
    return [
        {name: row[name]["value"] if name in row else "" for name in names}
        for row in answer["results"]["bindings"]
    ]


def _by_sparqlstore(address: str, query: str) -> Rows:
    store = SPARQLStore(f"{address}/sparql", method="POST", returnFormat="json")
    answer = store.query(query)
    names = [str(name) for name in answer.vars or ()]
    return [{name: str(row.get(Variable(name), "")) for name in names} for row in answer.bindings]


def _by_questions(address: str, name: str, values: dict[str, str]) -> Rows:
    accept = {"accept": "text/csv"}
    answer = httpx.get(f"{address}/questions/{name}", params=values, headers=accept, timeout=60)
    assert answer.status_code == 200
    return _read(answer.text)


@pytest.mark.parametrize("question", BY_COMMAND, ids=lambda question: question.name)
def test_from_the_command_line(cetu: Run, first: Path, question: Question) -> None:
    done = cetu("ask", question.name, "--format", "csv", CETU_ROOT=str(first))
    assert done.returncode == 0, done.stderr
    _check(question, _read(done.stdout))


def test_over_questions(service: str, question: Question) -> None:
    _check(question, _by_questions(service, question.name, {}))


def test_over_sparql_with_sparqlwrapper(service: str, question: Question) -> None:
    _check(question, _by_sparqlwrapper(service, queries.bind(question, {})))


def test_over_sparql_with_rdflibs_sparqlstore(service: str, question: Question) -> None:
    _check(question, _by_sparqlstore(service, queries.bind(question, {})))


@pytest.mark.parametrize("across", BY_COMMAND_ACROSS)
def test_across_documents_from_the_command_line(cetu: Run, across: str) -> None:
    values = [f"--param={name}={value}" for name, value in ASKED[across].items()]
    done = cetu("ask", across, "--format", "csv", *values)
    assert done.returncode == 0, done.stderr
    assert shown(_read(done.stdout), across) == written(across)


def test_across_documents_over_http(shipped: str, across: str) -> None:
    query = queries.bind(QUESTIONS[across], ASKED[across])
    expected = written(across)
    assert shown(_by_questions(shipped, across, ASKED[across]), across) == expected
    assert shown(_by_sparqlwrapper(shipped, query), across) == expected
    assert shown(_by_sparqlstore(shipped, query), across) == expected
