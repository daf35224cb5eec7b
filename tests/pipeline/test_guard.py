"""Shapes held against writes: what would break one is refused, or written and told."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from cetu import store
from cetu.engine import Engine
from cetu.errors import WriteRefused
from cetu.journal import records, verify
from cetu.model.caller import Caller
from cetu.model.change import Drop, Put, Update
from cetu.model.finding import Finding
from cetu.model.quad import statements
from cetu.pipeline.write import Writer
from cetu.settings import Settings

EX = "https://example.org/"
REFERENCE = "https://w3id.org/cetu/graph/reference"
INFERRED = "https://w3id.org/cetu/graph/inferred"
BY = Caller("k1", frozenset({"update"}))

_ONTOLOGY = """
@prefix ex: <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:Errand rdfs:subClassOf ex:Task .
"""
_SHAPES = """
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:TaskShape a sh:NodeShape ; sh:targetClass ex:Task ;
  sh:property ex:name , ex:body , ex:note , ex:code .
ex:name sh:path ex:name ; sh:minCount 1 ; sh:maxCount 1 ;
  sh:message "一个任务一个名称"@zh , "a task has one name"@en .
ex:body sh:path ex:body ; sh:class ex:Body ; sh:message "须为机构"@zh , "must be a body"@en .
ex:note sh:path ex:note ; sh:maxCount 0 ; sh:severity sh:Warning ;
  sh:message "不必备注"@zh , "needs no note"@en .
