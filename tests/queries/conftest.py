"""What the tests of the stored questions share: the snapshot in an engine, and answers as text."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

import cetu
from cetu import queries
from cetu.model.question import Question
from cetu.store import snapshot

Rows = list[dict[str, str]]
Ask = Callable[..., Rows]


def _rows(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="session")
def expected() -> Callable[[str], Rows]:
    """The rows of `NAME.csv` beside this file; `{version}` in it is the version of the reader."""

    def read(name: str) -> Rows:
        text = (Path(__file__).parent / f"{name}.csv").read_text(encoding="utf-8")
        return _rows(text.replace("{version}", cetu.__version__))

    return read


@pytest.fixture(scope="session")
def questions(root: Path) -> dict[str, Question]:
    return queries.load(root)


def _load(place: Path) -> ox.Store:
    store = ox.Store()
    for file in snapshot(place).files:
        if file.graph is None:
            store.load(path=str(file.path), format=ox.RdfFormat.TRIG)
        else:
            graph = ox.NamedNode(file.graph)
            store.load(path=str(file.path), format=ox.RdfFormat.TURTLE, to_graph=graph)
    return store


@pytest.fixture(scope="session")
def quads(first: Path) -> list[ox.Quad]:
    """Every quad of the first document's graph and of what is shared, to inject facts into."""
    return list(_load(first))


@pytest.fixture(scope="session")
def published(quads: list[ox.Quad]) -> ox.Store:
    """The first document alone; tests that change the data use `scratch`."""
    store = ox.Store()
    store.extend(quads)
    return store


@pytest.fixture
def scratch(quads: list[ox.Quad]) -> ox.Store:
    """A copy of it of this test's own."""
    store = ox.Store()
    store.extend(quads)
    return store


@pytest.fixture(scope="session")
def shipped_store(root: Path) -> ox.Store:
    """The graph of all documents, as it is shipped. No test changes it."""
    return _load(root)


@pytest.fixture(scope="session")
def ask(questions: dict[str, Question], published: ox.Store) -> Ask:
    """Ask a question by name, of `store` if not of the published one; parameters by keyword."""

    def run(question: str, store: ox.Store | None = None, /, **values: str) -> Rows:
        query = queries.bind(questions[question], values)
        answer = (store or published).query(query, use_default_graph_as_union=True)
        assert isinstance(answer, ox.QuerySolutions)
        text = answer.serialize(format=ox.QueryResultsFormat.CSV)
        assert text is not None
        return _rows(text.decode())

    return run
