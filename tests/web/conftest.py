"""A real server with every page, on the hand-made sample and a graph of hostile names."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from cetu import queries
from cetu.answer.lookup import Finder
from cetu.answer.reconcile import Shelf
from cetu.answer.services import Services
from cetu.answer.understand import Asker, Grammar
from cetu.api import ask, doors, network, problem, questions, rules, search, things
from cetu.api.writing import Writing
from cetu.engine import Engine
from cetu.keys import Keys
from cetu.model.finding import Finding, Premise, Report
from cetu.model.place import Place, Stretch
from cetu.model.question import Parameter, Question
from cetu.model.snapshot import GraphFile, Snapshot
from cetu.pipeline.saved import Saved, save
from cetu.settings import Settings
from cetu.web.findings import Findings
from cetu.web.pages import Pages
from cetu.web.pictures import Pictures
from cetu.web.routes import router
from cetu.web.things import Things

HERE = Path(__file__).parent
SAMPLE = HERE.parent / "answer" / "sample.trig"
Serve = Callable[[FastAPI], AbstractContextManager[str]]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
BODY = "https://w3id.org/cetu/id/body/441900-caizhengju"

QUESTION = Question(
    name="tasks-of-body",
    number=1,
    summary_zh="某个单位负责哪些任务？",
    summary_en="Which tasks is a body responsible for?",
    users=("analyst",),
    parameters=(Parameter("body", "iri", "单位", "body", BODY, BODY),),
    text=f"""#+ number: 1
PREFIX cetu: <https://w3id.org/cetu/ontology#>
SELECT ?number ?task ?body WHERE {{
  VALUES ?body {{ <{BODY}> }}
  ?task cetu:taskNumber ?number ; cetu:hasResponsibility/cetu:party ?body
}}""",
)
LEAD = Question(
    name="lead",
    number=2,
    summary_zh="牵头单位是谁？",
    summary_en="Who leads?",
    users=("engineer",),
    parameters=(Parameter("number", "string", "序号", "number", "17", "17"),),
    text="""PREFIX cetu: <https://w3id.org/cetu/ontology#>
SELECT ?lead WHERE { VALUES ?number { "17" }
  ?task cetu:taskNumber ?number ; cetu:hasResponsibility ?r .
  ?r cetu:role cetu:lead ; cetu:party ?lead }""",
    answerable=False,
    lacks_zh="文件没有指明牵头单位。",
    lacks_en="The document names no lead.",
)

DRAWN = ("bodies-and-instruments", "timeline", "compare")
"""Stored questions whose rows are drawn or compared."""

_TASK = "https://w3id.org/cetu/id/task/dongguan-techfin-2024-annex/t17aaaaa"
_DOCUMENT = "https://w3id.org/cetu/id/document/dongguan-techfin-2024-annex"
_STRETCH = Stretch.of("一\n二三", 2, 4)
REPEATED = Finding(
    severity="violation",
    layer="owl",
    rule="https://w3id.org/cetu/contradictions#prp-fp",
    thing=_TASK,
    zh="「任务 17」有两个序号。",
    en="“Task 17” has two numbers.",
    quote="<b>一</b>",
    identity="00000000000000aa",
    kind="contradiction",
    advice_zh="对照原文，留下一个。",
    advice_en="Compare it with the source and keep one.",
    premises=(
        Premise(f'<{_TASK}> <https://w3id.org/cetu/ontology#taskNumber> "1" .', "它是 1。", "1."),
        Premise("FunctionalDataProperty(<urn:x>)", quote="十七", document=_DOCUMENT, row="17"),
        *(Premise(f"SubClassOf(<urn:{n}> <urn:x>)") for n in range(7)),
    ),
    also=("https://w3id.org/cetu/checks#number-shared",),
)
UNNAMED = Finding(
    severity="warning",
    layer="shape",
    rule="https://w3id.org/cetu/shapes#X",
    thing="https://w3id.org/cetu/id/body/441900-caizhengju",
    zh="没有全称。",
    en="No full name.",
    identity="00000000000000bb",
    kind="missing",
)
REPORT = Report((REPEATED, UNNAMED), consistent=False, digest="b" * 64)


@contextmanager
def pages_of(serve: Serve, digest: str, root: Path, *names: Path) -> Iterator[str]:
    """Serve every page, and the doors they lead to, on the graphs of these files.

    The report of the last check is the one kept under `root`, if there is one.
    """
    files = tuple(GraphFile(name, None) for name in names)
    with Engine(Snapshot(digest * 64, files), Settings(workers=2)) as engine:
        stored = queries.load(HERE.parents[1])
        asked = {q.name: q for q in (QUESTION, LEAD, *(stored[name] for name in DRAWN))}
        finder = Finder(engine)
        pages = Pages(engine, asked, finder)
        app = FastAPI()
        problem.install(app, pages.error)
        app.include_router(
            doors.router(
                engine, Writing(engine, Keys(HERE), None), Services(finder, engine.settings)
            )
        )
        app.include_router(questions.router(engine, engine, asked, pages.questions, pages.question))
        app.include_router(things.router(engine, Things(engine)))
        asker = Asker(Shelf(engine, finder), Grammar.load(HERE.parents[1]))
        app.include_router(ask.router(engine, asker, pages.ask))
        app.include_router(search.router(finder, pages.search))
        findings = Findings(engine, Saved(root), HERE.parents[1])
        app.include_router(rules.router(HERE.parents[1], findings))
        pictures = Pictures(engine, asked)
        app.include_router(network.router(engine, pictures.network))
        app.include_router(router(pages, Things(engine), findings, pictures))
        with serve(app) as url:
            yield url


@pytest.fixture(scope="session")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root where the report of a check of the sample is kept."""
    root = tmp_path_factory.mktemp("checked")
    save(root, REPORT, {REPEATED.identity: Place("data/source/plan.txt", _STRETCH)})
    return root


@pytest.fixture(scope="session")
def address(serve: Serve, checked: Path) -> Iterator[str]:
    """The address of a server with every page, on the sample."""
    with pages_of(serve, "b", checked, SAMPLE, HERE / "hostile.trig") as url:
        yield url


@pytest.fixture(scope="session")
def browser_client(address: str) -> Iterator[httpx.Client]:
    """A client that asks for pages as a browser does."""
    with httpx.Client(base_url=address, headers={"Accept": BROWSER}, timeout=30) as client:
        yield client


@pytest.fixture(scope="session")
def many(serve: Serve) -> Iterator[httpx.Client]:
    """A client of pages of the sample and of two documents of invented places."""
    with (
        pages_of(serve, "c", HERE, SAMPLE, HERE / "two.trig") as url,
        httpx.Client(base_url=url, headers={"Accept": BROWSER}, timeout=30) as client,
    ):
        yield client