ex:code sh:path ex:code ; sh:pattern "^(a+)+$" ; sh:message "编码"@zh , "code"@en .
"""
_GRAPH = """
@prefix ex: <https://example.org/> .
ex:g { ex:t a ex:Errand ; ex:name "甲" ; ex:body ex:b . }
ex:other { ex:u a ex:Task ; ex:name "乙" ; ex:body ex:b , ex:own . ex:own a ex:Body . }
<https://w3id.org/cetu/graph/inferred> { ex:t a ex:Task . }
"""


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    root = tmp_path_factory.mktemp("root")
    for name, text in {
        "ontology/policy.ttl": _ONTOLOGY,
        "shapes/task.ttl": _SHAPES,
        "data/reference/bodies.ttl": "<https://example.org/b> a <https://example.org/Body> .",
        "data/graph/one.trig": _GRAPH,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Settings(root=root, workers=1, min_free_bytes=0)


@pytest.fixture(scope="module")
def engine(settings: Settings) -> Iterator[Engine]:
    with Engine(store.snapshot(settings.root, settings.state_folder), settings) as running:
        yield running


@pytest.fixture(scope="module")
def judging(engine: Engine) -> Iterator[Writer]:
    made = Writer(engine, engine.settings)
    yield made
    made.close()


@pytest.fixture
def writer(judging: Writer, settings: Settings) -> Iterator[Writer]:
    """A writer whose writes are taken back after the test."""
    folder = settings.state_folder / "journal"
    before = verify(folder).number
    yield judging
    for record in reversed([r for r in records(folder) if r.number > before]):
        delta = record.entry.delta
        text = f"DELETE DATA {{ {_data(delta.added)} }} ; INSERT DATA {{ {_data(delta.removed)} }}"
        judging.write(Update(text), BY, mode="warn")


def _data(lines: str) -> str:
    """N-Quads as SPARQL has them; what follows from the rest goes and comes with it."""
    return "".join(
        f"GRAPH {one.graph} {{ {' '.join(one[:3])} }} " if one.graph else f"{' '.join(one[:3])} . "
        for one in statements(lines)
        if one.graph != f"<{INFERRED}>"
    )


def _update(text: str) -> Update:
    return Update(f"PREFIX ex: <{EX}> {text}")


def _told(findings: tuple[object, ...]) -> list[tuple[str, str]]:
    assert all(isinstance(one, Finding) for one in findings)
    return [(f.thing.removeprefix(EX), f.rule.removeprefix(EX)) for f in findings]  # type: ignore[attr-defined]


BREAKING = {
    "a second name": ('INSERT DATA { GRAPH ex:g { ex:t ex:name "丙" } }', ("t", "name")),
    "no name": ("DELETE WHERE { GRAPH ex:g { ex:t ex:name ?n } }", ("t", "name")),
    "a new thing without a name": ("INSERT DATA { GRAPH ex:g { ex:v a ex:Task } }", ("v", "name")),
    "a body that is none": ("INSERT DATA { GRAPH ex:g { ex:t ex:body ex:t } }", ("t", "body")),
    "a body that is one no longer": (
        "DELETE WHERE { GRAPH ex:other { ex:own a ?k } }",
        ("u", "body"),
    ),
    "a body that no graph shares any more": (
        f"DELETE WHERE {{ GRAPH <{REFERENCE}> {{ ex:b a ?k }} }}",
        ("t", "body"),
    ),
    "in the unnamed graph": ("INSERT DATA { ex:w a ex:Task }", ("w", "name")),
}


@pytest.mark.parametrize("what", BREAKING)
def test_what_breaks_a_shape_is_refused_with_where(
    engine: Engine, writer: Writer, what: str
) -> None:
    text, expected = BREAKING[what]
    before = engine.digest
    records_before = verify(engine.settings.state_folder / "journal")
    with pytest.raises(WriteRefused, match="would break the shapes") as refused:
        writer.write(_update(text), BY)
    assert expected in _told(refused.value.findings)
    assert engine.digest == before
    assert verify(engine.settings.state_folder / "journal") == records_before


@pytest.mark.parametrize("what", BREAKING)
def test_with_a_warning_it_is_written_and_told(writer: Writer, what: str) -> None:
    text, expected = BREAKING[what]
    written = writer.write(_update(text), BY, mode="warn")
    assert written.number
    assert expected in _told(written.findings)


@pytest.mark.parametrize(
    "text",
    [
        'DELETE DATA { GRAPH ex:g { ex:t ex:name "甲" } } ; '
        'INSERT DATA { GRAPH ex:g { ex:t ex:name "丙" } }',
        'INSERT DATA { GRAPH ex:g { ex:v a ex:Task ; ex:name "丙" ; ex:body ex:b } }',
        "DELETE WHERE { GRAPH ex:g { ex:t ?p ?o } }",
        "INSERT DATA { GRAPH ex:mine { ex:n ex:about ex:t ; ex:name 1 , 2 } }",
        "INSERT DATA { GRAPH ex:mine { ex:t ex:body ex:nobody } }",
        'INSERT DATA { GRAPH ex:mine { ex:v a ex:Task ; ex:name "丙" ; ex:body ex:own } }',
    ],
)
def test_what_breaks_none_is_written(writer: Writer, text: str) -> None:
    written = writer.write(_update(text), BY)
    assert written.number
    assert written.findings == ()


def test_a_reminder_refuses_nothing(writer: Writer) -> None:
    written = writer.write(_update("INSERT DATA { GRAPH ex:g { ex:t ex:note 1 } }"), BY)
    assert _told(written.findings) == [("t", "note")]
    assert [one.severity for one in written.findings] == ["warning"]


def test_what_was_broken_before_hinders_no_other_write(writer: Writer) -> None:
    writer.write(_update('INSERT DATA { GRAPH ex:g { ex:t ex:name "丙" } }'), BY, mode="warn")
    written = writer.write(_update("INSERT DATA { GRAPH ex:g { ex:t ex:seen 1 } }"), BY)
    assert written.number
    assert written.findings == ()


def test_whole_graphs_are_held_to_the_shapes(writer: Writer) -> None:
    turtle = f"<{EX}v> a <{EX}Task> ; <{EX}name> 'a' , 'b' ; <{EX}body> <{EX}b> ."
    with pytest.raises(WriteRefused):
        writer.write(Put(f"{EX}new", turtle.encode(), "text/turtle"), BY)
    sound = turtle.replace(" , 'b'", "")
    assert writer.write(Put(f"{EX}new", sound.encode(), "text/turtle"), BY).added == 3
    assert writer.write(Drop(f"{EX}new"), BY).removed == 3


def test_a_graph_sent_again_is_no_change(writer: Writer) -> None:
    byte = "http://www.w3.org/2001/XMLSchema#byte"
    turtle = f"<{EX}v> <{EX}count> 007 , 5.50 ; <{EX}size> '9'^^<{byte}> ."
    put = Put(f"{EX}sizes", turtle.encode(), "text/turtle")
    assert writer.write(put, BY).added == 3
    again = writer.write(put, BY)
    assert (again.number, again.added, again.removed) == (0, 0, 0)


def test_a_pattern_that_takes_for_ever_holds_up_neither_writing_nor_reading(
    engine: Engine, tmp_path: Path
) -> None:
    impatient = engine.settings.model_copy(update={"write_timeout_s": 2.0, "state": tmp_path})
    writer = Writer(engine, impatient)
    writer.open()
    _refused_once_loaded(writer)
    endless = _update(f'INSERT DATA {{ GRAPH ex:g {{ ex:t ex:code "{"a" * 60}!" }} }}')
    began = time.monotonic()
    with pytest.raises(WriteRefused, match="could not be told"):
        writer.write(endless, BY)
    assert time.monotonic() - began < 15
    assert engine.ask("ASK {}")
    written = writer.write(endless, BY, mode="warn")
    assert [one.severity for one in written.findings] == ["warning"]
    _refused_once_loaded(writer)
    writer.close()


def _refused_once_loaded(writer: Writer) -> None:
    """Try what breaks a shape until the shapes are loaded, which may take longer than a write."""
    for _ in range(30):
        with pytest.raises(WriteRefused) as refused:
            writer.write(_update("INSERT DATA { GRAPH ex:g { ex:x a ex:Task } }"), BY)
        if "would break" in refused.value.detail:
            return
        assert "still being loaded" in refused.value.detail
    pytest.fail("the shapes were never loaded")


def test_its_process_ends_with_the_writer(engine: Engine, tmp_path: Path) -> None:
    writer = Writer(engine, engine.settings.model_copy(update={"state": tmp_path}))
    writer.open()
    assert writer._guard is not None
    process = writer._guard._process
    assert process is not None
    writer.close()
    assert process.returncode is not None
