"""SERVICE in whole queries: searched here, asked of a real endpoint, or refused."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi import FastAPI
from hypothesis import given, settings
from hypothesis import strategies as st

from cetu.answer import services as module
from cetu.answer.lookup import Finder
from cetu.answer.services import Services
from cetu.api import doors, problem
from cetu.api.writing import Writing
from cetu.engine import Engine
from cetu.engine.gate import Filled, check
from cetu.engine.remote import Remote
from cetu.errors import QueryMalformed, QueryRefused, QueryTooLarge, RemoteFailed
from cetu.keys import Keys
from cetu.namespaces import CETU, SEARCH, SEARCH_SERVICE
from cetu.settings import Settings

Serve = Callable[[FastAPI], AbstractContextManager[str]]

HERE = Path(__file__).parent
NOBODY = "http://127.0.0.1:1/sparql"
PREFIXES = f"PREFIX cetu: <{CETU}> PREFIX search: <{SEARCH}> PREFIX c: <https://w3id.org/cetu/>\n"


@pytest.fixture(scope="module")
def endpoint(engine: Engine, serve: Serve) -> Iterator[str]:
    """A real endpoint on the sample."""
    app = FastAPI()
    problem.install(app)
    app.include_router(doors.router(engine, Writing(engine, Keys(HERE), None)))
    with serve(app) as address:
        yield f"{address}/sparql"


@pytest.fixture(scope="module")
def services(engine: Engine, endpoint: str) -> Services:
    """What may be called: the search, that endpoint, and one where nobody answers."""
    return Services(Finder(engine), Settings(federate=(endpoint, NOBODY)))


Numbers = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def numbers(engine: Engine, services: Services) -> Numbers:
    """The task numbers (`?n`) that a pattern gives, sorted."""

    def ask(pattern: str) -> list[str]:
        filled = services.fill(f"{PREFIXES}SELECT ?n WHERE {{ {pattern} }}")
        return sorted(str(row.get("n", "")) for row in engine.select(filled))

    return ask


SEARCH_TASKS = 'SERVICE c:search { ?t search:words "白名单" ; search:kind "task" }'
NUMBER = "?t cetu:taskNumber ?n"


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (f"{SEARCH_TASKS} {NUMBER}", ["17"]),
        (f"{NUMBER} . {SEARCH_TASKS}", ["17"]),
        (f"{NUMBER} {SEARCH_TASKS}", ["17"]),
        (f"{{ {{ {SEARCH_TASKS} }} {NUMBER} }}", ["17"]),
        (f"{NUMBER} FILTER EXISTS {{ {SEARCH_TASKS} }}", ["17"]),
        (f"{NUMBER} FILTER NOT EXISTS {{ {SEARCH_TASKS} }}", ["19", "40"]),
        (f"{NUMBER} MINUS {{ {SEARCH_TASKS} }}", ["19", "40"]),
        (f"{NUMBER} OPTIONAL {{ {SEARCH_TASKS} ?t cetu:taskText ?x }} FILTER(!BOUND(?x))", 2),
        (f"{{ {SEARCH_TASKS} {NUMBER} }} UNION {{ {NUMBER} FILTER(?n = '40') }}", ["17", "40"]),
        (f"GRAPH ?g {{ {SEARCH_TASKS} {NUMBER} }}", ["17"]),
        (f"{{ SELECT ?n {{ {SEARCH_TASKS} {NUMBER} }} }}", ["17"]),
        (
            f"{SEARCH_TASKS} {NUMBER} SERVICE <{SEARCH_SERVICE}> {{ ?t search:words '企业' }}",
            ["17"],
        ),
        ("SERVICE SILENT c:search { ?t search:words '没有这种词' } " + NUMBER, []),
    ],
)
def test_a_search_stands_wherever_a_group_may(
    numbers: Numbers, pattern: str, found: list[str] | int
) -> None:
    answer = numbers(pattern)
    assert answer == found if isinstance(found, list) else len(answer) == found


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("SERVICE <{at}> {{ ?t cetu:taskNumber ?n }}", ["17", "19", "40"]),
        ("SERVICE <{at}> {{ ?t cetu:taskNumber ?n # }}\n }}", ["17", "19", "40"]),
        ("?t cetu:taskNumber ?n . SERVICE <{at}> {{ ?t cetu:taskNumber '17' }}", ["17"]),
        ("SERVICE <{at}> {{ ?t cetu:taskNumber ?n FILTER(?n < '2') }} " + SEARCH_TASKS, ["17"]),
        ("?t cetu:taskNumber ?n SERVICE SILENT <{nobody}> {{ ?t ?p ?o }}", ["17", "19", "40"]),
        ("?t cetu:taskNumber ?n SERVICE <{at}> {{ }}", ["17", "19", "40"]),
        (
            "?t cetu:taskNumber ?n FILTER EXISTS {{ SERVICE <{at}> {{ ?t ?p '40' }} }}",
            1,
        ),
        ("SERVICE <{at}> {{ SELECT ?n {{ ?t cetu:taskNumber ?n }} ORDER BY ?n LIMIT 1 }}", ["17"]),
    ],
)
def test_an_allowed_endpoint_is_asked(
    numbers: Numbers, endpoint: str, pattern: str, found: list[str] | int
) -> None:
    pattern = pattern.replace("{nobody}", NOBODY).replace("{at}", endpoint)
    answer = numbers(pattern.replace("{{", "{").replace("}}", "}"))
    assert answer == found if isinstance(found, list) else len(answer) == found


def test_an_endpoint_that_fails_is_an_error(numbers: Numbers, endpoint: str) -> None:
    with pytest.raises(RemoteFailed):
        numbers(f"SERVICE <{NOBODY}> {{ ?t ?p ?o }}")
    with pytest.raises(RemoteFailed, match="answered 400"):
        numbers(f"SERVICE <{endpoint}> {{ ?t cetu:taskNumber }}")


@pytest.mark.parametrize(
    "named",
    ["<http://127.0.0.1:2/sparql>", "<{at}/>", "<{at}?x=y>", "c:searching", "c:search\\#", "<c:>"],
)
def test_no_other_is_and_the_error_names_those_that_are(
    numbers: Numbers, endpoint: str, named: str
) -> None:
    with pytest.raises(QueryRefused, match="is refused") as refused:
        numbers(f"SERVICE {named.replace('{at}', endpoint)} {{ ?t ?p ?n }}")
    assert f"<{SEARCH_SERVICE}>" in refused.value.hint
    assert f"<{endpoint}>" in refused.value.hint


def test_an_endpoint_is_not_asked_to_call_another(numbers: Numbers, endpoint: str) -> None:
    for inner in ("SERVICE <http://127.0.0.1:2/> {}", "SERVICE ?x {}", "SERVICEc:search {}"):
        with pytest.raises(QueryRefused):
            numbers(f"SERVICE <{endpoint}> {{ ?t ?p ?n {inner} }}")


def test_updates_are_filled_too(services: Services) -> None:
    text = (
        f"{PREFIXES} INSERT {{ ?t cetu:taskTitle 'found' }} WHERE {{ {SEARCH_TASKS} }} ;\n"
        f"DELETE {{ ?t cetu:taskNumber ?n }} WHERE {{ {NUMBER} {SEARCH_TASKS} }}"
    )
    filled = services.fill(text)
    assert "SERVICE" not in filled
    store = ox.Store()
    task = ox.NamedNode("https://w3id.org/cetu/id/task/dongguan-techfin-2024-annex/t17aaaaa")
    store.add(ox.Quad(task, ox.NamedNode(CETU.taskNumber), ox.Literal("17")))
    store.update(filled)
    assert [quad.object for quad in store] == [ox.Literal("found")]


def test_what_has_no_call_costs_nothing_and_stays() -> None:
    class Never:
        digest = "never"

        def select(self, text: str) -> None:
            raise AssertionError(text)

    services = Services(Finder(Never()), Settings())  # type: ignore[arg-type]
    text = "SELECT * { ?s ?p ?o }"
    assert not services.called(text)
    assert services.fill(text) == Filled(text)
    named = "SELECT * { ?s <http://x/service> ?o }"
    assert services.called(named)
    assert services.fill(named) == Filled(named)


def test_too_many_calls_and_too_much_are_refused(
    numbers: Numbers, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(QueryRefused, match="11 calls"):
        numbers(SEARCH_TASKS * 11)
    assert numbers(SEARCH_TASKS * 10 + NUMBER) == ["17"]
    monkeypatch.setattr(module, "MOST_BYTES", 100)
    with pytest.raises(QueryRefused, match="too much"):
        numbers(SEARCH_TASKS * 2)


def test_what_was_put_in_counts_towards_no_limit_of_the_text(services: Services) -> None:
    text = f"{PREFIXES}SELECT * {{ {SEARCH_TASKS} }}"
    filled = services.fill(text)
    size = len(text.encode()) - len(SEARCH_TASKS.encode())
    assert check(filled, max_bytes=size, graphs=()).form == "select"
    with pytest.raises(QueryTooLarge):
        check(filled, max_bytes=size - 1, graphs=())
    with pytest.raises(QueryTooLarge):
        check(str(filled + ""), max_bytes=size, graphs=())


def test_room_is_what_was_put_in(services: Services) -> None:
    text = f"{PREFIXES}SELECT * {{ {SEARCH_TASKS} }}"
    filled = services.fill(text)
    left = len(text.encode()) - len(SEARCH_TASKS.encode())
    assert len(filled.encode()) == left + filled.room


_HOSTILE = st.sampled_from(
    [
        "SERVICE <http://127.0.0.1:2/> { ?s ?p ?o }",
        "SERVICESILENT<http://127.0.0.1:2/>{ ?s ?p ?o }",
        "SERVICE ?v { ?s ?p ?o }",
        "SERVICEc:x { }",
        "service:b { }",
        "?s ?p ex:SERVICE<http://127.0.0.1:2/>{ }",
        "FILTER(?a<2)SERVICE#>\n<http://127.0.0.1:2/>{}",
        "?s ?p ('''a')SERVICE<http://127.0.0.1:2/>{} #\\q'''\n",
        "SERVICE c:search { SERVICE <http://127.0.0.1:2/> {} }",
        "SERVICE c:search { ?x search:words 'a' } . SERVICE",
        "}SERVICE<http://127.0.0.1:2/>{",
    ]
)
_BESIDE = st.sampled_from(
    ["", SEARCH_TASKS, "?s ?p ?o .", "{}", "FILTER(?a < 1)", "'a'", "# x\n", "OPTIONAL {", "}", "("]
)


@settings(deadline=None, max_examples=400)
@given(st.lists(_BESIDE, max_size=4), _HOSTILE, st.lists(_BESIDE, max_size=4))
def test_nothing_passes_the_gate_that_did_not_before(
    services: Services, before: list[str], hostile: str, after: list[str]
) -> None:
    """With calls that are answered beside it, what the gate refuses it goes on refusing."""
    text = f"{PREFIXES}SELECT * {{ {' '.join(before)} {hostile} {' '.join(after)} }}"
    try:
        check(text.replace(SEARCH_TASKS, "VALUES (?t) {}"), max_bytes=1 << 22, graphs=())
    except (QueryRefused, QueryMalformed):
        with pytest.raises((QueryRefused, QueryMalformed)):
            check(services.fill(text), max_bytes=1 << 22, graphs=())


_STORE = ox.Store()
_STORE.load(path=str(HERE / "sample.trig"), format=ox.RdfFormat.TRIG)

_SHAPES: tuple[str, ...] = (
    "{ § }",
    "{ § ?t cetu:taskNumber ?n }",
    "{ ?t cetu:taskNumber ?n OPTIONAL { § } }",
    "{ { § } UNION { ?t cetu:taskNumber ?n } }",
    "{ ?t cetu:taskNumber ?n FILTER EXISTS { § } }",
    "{ ?t cetu:taskNumber ?n MINUS { § } }",
    "{ GRAPH ?g { ?t cetu:taskNumber ?n § } }",
    "{ SELECT DISTINCT ?t { § } }",
    "{ § § }",
)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.sampled_from(_SHAPES), min_size=1, max_size=3),
    st.sampled_from(["任", "信贷", "the"]),
)
def test_a_call_means_what_its_rows_mean(services: Services, shapes: list[str], word: str) -> None:
    """However deep, and however often: as if the rows had been written there by hand."""
    call = f'SERVICE c:search {{ ?t search:words "{word}" }}'
    bare = services.fill(f"{PREFIXES}SELECT * {{ {call} }}")
    rows = "{ SELECT ?t { " + bare[bare.index("VALUES") : bare.rindex("}")] + " } }"
    texts = []
    for inner in (call, rows):
        for shape in shapes:
            inner = shape.replace("§", inner)  # noqa: PLW2901 - one inside the other
        texts.append(services.fill(f"{PREFIXES}SELECT * {inner}"))
    answers = [_STORE.query(text, use_default_graph_as_union=True) for text in texts]
    filled, written = (
        sorted(str([row[v] for v in answer.variables]) for row in answer)
        for answer in answers
        if isinstance(answer, ox.QuerySolutions)
    )
    assert filled == written


def test_a_remote_engine_takes_the_rows(endpoint: str) -> None:
    with Remote(Settings(engine=f"sparql+{endpoint}", workers=1)) as remote:
        filled = Services(Finder(remote), remote.settings).fill(
            f"{PREFIXES}SELECT ?n {{ {SEARCH_TASKS} {NUMBER} }}"
        )
        assert [str(row["n"]) for row in remote.select(filled)] == ["17"]
